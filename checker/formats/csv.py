"""A row a problem, for a spreadsheet or a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._csv import table
from checker.formats._log import harmless
from checker.formats._sheet import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.reports import Report, Style

FILE = "problems.csv"

_HEADER = (
    "owner", "page_title", "severity", "state", "problem", "says_now", "where", "message", "fix", "should_be",
    "see_it", "edit", "first_seen", "days_open", "also_on", "rule", "page", "id",
)  # fmt: skip


def report(report: Report, style: Style) -> str:
    """Write the problems nobody accepted, the worst of each owner first."""
    return reports((report,), style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write the problems of several sites under one header; the page's address says which site it is."""
    return harmless(table(_HEADER, (row for each in reports for row in _rows(each))), style)


def _rows(report: Report) -> Iterator[tuple[object, ...]]:
    for row in rows(report):
        yield tuple(getattr(row, name) for name in _HEADER)
