"""What earlier runs know: pages, targets, problems and their states.

The database's library takes 270 ms to load: it comes when a history is opened, not when this package is imported, so
that a worker process can use `codec` without it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.history.memory import Memory


@contextmanager
def opened(url: str, *, wait: bool = False) -> Iterator[Memory]:
    """Open the history for a run, and make it where there is none. One run at a time.

    Args:
        url: SQLAlchemy's form: `sqlite:///reports/history.db`, `postgresql://name@host/database`.
        wait: Wait for another run to end instead of giving up.

    Raises:
        Incomplete: It cannot be used: in use, damaged, newer than we are, not to be written, no database, disk full.
        UsageFault: The address is none, or its driver is not installed.
    """
    from checker.history import database, opening  # noqa: PLC0415 - see above

    with opening.writing(database.parsed(url), wait=wait) as found:
        yield found


@contextmanager
def consulted(url: str) -> Iterator[Memory]:
    """Open the history to look things up, also while a run is under way. Nothing is written.

    Raises:
        Incomplete: There is none yet, or it cannot be used.
        UsageFault: The address is none, or its driver is not installed.
    """
    from checker.history import database, opening  # noqa: PLC0415 - see above

    with opening.reading(database.parsed(url)) as found:
        yield found
