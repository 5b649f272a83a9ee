"""Reads a workbook that came back from the team: their own columns, by the problem's id."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from checker.errors import UsageFault
from checker.formats._sheet import fit
from checker.model.reports import Carried
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHEET, _ID, _OURS = "Problems", "Problem ID", ("Who", "Status", "Notes")


def read(body: bytes) -> dict[str, Carried]:
    """Read what is filled in. Columns may have been moved, rows sorted, filtered or taken out.

    Raises:
        UsageFault: It is no workbook, or one without our sheet and columns.
    """
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise UsageFault("The workbook cannot be read.", "Give the problems.xlsx of an earlier run.") from fault
    if _SHEET not in book.sheetnames:
        raise UsageFault(f'The workbook has no sheet "{_SHEET}".', "Give the problems.xlsx of an earlier run.")
    rows: Iterator[tuple[object, ...]] = book[_SHEET].iter_rows(values_only=True)
    header = [str(each) for each in next(rows, ())]
    missing = [name for name in (_ID, *_OURS) if name not in header]
    if missing:
        raise UsageFault(f'The workbook has no column "{missing[0]}".', "Give it the name it had.")
    return dict(_filled(rows, [header.index(name) for name in (_ID, *_OURS)]))


def _filled(rows: Iterable[tuple[object, ...]], places: list[int]) -> Iterator[tuple[str, Carried]]:
    for row in rows:
        identity, who, status, notes = (_words(row[each]) if each < len(row) else "" for each in places)
        if identity and (who or status or notes):
            yield identity, Carried(who=who, status=status, notes=notes)


def _words(value: object) -> str:
    return "" if value is None else squash(fit(str(value)))
