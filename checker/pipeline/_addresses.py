"""Addresses on their way to be looked up, each once, handed on while pages are still being read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable


class Addresses:
    """What pages lead to. Whoever iterates gets each address once, as soon as it is known, until `end` is called.

    Addresses that may be pages of the site themselves wait until all pages are read: their answer is known then, and
    they are not asked twice. Where a night asks no more than so many, those that were asked before wait too, and those
    that were asked last come last.
    """

    def __init__(
        self,
        *,
        waits: Callable[[str], bool],
        prepare: Callable[[list[str]], list[str]],
        most: int | None = None,
        asked: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Begin without any.

        Args:
            waits: Tells which addresses may be pages.
            prepare: Is shown new addresses and gives those that are to be asked.
            most: How many are handed on, besides those that may be pages; None for all.
            asked: Tells when an address was asked the last time, in words that sort; empty where it never was.
        """
        self._waits, self._prepare = waits, prepare
        self._most, self._asked = most, asked
        self._given = 0
        self.left: list[str] = []
        """What was one too many for tonight."""
        self.known: dict[str, str] = {}
        """Each address by itself, so that it is held once however many pages lead there."""
        self._held: list[str] = []
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def __len__(self) -> int:
        """Count the distinct addresses so far."""
        return len(self.known)

    def add(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Hand on what is new, and give the addresses as they are held."""
        met = tuple(addresses)
        new = [each for each in met if each not in self.known]
        self.known.update(zip(new, new, strict=True))
        for address in self._prepare(new) if new else ():
            if self._waits(address) or (self._most is not None and self._asked(address)):
                self._held.append(address)
            else:
                self._give(address)
        return tuple(map(self.known.__getitem__, met))

    def end(self) -> None:
        """Hand on what waited, and nothing after it."""
        for address in self._held if self._most is None else sorted(self._held, key=self._asked):
            self._give(address)
        self._held.clear()
        self._queue.put_nowait(None)

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
