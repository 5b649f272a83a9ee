"""Where the time of a run went, for whoever makes it faster: the main process; workers are waited for there."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from checker.commands._publishing import put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINES = 60


@contextlib.contextmanager
def profiled(path: Path | None) -> Iterator[None]:
    """Measure what is done meanwhile and write the functions that took longest to a file; None measures nothing."""
    if path is None:
        yield
        return
    # needed by nobody else
    import cProfile  # noqa: PLC0415
    import pstats  # noqa: PLC0415

    with cProfile.Profile() as profile:
        yield
    words = io.StringIO()
    pstats.Stats(profile, stream=words).sort_stats("cumulative").print_stats(_LINES)
    put(path.parent, {path.name: words.getvalue()})
