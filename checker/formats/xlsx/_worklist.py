"""The first sheet: every problem nobody accepted, and the team's own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._sheet import rows
from checker.formats.xlsx._table import Column, Link
from checker.model.reports import Carried

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.formats._sheet import Row
    from checker.formats.xlsx._table import Book, Cell
    from checker.model.reports import Report

STATUSES = ("To do", "Doing", "Done", "Not a problem", "Ask someone")
"""What the team may say of a problem."""
COLUMNS = (
    Column(name="Owner", width=16),
    Column(name="Page", width=30),
    Column(name="How bad", width=10),
    Column(name="State", width=10),
    Column(name="Problem", width=34, wrap=True),
    Column(name="What it says now", width=30, wrap=True),
    Column(name="Where", width=24, wrap=True),
    Column(name="What is wrong", width=50, wrap=True),
    Column(name="What to do", width=50, wrap=True),
    Column(name="Should be", width=24, wrap=True),
    Column(name="See it", width=10),
    Column(name="Edit", width=10),
    Column(name="First seen", width=12),
    Column(name="Days open", width=10),
    Column(name="Also on", width=9),
    Column(name="Who", width=16),
    Column(name="Status", width=15),
    Column(name="Notes", width=30, wrap=True),
    Column(name="Rule", width=24),
    Column(name="Page address", width=40),
    Column(name="Problem ID", width=19),
)
_NOTHING = Carried()
_STATES = {"new": "New", "still-open": "Still open"}


def add(book: Book, report: Report, carried: Mapping[str, Carried]) -> None:
    """Add the worklist. `carried` is what the team wrote into an older one, by the problem's id."""
    values = [_values(each, carried.get(each.id, _NOTHING)) for each in rows(report)]
    sheet = book.table("Problems", COLUMNS, values)
    status = [column.name for column in COLUMNS].index("Status")
    sheet.data_validation(
        1, status, max(1, len(values)), status,
        {"validate": "list", "source": list(STATUSES), "error_message": "Choose from the list."},
    )  # fmt: skip


def _values(row: Row, carried: Carried) -> tuple[Cell, ...]:
    return (
        row.owner or "Nobody named",
        Link(words=row.page_title, address=row.page_link),
        row.severity.capitalize(),
        _STATES.get(row.state, ""),
        row.problem,
        row.says_now,
        row.where,
        row.message,
        row.fix,
        row.should_be,
        Link(words="See it", address=row.see_it) if row.see_it else None,
        Link(words="Edit", address=row.edit) if row.edit else None,
        row.first_seen,
        row.days_open,
        row.also_on,
        carried.who,
        carried.status,
        carried.notes,
        row.rule,
        row.page,
        row.id,
    )
