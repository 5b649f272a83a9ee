"""One line a problem, for a terminal and for grep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats import _log
from checker.formats._excerpt import quoted
from checker.text import printable, squash

if TYPE_CHECKING:
    from checker.model.entries import Entry
    from checker.model.reports import Report, Style

FILE = "concise.txt"


def report(report: Report, style: Style) -> str:
    """Write the problems nobody accepted, page by page."""
    lines = (_line(entry) for page in report.pages for entry in page.open)
    return _log.harmless("".join(f"{line}\n" for line in lines), style)


def _line(entry: Entry) -> str:
    problem = entry.problem
    words = quoted(problem.place.quote)
    quote = f" “{words}”" if words else ""
    place = problem.place
    where = "".join(f":{number}" for number in (place.line, place.column) if number) if entry.page_url is None else ""
    page, message = squash(printable(problem.page)), squash(printable(problem.message))
    return f"{page}{where}: {problem.severity.value}: {message}{quote} [{problem.rule}]"
