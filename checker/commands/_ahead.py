"""Loads what comes after the answers while they are awaited: on the way to the first request it would be in the way.

Whoever needs one of these things imports it as if nothing had been loaded: that it is there already saves time only.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SOON = 0.5
"""Seconds. What could be asked at once is asked by then, and there is nothing to do but to wait."""
_PAUSE = 0.01
"""Seconds between two loads, so that answers that came meanwhile are seen to first."""


@contextmanager
def loading(loads: Iterable[Callable[[], object]], *, after: float = _SOON) -> Iterator[None]:
    """Load one thing after the other while the event loop waits for something else, after so many seconds."""
    task = asyncio.get_running_loop().create_task(_loaded(loads, after))
    try:
        yield
    finally:
        task.cancel()


async def _loaded(loads: Iterable[Callable[[], object]], after: float) -> None:
    await asyncio.sleep(after)
    for load in loads:
        load()
        await asyncio.sleep(_PAUSE)
