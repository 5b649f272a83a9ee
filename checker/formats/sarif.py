"""SARIF 2.1.0 with what GitHub's code scanning asks for besides: for pages that lie as files in a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._sarif import run_of

if TYPE_CHECKING:
    from checker.model.reports import Report, Style

FILE = "report.sarif"

_RUNS = 20
"""GitHub refuses a file with more."""


def report(report: Report, style: Style) -> str:
    """Write one run."""
    return reports((report,), style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write one run a site."""
    # msgspec is needed only by those who write JSON
    from checker.formats._wire.shared import encoded  # noqa: PLC0415

    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run_of(each) for each in reports[:_RUNS]],
    }
    return encoded(log, style, indent=2) + "\n"
