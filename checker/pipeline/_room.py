"""Gives memory back to the system that is no longer used: the C library keeps it for later."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give back what was freed in the middle of the heap, where the C library can: glibc, which Linux mostly has.

    While a night asks, thousands of answers lie in memory for a moment. What comes after that takes its memory
    elsewhere, in long arrays, so that both would count.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
