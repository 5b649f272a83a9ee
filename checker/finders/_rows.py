"""Reads a list of pages as people keep them: with or without headings, separated as their Excel does it."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.finders._addresses import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

# the likelier word first: a list with "page" and "url" has its addresses under "url"
_COLUMNS = {
    "address": "url webaddress address pageurl pageaddress href loc link pagelink weblink website page",
    "owner": "owner team contentowner pageowner responsible service department",
    "reviewed": "reviewed lastreviewed lastreview reviewdate datereviewed checked lastchecked assureddate",
    "review_due": "reviewdue nextreview due duedate reviewby nextreviewdate reviewduedate expiry",
}
_ORDER = ("address", "owner", "reviewed", "review_due")
"""What columns without headings are."""
_SEPARATORS = ",;\t|"
_FORMULA = re.compile(r'=HYPERLINK\(\s{0,9}"([^"]*)"', re.IGNORECASE)
_NUMERIC = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_SERIAL = re.compile(r"\s*([3-7]\d{4})(?:\.\d{1,12})?\s*$")
"""A day as Excel counts them: 30,000 is in 1982, 79,999 in 2119."""
_FIRST_DAY = date(1899, 12, 30)
_CENTURY = 2000
_LINES = 40
"""Lines of one cell, notes for instance."""


class Row(Struct, frozen=True, kw_only=True):
    """A row of a list."""

    line: int
    address: str | None
    """Absolute; None where there is none."""
    owner: str | None = None
    reviewed: str | None = None
    review_due: str | None = None


def read(body: bytes, start: str, *, lines_only: bool) -> Iterator[Row]:
    """Yield the rows that are not empty. Relative addresses are the site's."""
    lines = _text(body).splitlines()
    separator = "" if lines_only else _separator(lines)
    rows = _split(lines, separator) if separator else ((number, [line]) for number, line in enumerate(lines, 1))
    columns: dict[str, int] | None = None
    for line, cells in rows:
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            continue
        if columns is None:
            columns = _headings(cells)
            if columns:
                continue
            columns = _by_place(cells)
        yield _row(line, cells, columns, start)


def day_of(words: str) -> str | None:
    """Give the ISO date of a cell: ISO, as Britain writes it, or as Excel counts days; None for anything else."""
    words = words.strip()
    try:
        if found := _NUMERIC.match(words):
            year = int(found[3])
            return date(year if year > 99 else _CENTURY + year, int(found[2]), int(found[1])).isoformat()  # noqa: PLR2004
        if found := _SERIAL.match(words):
            return (_FIRST_DAY + timedelta(days=int(found[1]))).isoformat()
        return date.fromisoformat(words[:10]).isoformat() if words[4:5] == "-" else None
    except ValueError:
        return None


def _text(body: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _separator(lines: list[str]) -> str:
    """Find what separates the cells: what Excel says it is, or what the first lines hold most of."""
    head = [line for line in lines[:20] if line.strip()]
    if head and head[0].lower().startswith("sep=") and len(head[0]) > 4:  # noqa: PLR2004 - sep= and one character
        return head[0][4]
    heading = head[0] if head and _headings(re.split(r"[,;\t|]", head[0])) else ""
    counted = {each: (heading.count(each), sum(each in line for line in head)) for each in _SEPARATORS}
    return max(_SEPARATORS, key=lambda each: counted[each])


def _split(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Split lines into cells. A cell in quotation marks may have several lines, but not the rest of the list."""
    at = 1 if lines and lines[0].lower().startswith("sep=") else 0
    while at < len(lines):
        end = _end_of_row(lines, at, separator)
        # where a quotation never ends, its mark is taken for a letter
        kept = lines[at:end] if end > at else [lines[at].replace('"', "")]
        rows = csv.reader([f"{line}\n" for line in kept], delimiter=separator)
        before = 0
        try:
            for cells in rows:
                yield at + before + 1, cells or [""]
                before = rows.line_num
        except csv.Error:
            yield at + before + 1, ["(unreadable)"]
        at = max(end, at + 1)


def _end_of_row(lines: list[str], start: int, separator: str) -> int:
    """Give the line after which every quotation is closed again, or the start itself where none is near."""
    is_open = False
    for at in range(start, min(start + _LINES, len(lines))):
        is_open = _open_after(lines[at], separator, is_open=is_open)
        if not is_open:
            return at + 1
    return start


def _open_after(line: str, separator: str, *, is_open: bool) -> bool:
    """Tell whether a quotation goes on after a line. Only at the beginning of a cell does a mark open one."""
    at = 0
    while True:
        if is_open:
            at = line.find('"', at)
            if at < 0:
                return True
            # a mark within a quotation is written twice
            is_open = line.startswith('"', at + 1)
            at += 2 if is_open else 1
        elif at == 0 and line.startswith('"'):
            is_open, at = True, 1
        else:
            at = line.find(f'{separator}"', at)
            if at < 0:
                return False
            is_open, at = True, at + 2


def _headings(cells: list[str]) -> dict[str, int]:
    """Give the columns by their headings, or nothing where the row is no row of headings."""
    said = [re.sub(r"[\W_]", "", cell[:60]).lower() for cell in cells]
    found = {
        column: said.index(word)
        for column, words in _COLUMNS.items()
        if (word := next((each for each in words.split() if each in said), None))
    }
    return found if "address" in found else {}


def _by_place(cells: list[str]) -> dict[str, int]:
    first = next((at for at, cell in enumerate(cells) if _looks_like_address(cell)), 0)
    return {column: first + at for at, column in enumerate(_ORDER)}


def _looks_like_address(cell: str) -> bool:
    return cell.strip().lower().startswith(("http://", "https://", "www.", "/", "=hyperlink"))


def _row(line: int, cells: list[str], columns: dict[str, int], start: str) -> Row:
    said = {column: cells[at].strip() for column, at in columns.items() if at < len(cells)}
    return Row(
        line=line,
        address=_address(said.get("address", ""), start),
        owner=said.get("owner") or None,
        reviewed=day_of(said.get("reviewed", "")),
        review_due=day_of(said.get("review_due", "")),
    )


def _address(cell: str, start: str) -> str | None:
    """Make a cell an address. Words with blanks in them are no address, relative or not."""
    formula = _FORMULA.match(cell)
    words = (formula[1] if formula else cell).strip().strip("<>\"'")
    if not words or any(each.isspace() for each in words) or words == "(unreadable)":
        return None
    if words.lower().startswith("www."):
        words = f"https://{words}"
    return plain(words, start)
