"""One run at a time: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker.errors import Incomplete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PAUSE = 0.2
"""Seconds between two tries."""

if sys.platform == "win32":
    import msvcrt

    def _taken(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def waited(take: Callable[[], bool], *, wait: bool, name: str) -> None:
    """Take a lock, or wait for it.

    Raises:
        Incomplete: Another run holds it, and we are not to wait.
    """
    while not take():
        if not wait:
            raise Incomplete(
                f"Another run is using {name}.", "Wait until it has ended, or run with --wait. Nothing was changed."
            )
        time.sleep(_PAUSE)


@contextmanager
def locked(path: Path, *, wait: bool, name: str) -> Iterator[None]:
    """Hold a lock file. It stays when the lock goes: to delete it would let two runs hold two locks of one name."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        waited(lambda: _taken(file), wait=wait, name=name)
        yield
    finally:
        os.close(file)
