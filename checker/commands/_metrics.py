"""What a night came to, as Prometheus reads it from a file (the textfile collector of its node exporter)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.model.reports import Report


class _Sample(Struct, frozen=True, kw_only=True):
    name: str
    labels: tuple[tuple[str, str], ...]
    value: float


_HELP = {
    "checker_run_complete": "1 if everything was looked at in the last run, 0 if not.",
    "checker_run_failed": "1 if this run of the checker told nothing of the site.",
    "checker_run_finished_timestamp_seconds": "When the last run ended.",
    "checker_run_duration_seconds": "How long the last run took.",
    "checker_pages": "Pages of the site, by whether they could be read.",
    "checker_problems": "Open problems that nobody accepted, by how bad they are.",
    "checker_problem_states": "Problems, by what became of them since the run before.",
    "checker_targets": "Addresses that pages lead to, by what was found there.",
}


def text(reports: Iterable[Report], failed: Mapping[str, str]) -> str:
    """Write the metrics of some sites.

    Args:
        reports: Of the sites whose run told something.
        failed: By a site's key, why its run told nothing.
    """
    samples = [each for report in reports for each in _of(report)]
    samples += [_Sample(name="checker_run_failed", labels=(("site", key),), value=1) for key in sorted(failed)]
    lines: list[str] = []
    for name, words in _HELP.items():
        ours = [each for each in samples if each.name == name]
        if ours:
            lines += [f"# HELP {name} {words}", f"# TYPE {name} gauge", *map(_line, ours)]
    return "\n".join([*lines, ""])


def _of(report: Report) -> Iterator[_Sample]:
    site = report.site.key if report.site else ""
    run, totals = report.run, report.totals

    def sample(name: str, value: float, **labels: str) -> _Sample:
        return _Sample(name=f"checker_{name}", labels=(("site", site), *labels.items()), value=value)

    yield sample("run_complete", run.complete)
    yield sample("run_finished_timestamp_seconds", run.finished.timestamp())
    yield sample("run_duration_seconds", (run.finished - run.started).total_seconds())
    yield sample("pages", totals.read, read="yes")
    yield sample("pages", totals.unread, read="no")
    for severity, number in totals.problems.each:
        yield sample("problems", number, severity=severity.value)
    states = totals.states
    if states:
        for name in ("new", "still_open", "fixed", "accepted", "not_seen"):
            yield sample("problem_states", getattr(states, name), state=name.replace("_", "-"))
    for verdict, number in totals.targets:
        yield sample("targets", number, verdict=verdict)


def _line(sample: _Sample) -> str:
    labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in sample.labels)
    return f"{sample.name}{{{labels}}} {sample.value:.15g}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
