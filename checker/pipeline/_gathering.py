"""Has evidence of answers gathered by the workers, many at a time, while this process asks on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

from checker.lookups.links import evidence, evidence_of_all, holds_words

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from checker.model.fetching import Fetched
    from checker.model.targets import Evidence
    from checker.pipeline._workers import Workers

_MOST = 16
"""Answers that are handed over at once: so few that a worker comes back soon."""
_ENOUGH = 8 << 20
"""Bytes that wait to be handed over. When there are more, this process has a look itself, and asks less meanwhile."""

Answer = tuple["Fetched", "datetime"]


class Gathering:
    """The answers that wait for a worker. Use as an async context manager."""

    def __init__(self, workers: Workers) -> None:
        """Begin with none."""
        self._workers = workers
        self._waiting: asyncio.Queue[tuple[Answer, asyncio.Future[Evidence]]] = asyncio.Queue()
        self._size = 0  # bytes that wait
        self._sending: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """Begin to hand answers over."""
        self._sending = [asyncio.create_task(self._send()) for _ in range(self._workers.at_once)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing under way."""
        for each in self._sending:
            each.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def evidence(self, fetched: Fetched, asked: datetime, before: Evidence | None = None) -> Evidence:
        """Gather what an answer shows, as `lookups.links.evidence` does.

        Raises:
            Lost: It stopped the worker that looked at it.
        """
        if not holds_words(fetched, before) or self._size >= _ENOUGH:
            return evidence(fetched, asked, before=before)
        self._size += len(fetched.body)
        turn: asyncio.Future[Evidence] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(((fetched, asked), turn))
        return await turn

    async def _send(self) -> None:
        """Hand over whatever waits, again and again."""
        while True:
            some = [await self._waiting.get()]
            while len(some) < _MOST and not self._waiting.empty():
                some.append(self._waiting.get_nowait())
            self._size -= sum(len(fetched.body) for (fetched, _), _ in some)
            await self._settle(some)

    async def _settle(self, some: list[tuple[Answer, asyncio.Future[Evidence]]]) -> None:
        try:
            found = await self._workers.call_first(evidence_of_all, [answer for answer, _ in some])
        except Exception as fault:  # noqa: BLE001 - it belongs to one answer, and the others must be looked at
            if len(some) > 1:
                for each in some:
                    await self._settle([each])
            elif not some[0][1].done():
                some[0][1].set_exception(fault)
            return
        for (_, turn), seen in zip(some, found, strict=True):
            if not turn.done():  # whoever asked may have been told to stop
                turn.set_result(seen)
