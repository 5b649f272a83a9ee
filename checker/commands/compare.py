"""checker compare: what changed between two runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._options import Manner, of
from checker.commands._store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.history.memory import Memory
    from checker.model.nights import Comparison
    from checker.model.problems import Problem
    from checker.model.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for."""

    site: str
    runs: tuple[str, ...] = ()
    store: Store = field(metadata=of(Store))
    manner: Manner = field(metadata=of(Manner))


def compare(asked: Asked) -> int:
    """Say what changed between two runs of a site.

    Without RUN the last two are compared; with one, that and the last. A run is named like 20261123-031700.
    """
    # what this needs is not needed for --help
    from checker import history  # noqa: PLC0415
    from checker.commands import _endings, _output, _sites  # noqa: PLC0415
    from checker.errors import UsageFault  # noqa: PLC0415

    if len(asked.runs) > 2:  # noqa: PLR2004 - the older and the newer one
        raise UsageFault("Two runs can be compared, not more.")
    (site,) = _sites.wanted((asked.site,), asked.store)
    with history.consulted(asked.store.memory) as memory:
        before, after = _named(memory, site.key, asked.runs)
        run, told = memory.compare(site.key, before, after)
        lines = "".join(f"{line}\n" for line in _lines(run, told, before))
    return _output.finish(lines, _output.STDOUT, _endings.FINE)


def _named(memory: Memory, key: str, named: tuple[str, ...]) -> tuple[str, str]:
    from checker.errors import Incomplete  # noqa: PLC0415 - see the command

    names = [each.run for each in memory.runs(key)]
    if len(named) == 2:  # noqa: PLR2004 - see above
        return named[0], named[1]
    if len(named) == 1 and names:
        return named[0], names[-1]
    if len(names) < 2:  # noqa: PLR2004 - see above
        raise Incomplete(f"There are no two runs of {key} to compare.", 'Run "checker run" first, or wait a night.')
    return names[-2], names[-1]


def _lines(run: Run, told: Comparison, before: str) -> Iterator[str]:
    from checker.model.problems import State  # noqa: PLC0415 - see the command
    from checker.text import count  # noqa: PLC0415 - see the command

    problems = {each.fingerprint: each for page in run.pages for each in page.problems}
    new = [problems[key] for key, each in told.standings.items() if each.state is State.NEW and key in problems]
    open_ones = sum(each.state is State.STILL_OPEN for each in told.standings.values())
    yield f"From {before} to {run.id}: {len(new):,} new, {open_ones:,} still open."
    yield from _part("New", ((each, "") for each in sorted(new, key=lambda each: (each.page, each.rule))))
    for state, title in ((State.FIXED, "Fixed"), (State.NOT_SEEN, "Not seen")):
        gone = [each for each in told.absent if each.standing.state is state]
        yield from _part(title, ((each.problem, f" ({each.why})") for each in gone))
    if not new and not told.absent:
        yield f"Nothing changed in {count(len(run.pages), 'page')}."


def _part(title: str, found: Iterable[tuple[Problem, str]]) -> Iterator[str]:
    from checker import wrappers  # noqa: PLC0415 - see the command
    from checker.text import printable, shorten, squash  # noqa: PLC0415 - see the command

    lines = []
    for problem, why in found:
        quote = shorten(squash(printable(wrappers.discreet(problem.place.quote))), 60)
        lines.append(f"  {printable(problem.page)}\n    {problem.severity.value}: {problem.rule}: “{quote}”{why}")
    if lines:
        yield ""
        yield f"{title} ({len(lines):,})"
        yield from lines


def _parameters() -> Iterable[click.Parameter]:
    complete = _choices.completed_by(_choices.sites)
    yield click.Argument(["site"], required=True, metavar="SITE", shell_complete=complete)
    yield click.Argument(["runs"], nargs=-1, metavar="[RUN [RUN]]")


command = _options.command(compare, Asked, _parameters())
