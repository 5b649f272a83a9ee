"""Puts the same question to many addresses at once and gives each answer as it comes."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from typing import TYPE_CHECKING, Generic, TypeVar

from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Iterable

Answer = TypeVar("Answer")

_IN_HAND, _OF_ONE_HOST = 4096, 32
"""Addresses that are asked or wait for their host's turn, all together and of one host: far more than may be in flight,
so that no host stands idle. Each takes ten kilobytes."""

_LOG = logging.getLogger(__name__)


class _Round(Generic[Answer]):
    """One question to many addresses: who is asked, who waits to be, and what has come.

    An address that waits costs its letters, one that is asked a task and all that it holds. So of the addresses of one
    host only some are asked at a time, lest they take the room of all others.
    """

    def __init__(self, ask: Callable[[str], Awaitable[Answer]]) -> None:
        self.ask = ask
        self.come: asyncio.Queue[tuple[str, Answer | None] | None] = asyncio.Queue()
        self.asked: dict[asyncio.Task[None], tuple[str, str]] = {}
        """By its task: the address, and its host."""
        self.waiting: dict[str, deque[str]] = {}
        self.of_host: Counter[str] = Counter()
        self.idle = asyncio.Event()

    async def one(self, url: str) -> None:
        """Ask about one address."""
        found = None
        try:
            found = await self.ask(url)
        except Exception:  # noqa: BLE001 - whatever an answer does to us, the other addresses must be checked
            _LOG.exception("Looking up %s failed", url)
        self.come.put_nowait((url, found))

    async def feed(self, addresses: AsyncIterable[str] | Iterable[str]) -> None:
        """Ask about all, and wait until all have answered."""
        async for url in _streamed(addresses):
            host = host_of(url)
            if self._has_room(host):
                self._begin(url, host)
            else:
                self.waiting.setdefault(host, deque()).append(url)
        while self.asked:
            self.idle.clear()
            await self.idle.wait()

    def _has_room(self, host: str) -> bool:
        return len(self.asked) < _IN_HAND and self.of_host[host] < _OF_ONE_HOST

    def _begin(self, url: str, host: str) -> None:
        self.of_host[host] += 1
        task = asyncio.create_task(self.one(url))
        self.asked[task] = (url, host)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        _, host = self.asked.pop(task)
        self.of_host[host] -= 1
        if not self.of_host[host]:
            del self.of_host[host]
        self._begin_next(host)
        if not self.asked:
            self.idle.set()

    def _begin_next(self, host: str) -> None:
        """Begin with the host that has waited longest, or go on with this one where as many wait as may be in hand.

        It ends last, and in turn with thousands of hosts it would stand idle between.
        """
        if len(self.waiting.get(host, ())) < _OF_ONE_HOST:
            # hosts of which many are in hand already are passed over, and are few
            ready = next((each for each in self.waiting if self._has_room(each)), None)
            if ready is None:
                return
            host = ready
        left = self.waiting.pop(host)
        self._begin(left.popleft(), host)
        if left:
            self.waiting[host] = left  # behind all other hosts

    def unanswered(self) -> list[str]:
        """Give the addresses whose answer has not come."""
        asked = (url for url, _ in self.asked.values())
        return [*asked, *(url for waiting in self.waiting.values() for url in waiting)]


async def answers(
    addresses: AsyncIterable[str] | Iterable[str], ask: Callable[[str], Awaitable[Answer]], stop: asyncio.Event
) -> AsyncGenerator[tuple[str, Answer | None], None]:
    """Ask about all addresses, those that are still to come too. How fast is the client's business.

    An answer is None where asking failed, or where `stop` was set before it came.
    """
    these = _Round(ask)
    feeding = asyncio.create_task(these.feed(addresses))
    stopping = asyncio.create_task(stop.wait())
    for end in (feeding, stopping):
        end.add_done_callback(lambda _: these.come.put_nowait(None))
    try:
        async for answer in _until_none(these.come):
            yield answer
        left = these.unanswered()
        these.waiting.clear()
        for url in left:
            yield url, None
        if feeding.done():
            feeding.result()  # a stream of addresses that raised must not pass for one that ended
    finally:
        these.waiting.clear()
        tasks = (feeding, stopping, *these.asked)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until_none(come: asyncio.Queue[Answer | None]) -> AsyncGenerator[Answer, None]:
    """Give what comes until None does, and then what is there already."""
    while (found := await come.get()) is not None:
        yield found
    while not come.empty():
        late = come.get_nowait()
        if late is not None:
            yield late


async def _streamed(addresses: AsyncIterable[str] | Iterable[str]) -> AsyncGenerator[str, None]:
    if hasattr(addresses, "__aiter__"):
        async for url in addresses:
            yield url
    else:
        for url in addresses:
            yield url


async def stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Wait, and tell whether we were stopped meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
