"""Something offered for a school year that is over."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.pages import BlockKind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Block
    from checker.model.rules import View

_YEAR = re.compile(r"(?<![\w/.-])(20\d\d)(?:\s?[/–-]\s?|\sto\s)(?:20)?(\d\d)(?![\w/]|-\d|\.\d)")
_SCHOOL = re.compile(
    r"\b(?:school\s+year|academic\s+year|term\s+dates?|terms?\b|admissions?|school\s+places?|starting\s+school"
    r"|offer\b|funded\s+hours|entitlement|holidays|inset|sessions?|tax\s+year|rates?|allowances?|prospectus)",
    re.IGNORECASE,
)
# Words of what is over and done with, and may say so for ever.
_RECORD = re.compile(
    r"\b(?:report|accounts|results?|survey|statistics|data|published|archived?|minutes|evaluation|strategy|review|was"
    r"|were|had|budget|spent|pilot|launched|previous|last|since|award(?:s|ed)?|winners?|plan|programme|inspection"
    r"|analysis|audit|figures\s+show|in\s+20\d\d)\b",
    re.IGNORECASE,
)
_MOST = 100
"""Years in one block that are looked at: each costs the reading of its sentence."""
_ENDS = (8, 31)
"""The first term after July begins in September: this is the eve of it (Education Act 1996, section 579)."""


@rule(
    "content-past-school-year",
    looks_at=Kind.BLOCK,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def content_past_school_year(block: Block, view: View) -> Iterator[Fault]:
    """This is about a school year that is over.

    Why it matters:
        People plan by dates, places and prices that no longer hold.

    How to fix it:
        Put this year's, or take it away.

    Problem:
        Term dates for the 2022/23 school year are below.

    Fine:
        Term dates for the 2026/27 school year are below.

    Authority:
        Education Act 1996, section 579: a school year begins with the first term after July
    """
    if "20" not in block.text or block.kind is BlockKind.TEMPLATE:
        return
    for match in islice(_YEAR.finditer(block.text), _MOST):
        first, second = int(match[1]), int(match[2])
        around = sentence(block.text, *match.span())
        if second != (first + 1) % 100 or not _SCHOOL.search(around) or _RECORD.search(around):
            continue
        if date(first + 1, *_ENDS) < view.today:
            place = view.place(block, *match.span())
            yield Fault(message=f"The year {match[0]} is over.", place=place)
