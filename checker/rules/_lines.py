"""What lines hold that rules look for: found once in a short one, as a site's menus stand on each of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

Found = TypeVar("Found")

_SHORT = 300
"""Characters. What is longer is a paragraph, and another on each page."""
_KEPT = 2048
"""As many lines as ten pages have."""


InEach = Callable[[Iterable[str]], list[Found]]
"""What finds something in each of some lines."""


def in_each(find: Callable[[str], Found]) -> InEach[Found]:
    """Make what a pure function finds in a line the list of what it finds in each of many."""
    kept = lru_cache(maxsize=_KEPT)(find)

    def found(lines: Iterable[str]) -> list[Found]:
        return [kept(line) if len(line) <= _SHORT else find(line) for line in lines]

    return found
