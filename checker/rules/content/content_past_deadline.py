"""A date that has passed, in a sentence that still looks ahead."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from checker.days import ago, last_day, whole
from checker.model.mentions import Kind, Role
from checker.model.pages import BlockKind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._aging import as_of, is_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.model.mentions import Mention
    from checker.model.rules import View

# Tense matters: words that look ahead must stand in the sentence, and none that look back in the clause (uk-facts D5).
_AHEAD = re.compile(
    r"\b(?:apply|applications?|register|book|return(?:ed)?|send|submit|respond|comments?|nominate|enrol)\b[^.!?]*\bby\b"
    r"|\b(?:deadline|closing\s+date|closes|open\s+until|are\s+open|is\s+open|will\b|ends\s+in|no\s+later\s+than|expected"
    r"|due\s+to\b|can\b[^.!?]*\b(?:until|till)|runs\s+until|available\s+until|from\s+now)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:was|were|had|closed|ended|started|began|launched|replaced|established|published|reviewed|modified|updated"
    r"|Act|Regulations?|Order|Code\s+of\s+Practice|report|statistics)\b",
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\n")
_CLAUSE_END = re.compile(r"[.!?,;](?=\s|$)|\s[-–—]\s|\n")
_NEAR = 500
"""Characters on either side that a sentence may have: a page without full stops must not cost more."""
_BEFORE = timedelta(days=60)
"""A page may be written after its deadline's day, but not long after: so its date tells which year is meant."""
_SOON = timedelta(days=120)
"""Nobody writes a deadline without its year much earlier."""


@rule("content-past-deadline", looks_at=Kind.DATE, severity=Severity.DOUBTFUL, since="0.1")
def content_past_deadline(mention: Mention, view: View) -> Iterator[Fault]:
    """This date has passed, but the words still look ahead.

    Why it matters:
        People prepare for something that is over, or give up on a page that is out of date.

    How to fix it:
        Take it out, or give the next date.

    Problem:
        Apply by 31 March 2025 to join the summer scheme.

    Fine:
        Apply by 31 March 2027 to join the summer scheme.

    Authority:
        GOV.UK content design: remove what is out of date
    """
    meant = _meant(mention, view) if mention.role in {Role.DEADLINE, Role.EVENT} else None
    place = mention.place
    if not meant or meant[0] >= view.today or place.block is None or is_record(view.page):
        return
    day, certainty = meant
    block = view.page.blocks[place.block]
    sentence = _around(block.text, place.start, place.end, _SENTENCE_END)
    clause = _around(block.text, place.start, place.end, _CLAUSE_END)
    if block.kind is BlockKind.TEMPLATE or not _AHEAD.search(sentence) or _BACK.search(clause):
        return
    quoted = view.page.place(place.block, _looks_ahead(block.text, place.start, place.end), place.end)
    which = "which was" if certainty is None else f"and if {day.year} is meant, that was"
    yield Fault(
        message=f"This says “{' '.join(quoted.quote.split())}”, {which} {ago(day, view.today)}.",
        place=quoted,
        certainty=certainty,
        evidence=(("date", day.isoformat()), ("judged on", view.today.isoformat())),
    )


def _meant(mention: Mention, view: View) -> tuple[date, Certainty | None] | None:
    """Give the day that is meant, and how sure that is where no year is written."""
    value = mention.value or ""
    if not value.startswith("--"):
        day = last_day(value) if value else None
        return (day, None) if day else None
    changed = as_of(view)
    if changed:
        following = _first_since(value, changed - _BEFORE)
        return (following, Certainty.LIKELY) if following else None
    following = _first_since(value, view.today)
    if not following or following - view.today <= _SOON:
        return None
    last = whole(f"{following.year - 1}{value[1:]}")
    return (last, Certainty.GUESS) if last else None


def _first_since(value: str, day: date) -> date | None:
    """Give the first day of that month and day that is not earlier."""
    days = (whole(f"{year}{value[1:]}") for year in (day.year, day.year + 1))
    return next((each for each in days if each and each >= day), None)


def _left(text: str, start: int, end: re.Pattern[str]) -> int:
    earliest = max(0, start - _NEAR)
    return max((match.end() for match in end.finditer(text, earliest, start)), default=earliest)


def _around(text: str, start: int, end: int, stop: re.Pattern[str]) -> str:
    """Give the sentence or clause in which a date stands, as far as it is near."""
    right = stop.search(text, end, end + _NEAR)
    return text[_left(text, start, stop) : right.start() if right else end + _NEAR]


def _looks_ahead(text: str, start: int, end: int) -> int:
    """Give the position of the nearest words that look ahead, so that the quotation says what is meant."""
    left = _left(text, start, _SENTENCE_END)
    return max((match.start() for match in _AHEAD.finditer(text, left, end) if match.start() < start), default=start)
