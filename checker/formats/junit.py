"""JUnit XML for the test tabs of CI systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.reports import Report, Style

FILE = "junit.xml"


def report(report: Report, style: Style) -> str:
    """Write one report."""
    return reports((report,), style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write the pages of several sites into one document."""
    # the library of XML takes 10 ms, and only this format needs it
    from checker.formats._junit import written  # noqa: PLC0415

    return written(reports, style)
