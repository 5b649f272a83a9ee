"""What short lines hold, found once: a site's menus, headings and contact lines stand on each of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

Found = TypeVar("Found")
More = ParamSpec("More")

_SHORT = 200
"""Characters. What is longer is a paragraph, and another on each page."""
_KEPT = 2048
"""Lines, as many as ten pages have. With what was found in them they take a megabyte at most."""

InEach = Callable[[Iterable[str]], list[Found]]
"""What finds something in each of some texts."""


def once(
    find: Callable[Concatenate[str, More], Iterable[Found]],
) -> Callable[Concatenate[str, More], Iterable[Found]]:
    """Keep what a pure function found in each of the last short texts; a long text is looked through every time."""

    @lru_cache(maxsize=_KEPT)
    def kept(text: str, /, *more: More.args, **named: More.kwargs) -> tuple[Found, ...]:
        return tuple(find(text, *more, **named))

    @wraps(find)
    def found(text: str, /, *more: More.args, **named: More.kwargs) -> Iterable[Found]:
        if len(text) > _SHORT:
            return find(text, *more, **named)
        return kept(text, *more, **named)  # type: ignore[arg-type]  # words, flags and the like: all can be hashed

    return found


def in_each(find: Callable[[str], Found]) -> InEach[Found]:
    """Make what a pure function finds in a text the list of what it finds in each of many, kept as `once` does."""
    kept = lru_cache(maxsize=_KEPT)(find)

    def found(texts: Iterable[str]) -> list[Found]:
        return [kept(text) if len(text) <= _SHORT else find(text) for text in texts]

    return found
