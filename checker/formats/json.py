"""One JSON object: for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import msgspec

    from checker.model.reports import Extraction, Report, Style

FILE = "report.json"
VERBATIM = True


def report(report: Report, style: Style) -> str:
    """Write a report."""
    # what it stands on takes 30 ms, and only this format needs it
    from checker.formats._wire.reported import document  # noqa: PLC0415

    return _written(document(report), style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write the reports of several sites as one object."""
    from checker.formats._wire.reported import documents  # noqa: PLC0415 - see above

    return _written(documents(reports), style)


def extract(extraction: Extraction, style: Style) -> str:
    """Write what stands on pages."""
    from checker.formats._wire.extract import document  # noqa: PLC0415 - see above

    return _written(document(extraction), style)


def _written(document: msgspec.Struct, style: Style) -> str:
    from checker.formats._wire.shared import encoded  # noqa: PLC0415 - see above

    return encoded(document, style, indent=2) + "\n"
