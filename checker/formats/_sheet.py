"""The columns of the worklist, as the workbook and the CSV share them: a row a problem, a value a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.formats._excerpt import above, quoted
from checker.text import printable, squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.model.entries import Entry
    from checker.model.reports import Report

LONGEST = 32_000
"""Characters in a cell. Excel's limit is 32,767; what is longer is cut."""
Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One problem nobody accepted. Words are as written on the page, without what commands a program."""

    owner: str
    page_title: str
    page_link: str | None
    severity: str
    state: str
    problem: str
    says_now: str
    where: str
    message: str
    fix: str
    should_be: str
    see_it: str | None
    edit: str | None
    first_seen: date | None
    days_open: int | None
    also_on: int
    rule: str
    page: str
    id: str


def rows(report: Report) -> Iterator[Row]:
    """Give the problems in the order they are worked on: by owner, the worst first."""
    for share in report.shares:
        for group in share.groups:
            for card in group.cards:
                yield from (_row(entry) for entry in card.entries)


def fit(words: str | None) -> str:
    """Make words fit for a cell: no control characters, no endless text. Line ends stay."""
    return printable((words or "")[: LONGEST * 2])[:LONGEST]


def _row(entry: Entry) -> Row:
    problem, place = entry.problem, entry.problem.place
    return Row(
        owner=squash(fit(entry.owner)),
        page_title=squash(fit(entry.page_name)),
        page_link=entry.page_url,
        severity=problem.severity.value,
        state=entry.state.value if entry.state else "",
        problem=entry.title,
        says_now=quoted(place.quote),
        where=above(place),
        message=fit(squash(problem.message)),
        fix=fit(squash(problem.fix)),
        should_be=squash(fit(problem.suggestion)),
        see_it=entry.shown_at,
        edit=entry.edit,
        first_seen=entry.standing.first_seen if entry.standing else None,
        days_open=entry.days,
        also_on=len(entry.also_on),
        rule=problem.rule,
        page=squash(fit(problem.page)),
        id=entry.id,
    )
