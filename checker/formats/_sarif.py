"""One run as SARIF.

An alert belongs to a file of the repository. A page that was read from a file points there; a page of a website points
to the site file, which is what lies in the repository, and its address stands in the message.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker import __version__
from checker.formats._excerpt import quoted
from checker.model.problems import Certainty, Severity, State
from checker.text import printable, shorten, squash

if TYPE_CHECKING:
    from checker.model.entries import Entry
    from checker.model.reports import Report
    from checker.model.rules import RuleDoc

_RESULTS = 5_000
"""GitHub shows no more; the worst come first."""
_WORDS = 1_000
"""Characters of a description; GitHub's limit is 1,024."""
_LEVELS = {
    Severity.DANGER: "error",
    Severity.WRONG: "error",
    Severity.DOUBTFUL: "warning",
    Severity.UNTIDY: "note",
}
_RATED = {"error": "error", "warning": "warning", "note": "recommendation"}
_PRECISION = {Certainty.SURE: "very-high", Certainty.LIKELY: "high", Certainty.GUESS: "medium"}
_STATES = {State.NEW: "new", State.STILL_OPEN: "unchanged"}


def run_of(report: Report) -> dict[str, object]:
    """Give the run of one site."""
    entries = sorted(report.entries, key=lambda each: (each.problem.severity.rank, each.problem.page, each.id))
    driver = {
        "name": "content-checker",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(each) for each in report.rules],
    }
    numbers = {each.name: number for number, each in enumerate(report.rules)}
    ended = {"executionSuccessful": report.run.complete, "startTimeUtc": _utc(report), "endTimeUtc": _end(report)}
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"{report.site.key if report.site else 'check'}/{report.run.id}"},
        "invocations": [ended],
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, report, numbers) for each in entries[:_RESULTS]],
    }


def _rule(doc: RuleDoc) -> dict[str, object]:
    level = _LEVELS[doc.severity]
    help_text = f"{doc.why}\n\nHow to fix it: {doc.fix}\n\nProblem: {doc.problem}\n\nFine: {doc.fine}"
    return {
        "id": doc.name,
        "name": "".join(word.capitalize() for word in doc.name.split("-")),
        "shortDescription": {"text": shorten(doc.title, _WORDS)},
        "fullDescription": {"text": shorten(squash(doc.why), _WORDS)},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"level": level},
        "properties": {
            "precision": _PRECISION[doc.certainty],
            "problem.severity": _RATED[level],
            "tags": ["content", doc.subject],
        },
    }


def _result(entry: Entry, report: Report, numbers: dict[str, int]) -> dict[str, object]:
    problem = entry.problem
    found: dict[str, object] = {
        "ruleId": problem.rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(entry)},
        "locations": [_location(entry, report)],
        "partialFingerprints": {"primaryLocationLineHash": f"{entry.id}:1"},
        "properties": {"precision": _PRECISION[problem.certainty], "severity": problem.severity.value},
    }
    if problem.rule in numbers:
        found["ruleIndex"] = numbers[problem.rule]
    if entry.state in _STATES:
        found["baselineState"] = _STATES[entry.state]
    if entry.accepted:
        found["suppressions"] = [{"kind": "external", "justification": _fit(entry.accepted.reason)}]
    return found


def _message(entry: Entry) -> str:
    problem = entry.problem
    quote_ = f" “{quoted(problem.place.quote)}”" if problem.place.quote else ""
    # a square bracket would begin a link (SARIF 3.11.6)
    words = f"{problem.message}{quote_} {problem.fix} {_fit(problem.page)}"
    return _fit(words).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _location(entry: Entry, report: Report) -> dict[str, object]:
    uri, line = _file(entry, report)
    column = (entry.problem.place.column or 1) if entry.page_url is None else 1
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": _fit(entry.problem.page), "kind": "resource"}],
    }


def _file(entry: Entry, report: Report) -> tuple[str, int]:
    if entry.page_url is None:
        return _uri(entry.problem.page), entry.problem.place.line or 1
    if report.site is None:
        return _fit(entry.page_url), 1
    file = report.site.file or f"sources/{report.site.key}.toml"
    return _uri(file), next((each.line for each in report.site.finders if each.line), 1)


def _uri(path: str) -> str:
    """Write a path as a reference: relative to the repository, or with the scheme of files where it is absolute."""
    place = PurePath(path)
    written = quote(place.as_posix(), safe="/", errors="replace")
    return f"file://{written}" if place.is_absolute() else written


def _utc(report: Report) -> str:
    return f"{report.run.started:%Y-%m-%dT%H:%M:%S}Z"


def _end(report: Report) -> str:
    return f"{report.run.finished:%Y-%m-%dT%H:%M:%S}Z"


def _fit(words: str) -> str:
    return squash(printable(words[:20_000]))
