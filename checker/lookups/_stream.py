"""Puts the same question to many addresses at once and gives each answer as it comes."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Iterable

Answer = TypeVar("Answer")

_LOG = logging.getLogger(__name__)


class _Round(Generic[Answer]):
    """One question to many addresses: who is asked, and what has come."""

    def __init__(self, ask: Callable[[str], Awaitable[Answer]]) -> None:
        self.ask = ask
        self.come: asyncio.Queue[tuple[str, Answer | None] | None] = asyncio.Queue()
        self.asked: dict[asyncio.Task[None], str] = {}

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
            self.asked[asyncio.create_task(self.one(url))] = url
        if self.asked:
            await asyncio.wait(self.asked)

    def unanswered(self) -> list[str]:
        """Give the addresses whose answer has not come."""
        return [url for task, url in self.asked.items() if not task.done()]


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
        for url in these.unanswered():
            yield url, None
        if feeding.done():
            feeding.result()  # a stream of addresses that raised must not pass for one that ended
    finally:
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
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True
