"""How far the work is, on stderr: a line that moves on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from checker.commands._terminal import coloured, say
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.commands._options import Manner
    from checker.commands._targets import Wanted

_EVERY_PAGES = 25
_EVERY_SECONDS = 30
_PATIENCE = 0.5
"""Seconds before a line that moves appears: what is done by then needs none."""


def watched(wanted: Sequence[Wanted], manner: Manner) -> Iterator[Wanted]:
    """Yield the pages one by one and show how far it is."""
    if manner.progress == "never" or manner.quiet or len(wanted) < 2:  # noqa: PLR2004 - one page is no progress
        yield from wanted
    elif manner.progress == "always" or (sys.stderr.isatty() and os.environ.get("TERM") != "dumb"):
        yield from _moving(wanted, color=coloured(manner.color, sys.stderr))
    else:
        yield from _plain(wanted)


def _plain(wanted: Sequence[Wanted]) -> Iterator[Wanted]:
    told, since = 0, time.monotonic()
    for done, each in enumerate(wanted):
        if done - told >= _EVERY_PAGES and time.monotonic() - since >= _EVERY_SECONDS:
            say(f"{done} of {count(len(wanted), 'page')}")
            told, since = done, time.monotonic()
        yield each


def _moving(wanted: Sequence[Wanted], *, color: bool) -> Iterator[Wanted]:
    begun = time.monotonic()
    for done, each in enumerate(wanted):
        if time.monotonic() - begun >= _PATIENCE:
            yield from _bar(wanted[done:], done=done, color=color)
            return
        yield each


def _bar(rest: Sequence[Wanted], *, done: int, color: bool) -> Iterator[Wanted]:
    # rich takes 45 ms to import and is needed only for long work
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = Console(stderr=True, force_terminal=True, no_color=not color)
    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(separator=" of "), TextColumn("pages"))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True, refresh_per_second=4) as shown:
        line = shown.add_task("pages", total=done + len(rest), completed=done)
        for each in rest:
            yield each
            shown.advance(line)
