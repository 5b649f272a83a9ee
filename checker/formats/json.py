"""One JSON object: for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.reports import Extraction, Report, Style

FILE = "report.json"
VERBATIM = True


def report(report: Report, style: Style) -> str:
    """Write a report."""
    return "".join(pieces((report,), style))


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write the reports of several sites as one object."""
    return "".join(pieces(reports, style))


def pieces(reports: tuple[Report, ...], style: Style) -> Iterator[str]:
    """Write one report, or several as one object, piece by piece."""
    # what it stands on takes 30 ms, and only this format needs it
    from checker.formats._wire.reported import written  # noqa: PLC0415

    return written(reports, style)


def load() -> None:
    """Load what it stands on."""
    # see above
    from checker.formats._wire import reported  # noqa: F401, PLC0415


def extract(extraction: Extraction, style: Style) -> str:
    """Write what stands on pages."""
    from checker.formats._wire.extract import document  # noqa: PLC0415 - see above
    from checker.formats._wire.shared import encoded  # noqa: PLC0415 - see above

    return encoded(document(extraction), style, indent=2) + "\n"
