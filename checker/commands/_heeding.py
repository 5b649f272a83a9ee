"""Ctrl-C and SIGTERM, heeded: the first ends a run in good order, a second at once."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING

from checker.commands import _endings
from checker.commands._terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.pipeline import Halt

_SIGNALS = {
    signal.SIGINT: (_endings.INTERRUPTED, "somebody pressed Ctrl-C"),
    signal.SIGTERM: (_endings.TERMINATED, "the system asked it to stop"),
}


@contextlib.contextmanager
def heeding_signals(halt: Halt, codes: list[int]) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the run in good order. A second one ends it at once.

    Raises:
        KeyboardInterrupt: Somebody would not wait for the good order.
    """
    loop = asyncio.get_running_loop()

    def heed(code: int, why: str) -> None:
        if codes:
            raise KeyboardInterrupt
        codes.append(code)
        halt.stop(why)
        say("Stopping: what was done is being recorded. Press Ctrl-C again to leave at once.")

    # on Windows, and outside the main thread, Ctrl-C ends the run at once
    with contextlib.suppress(NotImplementedError, ValueError):
        for number, (code, why) in _SIGNALS.items():
            loop.add_signal_handler(number, heed, code, why)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError, ValueError):
            for number in _SIGNALS:
                loop.remove_signal_handler(number)
            # the loop leaves the system's own handler behind, not ours
            signal.signal(signal.SIGTERM, _endings.terminate)
