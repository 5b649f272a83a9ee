"""An event loop whose time jumps to the next timer: what takes hours passes at once, and always alike."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

_Result = TypeVar("_Result")


class JumpingLoop(asyncio.SelectorEventLoop):
    """Waits for nothing. Only for what touches neither network nor threads."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        select = self._selector.select

        def jump(timeout: float | None) -> Any:
            self._now += timeout or 0.0
            return select(0)

        self._selector.select = jump

    def time(self) -> float:
        return self._now


def run_at_once(main: Coroutine[Any, Any, _Result]) -> _Result:
    """Run a coroutine to its end in no time."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(main)


def now() -> float:
    """Give the running loop's time in seconds."""
    return asyncio.get_running_loop().time()
