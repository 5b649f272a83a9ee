"""checker history: how long, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._options import Manner, of
from checker.commands._store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from checker.history.memory import Memory
    from checker.model.nights import LinkHistory, Night, PageHistory, Spell


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for."""

    site: str
    page: str | None = None
    link: str | None = None
    store: Store = field(metadata=of(Store))
    manner: Manner = field(metadata=of(Manner))


def history(asked: Asked) -> int:
    """Say how long something has been so, and how often.

    Without an address: the runs of the site.
    """
    # what this needs is not needed for --help
    from checker import history as memories  # noqa: PLC0415
    from checker.commands import _endings, _output, _sites  # noqa: PLC0415
    from checker.text import printable  # noqa: PLC0415

    (site,) = _sites.wanted((asked.site,), asked.store)
    with memories.consulted(asked.store.memory) as memory:
        lines = [printable(each) for each in _lines(memory, site.key, asked)]
    return _output.finish("".join(f"{each}\n" for each in lines), _output.STDOUT, _endings.FINE)


def _lines(memory: Memory, key: str, asked: Asked) -> Iterator[str]:
    from checker.errors import Incomplete, UsageFault  # noqa: PLC0415 - see the command

    if asked.page is not None:
        page = memory.page_history(key, asked.page)
        if page is None:
            raise UsageFault(f"No run of {key} has met the page {asked.page}.", "Copy its address from a report.")
        yield from _of_page(page)
    if asked.link is not None:
        link = memory.link_history(key, asked.link)
        if link is None:
            raise UsageFault(f"No page of {key} was seen to lead to {asked.link}.", "Copy the address from a report.")
        yield from _of_link(link)
    if asked.page is None and asked.link is None:
        runs = memory.runs(key)
        if not runs:
            raise Incomplete(f"No run of {key} has ended yet.", 'Run "checker run" first.')
        yield from _of_runs(runs)


def _of_runs(runs: Iterable[Night]) -> Iterator[str]:
    yield f"{'run':<20}{'day':<18}{'pages':>6}{'danger':>8}{'wrong':>7}{'doubtful':>10}{'untidy':>8}"
    for each in runs:
        counts = f"{each.pages:>6}{each.danger:>8}{each.wrong:>7}{each.doubtful:>10}{each.untidy:>8}"
        yield f"{each.run:<20}{_day(each.today):<18}{counts}{'' if each.complete else '  not complete'}"


def _of_page(page: PageHistory) -> Iterator[str]:
    yield page.title or page.url
    yield page.url
    since = f", its words unchanged since {_day(page.unchanged_since)}" if page.unchanged_since else ""
    yield f"First seen {_day(page.first_seen)}{since}."
    yield from _spells(page.spells)
    for each in page.problems:
        yield ""
        seen = f"first seen {_day(each.standing.first_seen)}, in {each.standing.runs} runs"
        yield f"{each.problem.severity.value}: {each.problem.rule} ({each.standing.state.value}, {seen})"
        yield f"  {each.problem.message}"
        yield from _spells(each.spells)


def _of_link(link: LinkHistory) -> Iterator[str]:
    yield link.url
    if link.failing_since:
        yield f"No good answer since {_day(link.failing_since)}, {link.nights} nights in a row."
    if link.last_good:
        yield f"Last good answer: {_day(link.last_good)}."
    yield from _spells(link.spells)
    if link.pages:
        yield "Pages with an open problem about it:"
        yield from (f"  {each}" for each in link.pages)


def _spells(spells: Iterable[Spell]) -> Iterator[str]:
    for each in spells:
        until = f"until {_day(each.until)}" if each.until else "until now"
        yield f"  {each.what}: from {_day(each.since)} {until}{f' ({each.why})' if each.why else ''}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _parameters() -> Iterable[click.Parameter]:
    complete = _choices.completed_by(_choices.sites)
    yield click.Argument(["site"], required=True, metavar="SITE", shell_complete=complete)
    yield click.Option(["--page"], metavar="ADDRESS", help="One page of the site.")
    yield click.Option(["--link"], metavar="ADDRESS", help="One address that its pages lead to.")


command = _options.command(history, Asked, _parameters())
