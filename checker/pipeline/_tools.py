"""What a run works with. The command opens it, and closes it when the run is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from checker.history.recording import Recording
    from checker.pipeline._closed import Closed
    from checker.pipeline._halt import Halt
    from checker.pipeline._workers import Workers
    from checker.web.client import Client


class Watch(Protocol):
    """Is told how far a stage is."""

    def __call__(self, stage: str, done: int, of: int | None) -> None:
        """Show it. The total is None as long as nobody knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The world outside, the memory of earlier nights, the workers, and who watches."""

    client: Client | Closed
    workers: Workers
    night: Recording
    watch: Watch
    tell: Callable[[str], None]
    """Is told, in a sentence, what is known of the site as a whole."""
    halt: Halt
    now: Callable[[], datetime]
    """The time in UTC, on the day that everything is judged by."""
    render: Callable[[str], Awaitable[bytes]] | None = None
    """Gives the HTML of a page that script builds, or raises `Incomplete`."""
    fresh: bool = False
    """True if everything is to be asked again, whatever is remembered."""
    offline: bool = False
    """True if nothing outside may be asked: rules that need facts are left out."""
