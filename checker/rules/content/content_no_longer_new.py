"""Something called new, current or recent beside a date that is long past."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.days import ago, in_words, last_day, months_between
from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._aging import as_of, is_record, own_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.model.pages import Page
    from checker.model.rules import View

_HINTS = ("new", "soon", "recently", "currently", "at the moment", "at present", "for now", "for the time being")
_NEWS = re.compile(r"(?:New|NEW):?\s+(?:\d\S*|(?!to\b|for\b|in\b|and\b|year)[a-z]\S*)(?:\s[a-z]\S*)?")
"""An announcement: "New 24/7 line", at the beginning of a block."""
_SOON = re.compile(
    r"\bcoming\s+soon\b|\bopening\s+soon\b|\bwill\s+be\s+(?:available|published|announced)\s+(?:soon|shortly)\b"
    r"|\b(?:has|have)\s+recently\s+(?:opened|launched|changed|moved|introduced|started|joined)\b"
    r"|\b(?:closed|shut|unavailable|suspended|not\s+(?:available|open|running))\s+(?:for\s+now|for\s+the\s+time\s+being"
    r"|at\s+the\s+moment|at\s+present)\b|\b(?:is|are)\s+currently\s+(?:closed|unavailable|suspended|recruiting|being)\b",
    re.IGNORECASE,
)
_MONTHS = 12
_BESIDE = 2
"""Blocks above and below in which a date speaks of the same."""
_SINCE = frozenset({Role.AS_OF, Role.EVENT})


@rule(
    "content-no-longer-new",
    looks_at=Kind.PAGE,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def content_no_longer_new(page: Page, view: View) -> Iterator[Fault]:
    """This is called new or coming soon, beside a date that is long past.

    Why it matters:
        Readers see that nobody has looked after the page, and doubt the rest.

    How to fix it:
        Say what is so today. Leave out "new", "soon" and "currently".

    Problem:
        A booking form is coming soon.

        Page last modified: 12/10/2024

    Fine:
        Book with the form below.

        Page last modified: 12/10/2026

    Authority:
        GOV.UK, Content design: planning, writing and managing content
    """
    changed = as_of(view)
    if is_record(page) or (changed and months_between(changed, view.today) < _MONTHS):
        return
    beside = {} if changed else _days(view)
    for number, block in own_blocks(page, _HINTS):
        match = _NEWS.match(block.text) or _SOON.search(block.text)
        near = (beside.get(each) for each in range(number - _BESIDE, number + _BESIDE + 1))
        day = changed or max(filter(None, near), default=None)
        if match and day and months_between(day, view.today) >= _MONTHS:
            yield Fault(
                message=f"“{' '.join(match[0].split())}” stands beside {in_words(day)}, {ago(day, view.today)}.",
                place=page.place(number, *match.span()),
                certainty=None if changed else Certainty.GUESS,
                evidence=(("date", day.isoformat()), ("judged on", view.today.isoformat())),
            )
            return  # one a page: whoever mends it reads the rest


def _days(view: View) -> dict[int, date]:
    """Give, for each block, the latest day since when something is so."""
    days: dict[int, date] = {}
    for each in view.of(Kind.DATE):
        day = last_day(each.value) if each.value and each.role in _SINCE else None
        block = each.place.block
        if day and block is not None:
            days[block] = max(day, days.get(block, day))
    return days
