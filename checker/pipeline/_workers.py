"""Worker processes for reading and judging. A page that kills one, or never comes back, costs no other its result.

Calls go over a pair of sockets that the event loop watches itself. The standard library's pool hands each call from
thread to thread, and each has to wait for the interpreter while the loop is busy: the workers stood idle half the time.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import socket
import time
from collections import deque
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from checker.pipeline._working import LENGTH, frame, serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

Given = ParamSpec("Given")
Result = TypeVar("Result")

_PATIENCE = 60.0
"""Seconds for one call. A page of 50 kB takes 10 ms, the largest a page may be some seconds."""
_AHEAD = 2
"""Calls under way per worker, so that none is idle while the next is handed over."""
_PIECE = 1 << 18
"""Bytes that are taken off a socket at once."""


class Lost(Exception):
    """A call killed its worker twice, or did not come back. The message says which."""


class _Broken(Exception):
    """A worker is not there any more."""


class Workers:
    """A few processes that call functions of plain values. Use as a context manager: they start when it is entered.

    The same processes serve one event loop after the other.
    """

    def __init__(
        self, number: int | None = None, *, patience: float = _PATIENCE, warm: Callable[[], object] | None = None
    ) -> None:
        """Choose how many; by default one fewer than there are cores, as this process has work too.

        Args:
            number: 0 means that calls are made in this process.
            patience: Seconds for one call.
            warm: Is called by each of them before anything else, while this process still gets ready itself.
        """
        self._number = max(1, (os.cpu_count() or 2) - 1) if number is None else number
        self._patience = patience
        self._warm = warm
        self._workers: list[_Worker] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._room = asyncio.Semaphore()
        self._alone = asyncio.Lock()

    def __enter__(self) -> Self:
        """Start them."""
        self._workers = [_Worker(self._warm) for _ in range(self._number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop all of them, also one that hangs."""
        for worker in self._workers:
            worker.end()

    async def call(self, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        """Call a function of plain values in a worker.

        Raises:
            Lost: It did not come back, or took its worker down, also when called by itself.
        """
        if self._number == 0:
            return function(*values, **named)
        self._come_to(asyncio.get_running_loop())
        async with self._room:
            worker = min(self._workers, key=lambda each: each.busy)
            try:
                return await self._answer(worker, function, *values, **named)
            except (_Broken, TimeoutError):
                self._put_another_in_place_of(worker)
        # whoever shared the worker comes here too; by itself only the culprit fails again
        async with self._alone:
            worker = _Worker(self._warm)
            try:
                return await self._answer(worker, function, *values, **named)
            except TimeoutError:
                raise Lost(f"It took more than {self._patience:.0f} seconds.") from None
            except _Broken:
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
            self._room = asyncio.Semaphore(self._number * _AHEAD)
            self._alone = asyncio.Lock()

    def _put_another_in_place_of(self, worker: _Worker) -> None:
        if worker in self._workers:
            self._workers[self._workers.index(worker)] = _Worker(self._warm)
        worker.end()

    async def _answer(
        self, worker: _Worker, function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs
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


class _Worker:
    """One process, the line to it, and who waits for an answer. It answers in the order in which it was asked."""

    def __init__(self, warm: Callable[[], object] | None) -> None:
        """Start it."""
        self._line, theirs = socket.socketpair()
        self._line.settimeout(0.0)
        # a fork would inherit sockets and the event loop in whatever state they are
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=serve, args=(theirs, warm), daemon=True)
        self._process.start()
        theirs.close()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: deque[asyncio.Future[bytes]] = deque()
        self._unsent = bytearray()
        self._heard = bytearray()
        self._broken = False

    @property
    def busy(self) -> int:
        """Give how many calls are under way."""
        return len(self._waiting)

    def ask(self, work: bytes) -> asyncio.Future[bytes]:
        """Hand over some work. What comes of it comes with the future, or `_Broken`."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[bytes] = loop.create_future()
        if self._broken:
            turn.set_exception(_Broken())
            return turn
        if not self._waiting or self._loop is not loop:
            self._loop = loop
            loop.add_reader(self._line, self._hear)
        self._waiting.append(turn)
        self._unsent += frame(work)
        self._send()
        return turn

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self._break()
        self._process.kill()
        self._process.join()
        self._line.close()

    def _send(self) -> None:
        try:
            sent = self._line.send(self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._break()
            return
        del self._unsent[:sent]
        if self._loop and self._unsent:
            self._loop.add_writer(self._line, self._send)
        elif self._loop:
            self._loop.remove_writer(self._line)

    def _hear(self) -> None:
        try:
            piece = self._line.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._break()
            return
        self._heard += piece
        while len(self._heard) >= LENGTH:
            end = LENGTH + int.from_bytes(self._heard[:LENGTH], "big")
            if len(self._heard) < end:
                return
            turn, said = self._waiting.popleft(), bytes(self._heard[LENGTH:end])
            del self._heard[:end]
            if not turn.done():  # nobody waits any more for a call that was cancelled
                turn.set_result(said)
        if not self._waiting:
            self._leave_loop()

    def _break(self) -> None:
        """Tell everybody who waits that no answer comes."""
        self._broken = True
        self._leave_loop()
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_exception(_Broken())

    def _leave_loop(self) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.remove_reader(self._line)
            self._loop.remove_writer(self._line)
        self._loop = None
