"""The clock of a run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def clock(today: date) -> Callable[[], datetime]:
    """Make the clock of a run: the time it is, on the day that everything is judged by.

    What is remembered is then as old as that day says, also where it is not the day it really is.
    """
    ahead = today - datetime.now().astimezone().date()
    return lambda: datetime.now(UTC) + ahead
