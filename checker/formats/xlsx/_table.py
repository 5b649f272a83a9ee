"""Sheets of one table each: a header that stays in sight, filters, and paper that fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from checker.formats._links import safe
from checker.formats._sheet import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ADDRESS = 2_079
"""Characters of a link; Excel refuses a longer one."""
_LINKS = 65_000
"""Links on a sheet; Excel's limit is 65,530."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str | None


Cell = str | int | date | Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's name and width, in characters."""

    name: str
    width: int
    wrap: bool = False


class Book:
    """A workbook with the few formats that all its sheets share."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._links = 0
        top = {"valign": "top"}
        self._plain = workbook.add_format(top)
        self._wrap = workbook.add_format({**top, "text_wrap": True})
        self._day = workbook.add_format({**top, "num_format": "d mmm yyyy", "align": "left"})
        self._link = workbook.add_format({**top, "font_color": "#1a65a6", "underline": 1})

    def table(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Worksheet:
        """Add a sheet with one table. A table without rows says so in words."""
        sheet = self._workbook.add_worksheet(name)
        self._links = 0
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        for row, values in enumerate(rows, 1):
            for number, value in enumerate(values):
                self._write(sheet, (row, number), value, wrap=columns[number].wrap)
        headers = [{"header": column.name} for column in columns]
        last = max(1, len(rows))
        title = "".join(letter for letter in name if letter.isalpha())
        sheet.add_table(
            0, 0, last, len(columns) - 1, {"columns": headers, "name": title, "style": "Table Style Light 1"}
        )
        if not rows:
            sheet.write_string(1, 0, "None", self._plain)
        _paper(sheet)
        return sheet

    def _write(self, sheet: Worksheet, place: tuple[int, int], value: Cell, *, wrap: bool) -> None:
        row, column = place
        if isinstance(value, Link):
            self._write_link(sheet, place, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._plain)
        elif value:
            sheet.write_string(row, column, fit(value), self._wrap if wrap else self._plain)

    def _write_link(self, sheet: Worksheet, place: tuple[int, int], link: Link) -> None:
        row, column = place
        address = safe(link.address)
        if address is None or len(address) > _ADDRESS or self._links >= _LINKS:
            sheet.write_string(row, column, fit(link.words), self._plain)
            return
        self._links += 1
        sheet.write_url(row, column, address, self._link, string=fit(link.words))


def _paper(sheet: Worksheet) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")
