"""A date that has passed, in a sentence that still looks ahead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.dates import ago, last_day
from checker.model.mentions import Kind, Role
from checker.model.pages import BlockKind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

# Tense matters: only words that look ahead, and none that look back, may stand in the sentence (uk-facts D5).
_AHEAD = re.compile(
    r"\b(?:apply|applications?|register|book|return(?:ed)?|send|submit|respond|comments?|nominate|enrol)\b[^.!?]*\bby\b"
    r"|\b(?:deadline|closing\s+date|closes|open\s+until|are\s+open|is\s+open|will\b|ends\s+in|no\s+later\s+than|expected|due\s+to\b)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:was|were|had|closed|ended|started|began|launched|replaced|established|published|reviewed|modified|updated"
    r"|Act|Regulations?|Order|Code\s+of\s+Practice|report|statistics)\b",
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\n")


@rule("content-past-deadline", looks_at=Kind.DATE, severity=Severity.DOUBTFUL, since="0.1")
def content_past_deadline(mention: Mention, view: View) -> Iterator[Fault]:
    """This date has passed, but the words still look ahead.

    Why it matters:
        People prepare for something that is over, or give up on a page that is out of date.

    How to fix it:
        Remove it, or put the next date.

    Problem:
        Apply by 31 March 2025 to join the summer scheme.

    Fine:
        Apply by 31 March 2027 to join the summer scheme.

    Authority:
        GOV.UK content design: remove what is out of date
    """
    day = last_day(mention.value) if mention.value and mention.role in {Role.DEADLINE, Role.EVENT} else None
    place = mention.place
    if not day or day >= view.today or place.block is None:
        return
    block = view.page.blocks[place.block]
    sentence = _sentence(block.text, place.start, place.end)
    if block.kind is BlockKind.TEMPLATE or not _AHEAD.search(sentence) or _BACK.search(sentence):
        return
    quoted = view.page.place(place.block, _looks_ahead(block.text, place.start, place.end), place.end)
    yield Fault(
        message=f"This says “{' '.join(quoted.quote.split())}”, which was {ago(day, view.today)}.",
        place=quoted,
        evidence=(("date", mention.value or ""), ("judged on", view.today.isoformat())),
    )


def _sentence(text: str, start: int, end: int) -> str:
    left = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    right = _SENTENCE_END.search(text, end)
    return text[left : right.start() if right else len(text)]


def _looks_ahead(text: str, start: int, end: int) -> int:
    """Give the position of the nearest words that look ahead, so that the quotation says what is meant."""
    left = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    return max((match.start() for match in _AHEAD.finditer(text, left, end) if match.start() < start), default=start)
