"""CSV that opens in Excel as what it is: text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""Excel takes a file without it for one in the code page of the machine."""
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_INTERNATIONAL = re.compile(r"\+44 ?(?:\(0\) ?)?(?=[\d ])")


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table: with the mark, CRLF, everything quoted, and no cell that a spreadsheet would calculate."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_guarded("" if value is None else str(value)) for value in row])
    return MARK + sink.getvalue()


def _guarded(words: str) -> str:
    """Keep a cell from being a formula: an apostrophe in front (OWASP, CSV injection; ASVS 1.2.10).

    A number in international form is written in the national one instead, which is no formula and keeps its zero.
    """
    national = _INTERNATIONAL.sub("0", words, count=1) if words.startswith("+44") else words
    return f"'{national}" if _FORMULA.match(national) else national
