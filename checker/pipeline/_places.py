"""Places that a few may have at once: who waits has the next that is free, but not before those that come first."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Places:
    """Some places, as a semaphore has, with two lines before them."""

    def __init__(self, number: int = 1) -> None:
        """Begin with all of them free."""
        self._free = number
        self._line: deque[asyncio.Future[None]] = deque()
        self._second: deque[asyncio.Future[None]] = deque()
        """Of those that have time: they are let in when nobody stands in the other line."""

    @property
    def full(self) -> bool:
        """Tell whether whoever comes now has to wait."""
        return not self._free

    @asynccontextmanager
    async def taken(self, *, last: bool = False) -> AsyncIterator[None]:
        """Have a place for as long as something takes."""
        await self._take(self._second if last else self._line)
        try:
            yield
        finally:
            self.add()

    async def _take(self, line: deque[asyncio.Future[None]]) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it had its turn in the same moment
                self.add()
            raise

    def add(self) -> None:
        """Let one more in."""
        for line in (self._line, self._second):
            while line:
                turn = line.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1
