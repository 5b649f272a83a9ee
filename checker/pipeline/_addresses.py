"""Addresses on their way to be looked up, each once, handed on while pages are still being read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable


class Addresses:
    """What pages lead to. Whoever iterates gets each address once, as soon as it is known, until `end` is called.

    Addresses that may be pages of the site themselves wait until all pages are read: their answer is known then, and
    they are not asked twice.
    """

    def __init__(self, *, waits: Callable[[str], bool], prepare: Callable[[list[str]], list[str]]) -> None:
        """Begin without any.

        Args:
            waits: Tells which addresses may be pages.
            prepare: Is shown new addresses and gives those that are to be asked.
        """
        self._waits, self._prepare = waits, prepare
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
            if self._waits(address):
                self._held.append(address)
            else:
                self._queue.put_nowait(address)
        return tuple(map(self.known.__getitem__, met))

    def end(self) -> None:
        """Hand on what waited, and nothing after it."""
        for address in self._held:
            self._queue.put_nowait(address)
        self._held.clear()
        self._queue.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[str]:
        """Give each address once."""
        while (address := await self._queue.get()) is not None:
            yield address
