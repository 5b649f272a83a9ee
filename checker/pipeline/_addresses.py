"""Addresses on their way to be looked up, each once, handed on while pages are still being read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Container, Iterable

_BATCH, _SECONDS = 250, 0.2
"""New addresses that are looked up in the history at once, and how long one may wait for others."""


class Addresses:
    """What pages lead to. Whoever iterates gets each address once, as soon as it is known, until `end` is called.

    Addresses that may be pages of the site themselves wait until those are read: their answer is known then, and they
    are not asked twice. Where a night asks no more than so many, those that were asked before wait to the end, those
    that were asked last the longest.
    """

    def __init__(
        self,
        *,
        waits: Callable[[str], bool],
        prepare: Callable[[list[str]], list[str]],
        settled: Callable[[list[str]], Container[str]] = lambda _: (),
        most: int | None = None,
        asked: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Begin without any.

        Args:
            waits: Tells which addresses may be pages.
            prepare: Is shown new addresses and gives those that are to be asked.
            settled: Is shown what waited and gives those that need not be asked any more.
            most: How many are handed on, besides those that may be pages; None for all.
            asked: Tells when an address was asked the last time, in words that sort; empty where it never was.
        """
        self._waits, self._prepare, self._settled = waits, prepare, settled
        self._most, self._asked = most, asked
        self._given = 0
        self.left: list[str] = []
        """What was one too many for tonight."""
        self.known: dict[str, str] = {}
        """Each address by itself, so that it is held once however many pages lead there."""
        self.open: set[str] = set()
        """Those of which nothing is known yet."""
        self._held: list[str] = []
        self._late: list[str] = []
        self._new: list[str] = []
        self._timer: asyncio.TimerHandle | None = None
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def __len__(self) -> int:
        """Count the distinct addresses so far."""
        return len(self.known)

    def add(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Hand on what is new, and give the addresses as they are held."""
        met = tuple(addresses)
        new = [each for each in met if each not in self.known]
        self.known.update(zip(new, new, strict=True))
        self.open.update(new)
        self._new += new
        if len(self._new) >= _BATCH:
            self._hand_on()
        elif self._new and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_SECONDS, self._hand_on)
        return tuple(map(self.known.__getitem__, met))

    def _hand_on(self) -> None:
        """Look up what is new, all of it in one go: a page brings few, and a question to a database takes long."""
        if self._timer:
            self._timer.cancel()
        new, self._new, self._timer = self._new, [], None
        asked = self._prepare(new) if new else []
        self.open.difference_update(new)
        self.open.update(asked)
        for address in asked:
            if self._waits(address):
                self._held.append(address)
            elif self._most is not None and self._asked(address):
                self._late.append(address)
            else:
                self._give(address)

    def settle(self, address: str) -> None:
        """Note that it is known where an address leads."""
        self.open.discard(address)

    def release(self, ready: Callable[[str], bool]) -> None:
        """Hand on what may be a page, where that is known by now. `ready` tells where it is."""
        now = set(filter(ready, self._held))
        self._let_go([each for each in self._held if each in now])
        self._held = [each for each in self._held if each not in now]

    def end(self) -> None:
        """Hand on what waited, and nothing after it."""
        self._hand_on()
        waited = [*self._held, *self._late]
        self._let_go(waited if self._most is None else sorted(waited, key=self._asked))
        self._held.clear()
        self._late.clear()
        self._queue.put_nowait(None)

    def _let_go(self, addresses: list[str]) -> None:
        done = self._settled(addresses) if addresses else ()
        for address in addresses:
            if address in done:
                self.settle(address)
            else:
                self._give(address)

    def _give(self, address: str) -> None:
        """Hand one on, if it is not one too many."""
        counts = self._most is not None and not self._waits(address)
        if counts and self._given == self._most:
            self.left.append(address)
            return
        self._given += counts
        self._queue.put_nowait(address)

    async def __aiter__(self) -> AsyncIterator[str]:
        """Give each address once."""
        while (address := await self._queue.get()) is not None:
            yield address
