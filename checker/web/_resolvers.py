"""Puts questions to a name server so that each gets there: the library keeps answers for as long as they hold.

c-ares does that for an hour or a day, in a kilobyte each, and cannot be told not to. What it keeps would also answer a
second look, although nobody was asked a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import aiodns
    import pycares

_MOST = 1000
"""Questions that one resolver is asked before another takes its place, and what it keeps is forgotten."""


class _Resolver:
    """One resolver, how much it was asked, and how much of that is in the air."""

    def __init__(self, asks: aiodns.DNSResolver) -> None:
        self.asks = asks
        self.asked = self.running = 0


class Resolvers:
    """The resolvers of one name server, one for each look, and one after the other."""

    def __init__(self, make: Callable[[], aiodns.DNSResolver]) -> None:
        """Begin with none."""
        self._make = make
        self._latest: dict[int, _Resolver] = {}
        self._open: set[_Resolver] = set()

    async def query(self, name: str, kind: str, *, look: int = 1) -> pycares.DNSResult:
        """Ask the name server.

        Raises:
            aiodns.error.DNSError: It gave no answer.
        """
        resolver = self._at(look)
        resolver.asked += 1
        resolver.running += 1
        try:
            return await resolver.asks.query_dns(name, kind)
        finally:
            resolver.running -= 1
            if resolver.asked >= _MOST and not resolver.running:
                self._open.discard(resolver)
                await resolver.asks.close()

    async def close(self) -> None:
        """Ask no more, and wait for nothing."""
        for resolver in self._open:
            await resolver.asks.close()
        self._open.clear()

    def _at(self, look: int) -> _Resolver:
        latest = self._latest.get(look)
        if latest is None or latest.asked >= _MOST:
            latest = self._latest[look] = _Resolver(self._make())
            self._open.add(latest)
        return latest
