"""What was found out and waits to be written down: a transaction costs as much for one page as for fifty.

What waits is lost with a run that is killed, and is read or asked again by the run that goes on with it. Pages come
before answers: so nothing is ever kept of an address before the page that leads to it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.history.outcomes import Outcome
    from checker.history.recording import Recording
    from checker.model.targets import Target

_PAGES, _ANSWERS, _SECONDS = 50, 100, 0.5
"""How many are written at once, and how long one may wait for others."""


class Notes:
    """Pages and answers on their way to the history, a batch at a time."""

    def __init__(self, night: Recording, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none."""
        self._night, self._clock = night, clock
        self._pages: dict[str, Outcome] = {}
        self._answers: list[Target] = []
        self._since = clock()
        self._awaited: str | None = None

    def wait_for(self, page: str | None) -> None:
        """Keep answers until a page is noted: its links are asked before all of it is read. None waits no more."""
        self._awaited = page

    @property
    def keeps(self) -> bool:
        """Tell whether answers are kept, so that the history does not know them however much is written."""
        return self._awaited is not None

    def page(self, outcome: Outcome) -> None:
        """Note what became of a page. What became of it before is written down as well."""
        address = outcome.result.address
        if address == self._awaited:
            self._awaited = None
        if address in self._pages:
            self.write()
        self._pages[address] = outcome
        self._write_some()

    def answer(self, target: Target) -> None:
        """Note an answer, also one that is used again."""
        self._answers.append(target)
        self._write_some()

    def answers(self, targets: Iterable[Target]) -> None:
        """Note several answers."""
        for each in targets:
            self.answer(each)

    def write(self) -> None:
        """Write everything down, before it is asked for or when the run ends."""
        if self._pages:
            self._night.record_pages(self._pages.values())
            self._pages.clear()
        if self._answers and not self.keeps:
            self._night.record_targets(self._answers)
            self._answers.clear()
        self._since = self._clock()

    def _write_some(self) -> None:
        many = len(self._pages) >= _PAGES or len(self._answers) >= _ANSWERS
        if many or self._clock() - self._since > _SECONDS:
            self.write()
