"""Words that hold for days or weeks, on a page that has stood for longer, or for nobody knows how long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.days import ago, in_words, months_between
from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._aging import as_of, is_record, own_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_HINTS = ("until further", "the coming", "next few", "at this time", "at present", "the moment", "the new", "review")
_PASSING = re.compile(
    r"\buntil\s+further\s+notice\b"
    r"|\b(?:over|in)\s+the\s+(?:coming|next\s+few)\s+(?:days|weeks)(?:\s+(?:and|or)\s+(?:weeks|months))?\b"
    r"|\b(?:high|large|unprecedented)\s+(?:volumes?|numbers?|levels?|demand)\b[^.!?\n]{0,60}"
    r"\bat\s+(?:this\s+time|present|the\s+moment)\b"
    r"|\b(?:is|are)\s+the\s+new\b(?!\s+(?:normal|black))"
    r"|\bwill\s+(?:be\s+review(?:ed)?|review\s+(?:it|this|them|the\s+\w+))\s+(?:after|in|within)\s+"
    r"(?:\w+|\d+)\s+(?:weeks|months)\b",
    re.IGNORECASE,
)
_MONTHS = 3
"""What holds "until further notice" for longer than a season holds for good, or no more."""


@rule(
    "content-passing-words",
    looks_at=Kind.PAGE,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def content_passing_words(page: Page, view: View) -> Iterator[Fault]:
    """These words are true for a short time only.

    Why it matters:
        Readers cannot tell whether they are still true.

    How to fix it:
        Say until which day. If it is over, take the sentence out.

    Problem:
        The desk is closed until further notice.

        Page last modified: 12/10/2024

    Fine:
        The desk is closed until 4 January 2027.

        Page last modified: 12/10/2026

    Authority:
        GOV.UK, Content design: planning, writing and managing content
    """
    changed = as_of(view)
    if is_record(page) or (changed and months_between(changed, view.today) < _MONTHS):
        return
    if changed:
        when = f"The page dates from {in_words(changed)}, {ago(changed, view.today)}."
    else:
        when = "The page does not say how old it is."
    for number, block in own_blocks(page, _HINTS):
        for match in _PASSING.finditer(block.text):
            yield Fault(
                message=f"“{' '.join(match[0].split())}” is true for a short time only. {when}",
                place=page.place(number, *match.span()),
                certainty=None if changed else Certainty.GUESS,
                evidence=(
                    ("page as of", changed.isoformat() if changed else "unknown"),
                    ("judged on", view.today.isoformat()),
                ),
            )
