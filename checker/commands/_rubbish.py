"""When Python looks for rubbish: now and then while it works, hardly ever while it loads, and not at all at the end.

What is loaded stays, so there is none among it.
"""

from __future__ import annotations

import gc

_WHILE_LOADING = 100_000
"""Objects. A run loads 60,000; to look through them again and again is an eighth of all that starting takes."""
_WORKING = 5_000
"""Objects, seven times as many as Python itself waits for: a night has ten thousand requests under way and done with,
nearly all of it freed without being looked for. Looking took 7% of the time of the process that asks, and takes 4."""


def put_off() -> None:
    """Look for rubbish only if there is a lot, which there is not as long as modules are loaded."""
    gc.set_threshold(_WHILE_LOADING, *gc.get_threshold()[1:])


def look_now_and_then() -> None:
    """Look for it while there is work, but never among what is loaded by now."""
    if gc.get_threshold()[0] == _WHILE_LOADING:  # another program that calls us looks as it likes
        gc.freeze()
        gc.set_threshold(_WORKING, *gc.get_threshold()[1:])


def leave_it() -> None:
    """Look for it no more. At its end Python would do so three times, for nothing but to free what ends anyway."""
    gc.disable()
    gc.freeze()
