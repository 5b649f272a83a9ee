"""One JSON object a line, for programs that read line by line: a problem, or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.reports import Extraction, Report, Style

FILE = "problems.jsonl"
VERBATIM = True


def report(report: Report, style: Style) -> str:
    """Write one problem a line, each with the site and the run it belongs to."""
    return "".join(pieces((report,), style))


def pieces(reports: tuple[Report, ...], style: Style) -> Iterator[str]:
    """Write the problems of one site or of several, line by line."""
    # what it stands on takes 30 ms, and only this format needs it
    from msgspec.structs import asdict  # noqa: PLC0415

    from checker.formats._wire.reported import problems  # noqa: PLC0415
    from checker.formats._wire.shared import encoded  # noqa: PLC0415

    for report in reports:
        origin = {"site": report.site.key if report.site else None, "run": report.run.id}
        for each in problems(report):
            yield f"{encoded({**origin, **asdict(each)}, style)}\n"


def extract(extraction: Extraction, style: Style) -> str:
    """Write one page a line."""
    from checker.formats._wire.extract import page  # noqa: PLC0415 - see above
    from checker.formats._wire.shared import encoded  # noqa: PLC0415 - see above

    return "".join(f"{encoded(page(each), style)}\n" for each in extraction.pages)
