"""A workbook: the team's worklist, with columns of their own to fill in, and everything else on sheets behind it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from checker.formats._sheet import fit

if TYPE_CHECKING:
    from checker.model.reports import Carried, Report, Style

FILE = "problems.xlsx"
ALONE = True

_PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "in_memory": True,
}
"""What a page says stays words, whatever it begins with."""


def report(report: Report, style: Style) -> bytes:
    """Write a workbook; what the team wrote into an older one stands in it again."""
    # 60 ms that only this format needs
    from xlsxwriter import Workbook  # noqa: PLC0415

    from checker.formats.xlsx import _sheets, _worklist  # noqa: PLC0415
    from checker.formats.xlsx._table import Book  # noqa: PLC0415

    sink = io.BytesIO()
    with Workbook(sink, _PLAIN) as workbook:
        name = fit(report.site.name)[:200] if report.site else "Content check"
        workbook.set_properties({"title": f"{name}: problems", "created": report.run.finished.replace(tzinfo=None)})
        book = Book(workbook)
        _worklist.add(book, report, style.carried)
        for add in (_sheets.fixed, _sheets.unchecked, _sheets.accepted, _sheets.owners, _sheets.rules, _sheets.about):
            add(book, report)
    return sink.getvalue()


def load() -> None:
    """Load what it stands on."""
    # see above
    import xlsxwriter  # noqa: F401, PLC0415

    from checker.formats.xlsx import _sheets, _worklist  # noqa: F401, PLC0415


def carried(body: bytes) -> dict[str, Carried]:
    """Read what the team wrote into a workbook, by the problem's id.

    Raises:
        UsageFault: It is no workbook of ours.
    """
    # it takes 150 ms, and only --carry needs it
    from checker.formats.xlsx import _returned  # noqa: PLC0415

    return _returned.read(body)
