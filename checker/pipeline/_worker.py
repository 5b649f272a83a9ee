"""One worker process, and the line to it.

Calls go over a pair of sockets that the event loop watches itself. The standard library's pool hands each call from
thread to thread, and each has to wait for the interpreter while the loop is busy: the workers stood idle half the time.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
from collections import deque
from typing import TYPE_CHECKING

from checker.pipeline._working import LENGTH, frame

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = 1 << 17
"""Bytes that are taken off a socket at once."""
_BEGIN = """
import pickle, socket, sys
line = socket.socket(fileno=int(sys.argv[1]))
asked = line.makefile("rb")
sys.path[:] = pickle.load(asked)
from checker.pipeline import _working
_working.serve(line, asked)
"""
"""What a worker runs. First of all comes where to look for modules: wherever this process does, and nowhere else."""

_PIPE, _NOWHERE = subprocess.PIPE, subprocess.DEVNULL
"""Its standard input, and its output: what it prints must not get among the results."""
_AFTER_STREAMS = 3
"""The first number of a file that is no standard stream."""


class Broken(Exception):
    """A worker is not there any more."""


class Worker:
    """One process, the line to it, and who waits for an answer. It answers in the order in which it was asked."""

    def __init__(self, warm: Callable[[], object] | None) -> None:
        """Start it."""
        self._line, theirs = socket.socketpair()
        self._line.settimeout(0.0)
        with theirs:
            self._process = _started(theirs)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: deque[asyncio.Future[bytes]] = deque()
        self._unsent = bytearray(pickle.dumps(sys.path) + pickle.dumps(warm))
        self._heard = bytearray()
        self._broken = False
        self._send()

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
        with self._process:
            self._process.kill()
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


def _started(line: socket.socket) -> subprocess.Popen[bytes]:
    """Start a process that serves a line. `multiprocessing` would start one more, of 15 MB, to look after its own.

    Nothing is ever written to its standard input, which nobody but this process holds: that it ends tells the worker
    that this process has.
    """
    if sys.platform == "win32":
        line.set_inheritable(True)  # which nothing else is
        return subprocess.Popen(_command(line.fileno()), stdin=_PIPE, stdout=_NOWHERE, close_fds=False)  # noqa: S603 - ours
    import fcntl  # noqa: PLC0415 - Windows has none

    # where standard streams are closed, the line may have the number of one
    number = fcntl.fcntl(line, fcntl.F_DUPFD_CLOEXEC, _AFTER_STREAMS)
    try:
        # in a group of its own, where Ctrl-C does not reach it, not even before it can say that it takes no notice
        return subprocess.Popen(  # noqa: S603 - our own program
            _command(number), stdin=_PIPE, stdout=_NOWHERE, pass_fds=(number,), process_group=0
        )
    finally:
        os.close(number)


def _command(line: int) -> list[str]:
    # the options Python was given, as multiprocessing passes them on; -P: nothing from the folder one happens to be in
    options = [*subprocess._args_from_interpreter_flags(), "-P"]  # type: ignore[attr-defined]  # noqa: SLF001 - see above
    return [sys.executable, *options, "-c", _BEGIN, str(line)]
