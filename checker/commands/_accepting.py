"""Finds what an id stands for, and writes the entry that leaves it be into its site's file."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker import config, history, wrappers
from checker.commands import _endings, _sites
from checker.commands._terminal import say
from checker.errors import Incomplete, UsageFault
from checker.model.problems import Problem
from checker.model.sites import Accepted
from checker.text import printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.commands.accept import Asked
    from checker.history.memory import Memory
    from checker.model.problems import Unchecked
    from checker.model.sites import Site

_DAYS = 366
_SHORTEST = 6
"""Of an id it is enough to write so many of its first characters, where only one begins so."""


def every(asked: Asked) -> int:
    """Write the entries, and give the exit code."""
    today = asked.today or datetime.now().astimezone().date()
    _check(asked, (asked.until - today).days)
    with history.consulted(asked.store.memory) as memory:
        known = dict(_known(memory, asked))
    entries: dict[str, list[Accepted]] = defaultdict(list)
    for word in asked.ids:
        site, found = _meant(word, known)
        entries[site.file or ""].append(_entry(found, asked))
    for file, its in entries.items():
        config.accept(Path(file), its)
        for each in its:
            what = shorten(squash(printable(wrappers.discreet(each.quote or each.link or each.page or ""))), 60)
            say(f"Left until {asked.until.day} {asked.until:%B %Y}: “{what}”. Written into {file}.")
    return _endings.FINE


def _check(asked: Asked, days: int) -> None:
    if not asked.reason.strip() or not asked.by.strip():
        raise UsageFault("--reason and --by must say something.", "Whoever reads it in a year has to understand it.")
    if days < 0:
        raise UsageFault(f"--until: {asked.until} has passed.", "Name a day to come.")
    if days > _DAYS:
        raise UsageFault(f"--until: {asked.until} is more than a year away.", "Somebody should look again before that.")


def _known(memory: Memory, asked: Asked) -> Iterator[tuple[str, tuple[Site, Problem | Unchecked]]]:
    """Give everything the last runs have an id for."""
    for site in _sites.every(asked.store):
        try:
            run, _ = memory.run(site.key)
        except Incomplete:
            continue
        for page in run.pages:
            yield from ((each.fingerprint, (site, each)) for each in page.problems)
            yield from ((each.fingerprint, (site, each)) for each in page.unchecked)
        yield from ((each.fingerprint, (site, each)) for each in run.unchecked)


def _meant(word: str, known: dict[str, tuple[Site, Problem | Unchecked]]) -> tuple[Site, Problem | Unchecked]:
    found = [each for each in known if each.startswith(word)] if len(word) >= _SHORTEST else []
    if len(found) == 1:
        return known[found[0]]
    if found:
        raise UsageFault(f'More than one problem has an id that begins "{word}".', "Write more of it.")
    raise UsageFault(f'No problem of the last run has the id "{word}".', "Copy it from the report or the workbook.")


def _entry(found: Problem | Unchecked, asked: Asked) -> Accepted:
    said = {"reason": asked.reason.strip(), "by": asked.by.strip()}
    if isinstance(found, Problem):
        quote = squash(found.place.quote)
        return Accepted(rule=found.rule, page=found.page, quote=quote or None, until=asked.until, **said)
    return Accepted(link=found.what, until=asked.until, **said)
