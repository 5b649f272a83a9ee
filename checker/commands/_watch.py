"""How far a run is, on stderr: lines that move on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Self

from checker.commands._terminal import coloured, say

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

    from checker.commands._options import Manner

_SAID = {
    "read": ("Reading", "pages"),
    "look up": ("Asking", "addresses"),
    "compare": ("Comparing", "organisations"),
    "check": ("Checking", "pages"),
}
_EVERY_SECONDS = 30


class Shown:
    """Draws how far each stage is. Use as a context manager; call it with stage, done and total."""

    def __init__(self, manner: Manner) -> None:
        """Decide by the options and the terminal whether lines move, are plain, or are left out."""
        moves = manner.progress == "always" or (sys.stderr.isatty() and os.environ.get("TERM") != "dumb")
        self._silent = manner.progress == "never" or manner.quiet
        self._moves = moves and not self._silent
        self._color = coloured(manner.color, sys.stderr)
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}

    def __enter__(self) -> Self:
        """Begin."""
        if self._moves:
            # rich takes 45 ms to import
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

            console = Console(stderr=True, force_terminal=True, no_color=not self._color)
            columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(separator=" of "))
            of = TextColumn("{task.fields[of]}")
            self._progress = Progress(
                *columns, of, TimeElapsedColumn(), console=console, transient=True, refresh_per_second=4
            )
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the lines away."""
        if self._progress:
            self._progress.stop()

    def __call__(self, stage: str, done: int, of: int | None) -> None:
        """Show how far a stage is."""
        if self._progress:
            self._draw(self._progress, stage, done, of)
        elif not self._silent:
            self._tell(stage, done, of)

    def _draw(self, progress: Progress, stage: str, done: int, of: int | None) -> None:
        if stage not in self._tasks:
            doing, what = _SAID[stage]
            self._tasks[stage] = progress.add_task(doing, total=of, of=what)
        progress.update(self._tasks[stage], completed=done, total=of)

    def _tell(self, stage: str, done: int, of: int | None) -> None:
        """Say it in a plain line, at most every half minute."""
        since = self._said.setdefault(stage, time.monotonic())
        if time.monotonic() - since >= _EVERY_SECONDS:
            doing, what = _SAID[stage]
            say(f"{doing}: {done:,} of {of or 0:,} {what}")
            self._said[stage] = time.monotonic()
