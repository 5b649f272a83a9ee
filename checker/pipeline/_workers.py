"""Worker processes for reading and judging. A page that kills one, or never comes back, costs no other its result."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

Given = ParamSpec("Given")
Result = TypeVar("Result")

_PATIENCE = 60.0
"""Seconds for one call. A page of 50 kB takes 10 ms, the largest a page may be some seconds."""
_AHEAD = 2
"""Calls waiting per worker, so that none is idle while the next is handed over."""


class Lost(Exception):
    """A call killed its worker twice, or did not come back. The message says which."""


class Workers:
    """A few processes that call functions of plain values. Use as an async context manager."""

    def __init__(self, number: int | None = None, *, patience: float = _PATIENCE) -> None:
        """Choose how many; by default one fewer than there are cores, as this process has work too.

        Args:
            number: 0 means that calls are made in this process.
            patience: Seconds for one call.
        """
        self._number = max(1, (os.cpu_count() or 2) - 1) if number is None else number
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None
        self._room = asyncio.Semaphore(max(1, self._number) * _AHEAD)
        self._alone = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Begin. Processes are started when the first call comes."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop all of them, also one that hangs."""
        if self._pool:
            _kill(self._pool)

    async def call(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call a function of plain values in a worker.

        Raises:
            Lost: It did not come back, or took its worker down, also when called by itself.
        """
        if self._number == 0:
            return function(*values, **named)
        async with self._room:
            pool = self._pool = self._pool or _started(self._number)
            try:
                return await self._answer(pool, function, *values, **named)
            except (BrokenProcessPool, TimeoutError):
                if self._pool is pool:
                    self._pool = None
                _kill(pool)
        # whoever shared the pool comes here too; by itself only the culprit fails again
        async with self._alone:
            pool = _started(1)
            try:
                return await self._answer(pool, function, *values, **named)
            except TimeoutError:
                raise Lost(f"It took more than {self._patience:.0f} seconds.") from None
            except BrokenProcessPool:
                raise Lost("It stopped the program that reads it.") from None
            finally:
                _kill(pool)

    async def _answer(
        self, pool: ProcessPoolExecutor, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs
    ) -> Result:
        made = asyncio.get_running_loop().run_in_executor(pool, partial(function, *values, **named))
        return await asyncio.wait_for(made, self._patience)


def _started(number: int) -> ProcessPoolExecutor:
    # a fork would inherit sockets and the event loop's threads in whatever state they are
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end with it: nobody else would notice that it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _kill(pool: ProcessPoolExecutor) -> None:
    # its processes have no public name; without killing them a hanging one would keep the program from ending
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for each in processes:
        each.kill()
