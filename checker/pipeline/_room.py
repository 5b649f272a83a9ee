"""Has the C library give back to the system what a night needs no more. Of glibc alone, which Linux mostly has."""

from __future__ import annotations

import ctypes
import sys

_LARGE = 256 << 10
"""Bytes. What is as large lies apart from all else, so that it can grow where it is and leaves no hole when it goes.
By itself the library raises this up to 32 MB."""
_SPARE = 4 << 20
"""Bytes at the end of the heap that are kept, or every page that is read would have them asked for again."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Which is which, in malloc.h."""


def keep_apart() -> None:
    """Have large things lie apart from small ones. What rules about the whole site compare is tens of megabytes."""
    _call("mallopt", _MMAP_THRESHOLD, _LARGE)
    _call("mallopt", _TRIM_THRESHOLD, _SPARE)


def give_back() -> None:
    """Give back what was freed in the middle of the heap.

    While a night asks, thousands of answers lie there for a moment. What comes after that takes its memory elsewhere,
    so that both would count.
    """
    _call("malloc_trim", 0)


def _call(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function is not None:
        function(*numbers)
