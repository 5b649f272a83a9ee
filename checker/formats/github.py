"""Annotations for the log of GitHub Actions: the ten worst new problems, and one line for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._excerpt import quoted
from checker.formats._log import broken
from checker.model.problems import Severity, State
from checker.text import count, printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.entries import Entry
    from checker.model.reports import Report, Style

FILE = "annotations.txt"

_SHOWN = 10
"""A step may have ten of each level; the others vanish without a word."""
_LEVELS = {
    Severity.DANGER: "error",
    Severity.WRONG: "error",
    Severity.DOUBTFUL: "warning",
    Severity.UNTIDY: "notice",
}


def report(report: Report, style: Style) -> str:  # noqa: ARG001 - a log has no width, and colours come from the level
    """Write one command a line."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    unaccepted = [each for each in report.entries if each.accepted is None]
    wanted = [each for each in unaccepted if report.comparison is None or each.state is State.NEW]
    wanted.sort(key=lambda each: (each.problem.severity.rank, each.problem.page, each.id))
    shown = wanted[:_SHOWN]
    yield from (_annotation(each) for each in shown)
    rest = len(unaccepted) - len(shown)
    if rest:
        yield f"::notice::{count(rest, 'more problem' if shown else 'problem')} in the report"


def _annotation(entry: Entry) -> str:
    problem = entry.problem
    title = f"{entry.title}: {shorten(quoted(entry.page_name), 80)}"
    places = {"title": title}
    if entry.page_url is None:
        column = {"col": str(problem.place.column)} if problem.place.column else {}
        places = {"file": problem.page, "line": str(problem.place.line or 1), **column, **places}
    quote = f" “{quoted(problem.place.quote)}”" if problem.place.quote else ""
    page = f" {problem.page}" if entry.page_url else ""
    said = f"{squash(problem.message)}{quote} {squash(problem.fix)}{page}"
    properties = ",".join(f"{name}={_property(words)}" for name, words in places.items())
    return f"::{_LEVELS[problem.severity]} {properties}::{_data(said)}"


def _data(words: str) -> str:
    """Escape what ends a command (actions/toolkit, command.ts), and break what begins another."""
    escaped = broken(printable(words)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return squash(escaped)


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
