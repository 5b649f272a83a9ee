"""What a worker process does: it calls what it is asked to, one call after the other, until its parent is gone."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from typing import BinaryIO

LENGTH = 8
"""Bytes in front of every message: how long it is."""
_PAGE = b"""<!doctype html><title>Advice</title><h1>Advice</h1><p>Jane Doe, 020 7946 0018, advice@example.org, SW1A 1AA,
updated 5 May 2025, help.example.org.uk, <a href="https://www.example.org/">more</a></p>"""


def frame(message: bytes) -> bytes:
    """Put the length in front of a message."""
    return len(message).to_bytes(LENGTH, "big") + message


def serve(line: socket.socket, asked: BinaryIO) -> None:
    """Call what comes over the line, and send back what comes of it. What gets the process ready comes first."""
    _leave_signals_to_the_parent()
    _end_with_the_parent()
    with line, asked, suppress(ConnectionError):  # it has ended, and this process is about to
        warm = pickle.load(asked)  # noqa: S301 - the parent is the same program
        if warm:
            warm()
        while header := asked.read(LENGTH):
            work = asked.read(int.from_bytes(header, "big"))
            line.sendall(frame(_called(work)))


def warm() -> None:
    """Read a small page that holds one of each: all that reading needs is loaded then, before the first real page."""
    # the parent needs most of it later, or not at all
    from datetime import date  # noqa: PLC0415

    from checker.model.pages import Source  # noqa: PLC0415
    from checker.model.rules import Settings  # noqa: PLC0415
    from checker.pipeline._packed import judged, pack  # noqa: PLC0415

    settings = Settings(today=date(2026, 1, 1))
    packed = pack(Source(target="warm", url="https://warm.example/", body=_PAGE, content_type="text/html"), settings)
    judged(packed.reading, settings, None)


def _called(work: bytes) -> bytes:
    try:
        function, values, named = pickle.loads(work)  # noqa: S301 - the parent is the same program
        return pickle.dumps((True, function(*values, **named)), -1)
    except Exception as fault:  # noqa: BLE001 - it is the caller's, who waits in the other process
        fault.add_note(traceback.format_exc())
        try:
            return pickle.dumps((False, fault), -1)
        except Exception:  # noqa: BLE001 - not everything that can be raised can travel
            return pickle.dumps((False, RuntimeError(repr(fault))), -1)


def _leave_signals_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with_the_parent() -> None:
    """End when the parent does, also in the middle of a call: nobody else would notice that it was killed.

    It holds the other end of standard input, and never writes to it.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not every system has one

        # the system itself ends it then; a thread would wait for the interpreter, which a parser in C may hold
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, os.O_ASYNC)
        return

    def watch() -> None:
        os.read(0, 1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
