"""One worker process, and the line to it.

Calls go over a pair of sockets that the event loop watches itself. The standard library's pool hands each call from
thread to thread, and each has to wait for the interpreter while the loop is busy: the workers stood idle half the time.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from collections import deque
from typing import TYPE_CHECKING

from checker.pipeline._working import LENGTH, frame, serve

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = 1 << 17
"""Bytes that are taken off a socket at once."""


class Broken(Exception):
    """A worker is not there any more."""


class Worker:
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
        """Hand over some work. What comes of it comes with the future, or `Broken`."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[bytes] = loop.create_future()
        if self._broken:
            turn.set_exception(Broken())
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
                turn.set_exception(Broken())

    def _leave_loop(self) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.remove_reader(self._line)
            self._loop.remove_writer(self._line)
        self._loop = None
