"""Something offered for a school year that is over."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from checker.days import in_words
from checker.model.mentions import Kind
from checker.model.pages import BlockKind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.content._aging import is_record
from checker.rules.content._words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Block
    from checker.model.rules import View

_OF_OURS = re.compile(r"20\d\d")
_YEAR = re.compile(r"(?<![\w/.-])(20\d\d)(?:\s?[/–-]\s?|\sto\s)(?:20)?(\d\d)(?![\w/]|-\d|\.\d)")
_SCHOOL = re.compile(
    r"\b(?:school\s+year|academic\s+year|term\s+dates?|terms?\b|admissions?|school\s+places?|starting\s+school"
    r"|offer\b|funded\s+hours|entitlement|holidays|inset|sessions?|tax\s+year|rates?|allowances?|prospectus|fees|charges|prices|council\s+tax)",
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
_SCHOOL_ENDS, _TAX_ENDS, _YEAR_ENDS = (8, 31), (4, 5), (12, 31)
"""The first term after July begins in September: the first is the eve of it (Education Act 1996, section 579).
A tax year ends on 5 April (Income Tax Act 2007, section 4)."""
_TAX = re.compile(
    r"\b(?:tax\s+year|financial\s+year|council\s+tax|rates?|allowances?|fees|charges|prices|tariffs?)\b", re.IGNORECASE
)
_TERMS = re.compile(r"\b(?:school|academic|terms?|pupils?|students?|nursery)\b", re.IGNORECASE)
_SINGLE = re.compile(
    r"\b(?:term\s+dates|school\s+holidays|inset\s+days|fees|charges|prices|opening\s+times)\b"
    r"(?:\s+(?:for|in|until|during))?(?:\s+(?:the|school|year|summer|spring|autumn|winter|easter|term)){0,3}[\s:(-]{1,3}"
    r"(20\d\d)(?!\s?[/–\d-]|\sto\s)\b",
    re.IGNORECASE,
)
"""Something of one year: "term dates 2024"."""


@rule(
    "content-past-school-year",
    looks_at=Kind.BLOCK,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
    hints=("20",),
)
def content_past_school_year(block: Block, view: View) -> Iterator[Fault]:
    """This is about a year that is over.

    Why it matters:
        People plan by dates, places and prices that no longer hold.

    How to fix it:
        Give this year's, or take it out.

    Problem:
        Term dates for the 2022/23 school year are below.

    Fine:
        Term dates for the 2026/27 school year are below.

    Authority:
        Education Act 1996, section 579: a school year begins with the first term after July
    """
    if block.kind is BlockKind.TEMPLATE or not _OF_OURS.search(block.text):
        return
    for match in islice(_YEAR.finditer(block.text), _MOST):
        first, second = int(match[1]), int(match[2])
        around = sentence(block.text, *match.span())
        if second != (first + 1) % 100 or not _SCHOOL.search(around) or _RECORD.search(around):
            continue
        ends = _TAX_ENDS if _TAX.search(around) and not _TERMS.search(around) else _SCHOOL_ENDS
        yield from _over(view, block, match, date(first + 1, *ends))
    for match in islice(_SINGLE.finditer(block.text), _MOST):
        if not _RECORD.search(sentence(block.text, *match.span())):
            yield from _over(view, block, match, date(int(match[1]), *_YEAR_ENDS))


def _over(view: View, block: Block, match: re.Match[str], last: date) -> Iterator[Fault]:
    if last < view.today and not is_record(view.page):
        yield Fault(
            message=f"“{match[0]}” ended on {in_words(last)}.",
            place=view.place(block, *match.span()),
            evidence=(("ended", last.isoformat()), ("judged on", view.today.isoformat())),
        )
