"""Worker processes for reading and judging. A page that kills one, or never comes back, costs no other its result."""

from __future__ import annotations

import asyncio
import os
import pickle
import time
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from checker.pipeline._places import Places
from checker.pipeline._worker import Broken, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from types import TracebackType

Given = ParamSpec("Given")
Result = TypeVar("Result")

_PATIENCE = 60.0
"""Seconds for one call. A page of 50 kB takes 10 ms, the largest a page may be some seconds."""
_AHEAD = 2
"""Calls under way per worker, so that none is idle while the next is handed over."""
_MOST = 4
"""More would stand idle, however many cores there are: one process asks for everything and writes it down."""


class Lost(Exception):
    """A call killed its worker twice, or did not come back. The message says which."""


class Workers:
    """A few processes that call functions of plain values. Use as a context manager.

    The first starts when it is entered, the others when there is more to do than the first can. The same processes
    serve one event loop after the other.
    """

    def __init__(
        self, number: int | None = None, *, patience: float = _PATIENCE, warm: Callable[[], object] | None = None
    ) -> None:
        """Choose how many there may be; by default as many as there are cores, as this process often waits.

        Args:
            number: 0 means that calls are made in this process.
            patience: Seconds for one call.
            warm: Is called by each of them before anything else, while this process still gets ready itself.
        """
        self._number = min(_MOST, os.cpu_count() or 1) if number is None else number
        self._patience = patience
        self._warm = warm
        self._workers: list[Worker] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._places = Places()
        self._alone = asyncio.Lock()

    def __enter__(self) -> Self:
        """Start the first."""
        self._workers = [Worker(self._warm)] if self._number else []
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop all of them, also one that hangs."""
        for worker in self._workers:
            worker.end()

    @property
    def at_once(self) -> int:
        """Give how many calls under way keep all of them busy."""
        return max(1, self._number) * _AHEAD

    async def call(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call a function of plain values in a worker, when it is this call's turn.

        Raises:
            Lost: It did not come back, or took its worker down, also when called by itself.
        """
        if self._number == 0:
            return function(*values, **named)
        return await self._in(self._turn(), function, *values, **named)

    async def call_last(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call when nobody else waits for a turn.

        Raises:
            Lost: As `call` does.
        """
        if self._number == 0:
            return function(*values, **named)
        return await self._in(self._turn(last=True), function, *values, **named)

    async def call_first(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call before those that wait for their turn. Whoever does so has but a few calls under way at once.

        Raises:
            Lost: As `call` does.
        """
        if self._number == 0:
            return function(*values, **named)
        self._come_to(asyncio.get_running_loop())
        return await self._in(nullcontext(), function, *values, **named)

    @asynccontextmanager
    async def _turn(self, *, last: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and have one more worker where that is long in coming."""
        self._come_to(asyncio.get_running_loop())
        if self._places.full and len(self._workers) < self._number:
            self._workers.append(Worker(self._warm))
            self._make_room()
        async with self._places.taken(last=last):
            yield

    async def _in(
        self,
        turn: AbstractAsyncContextManager[None],
        function: Callable[Given, Result],
        *values: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        async with turn:
            try:
                return await self._shared(function, *values, **named)
            except (Broken, TimeoutError):
                pass
        return await self._by_itself(function, *values, **named)

    async def _shared(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call it in the worker that has least to do.

        Raises:
            Broken: This call, or another that the worker was asked before, took it down.
            TimeoutError: One of them did not come back.
        """
        worker = min(self._workers, key=lambda each: each.busy)
        try:
            return await self._answer(worker, function, *values, **named)
        except (Broken, TimeoutError):
            self._put_another_in_place_of(worker)
            raise

    async def _by_itself(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call it in a new worker. Whoever shared one with a culprit comes here too: only the culprit fails again."""
        async with self._alone:
            worker = Worker(self._warm)
            try:
                return await self._answer(worker, function, *values, **named)
            except TimeoutError:
                raise Lost(f"It took more than {self._patience:.0f} seconds.") from None
            except Broken:
                raise Lost("It stopped the program that reads it.") from None
            finally:
                worker.end()

    async def cpu(self) -> float:
        """Give the seconds of CPU that the workers have taken since they were started."""
        if self._number == 0:
            return 0.0
        self._come_to(asyncio.get_running_loop())
        took = [await self._answer(each, time.process_time) for each in self._workers]
        return sum(took)

    def _come_to(self, loop: asyncio.AbstractEventLoop) -> None:
        """Serve this event loop from now on: what calls wait for belongs to one."""
        if self._loop is not loop:
            self._loop = loop
            self._places = Places(len(self._workers) * _AHEAD)
            self._alone = asyncio.Lock()

    def _make_room(self) -> None:
        for _ in range(_AHEAD):
            self._places.add()

    def _put_another_in_place_of(self, worker: Worker) -> None:
        if worker in self._workers:
            self._workers[self._workers.index(worker)] = Worker(self._warm)
        worker.end()

    async def _answer(
        self, worker: Worker, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs
    ) -> Result:
        turn = worker.ask(pickle.dumps((function, values, named), -1))
        # not wait_for: before Python 3.12 it forgets that it was cancelled if the answer comes in the same moment
        async with asyncio.timeout(self._patience):
            said = await turn
        # what is said on this line never leaves the machine, and comes from our own process
        fine, result = pickle.loads(said)  # noqa: S301 - see above
        if not fine:
            raise result
        answer: Result = result
        return answer
