"""Pure helpers for words: white space, control characters, shortening, counting."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_TEN = "0123456789"
_DIGIT = re.compile(r"[0-9]")
_SHORT = 200
_HIDDEN = {
    **{code: None for code in range(0x20) if chr(code) not in "\t\n"},
    **dict.fromkeys(range(0x7F, 0xA0)),
    # bidirectional controls can turn printed text round (Unicode TR 36, "Trojan Source")
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xE0000, 0xE0080)),
}


def has_digit(words: str) -> bool:
    """Tell whether there is a digit from 0 to 9. In a long text ten looks for one are faster than one for ten."""
    if len(words) < _SHORT:
        return _DIGIT.search(words) is not None
    return any(digit in words for digit in _TEN)


def squash(words: str) -> str:
    """Turn every stretch of white space into one space and trim both ends."""
    # most words have no more than single spaces, and no other white space is printable: nothing is taken apart
    if "  " not in words and words.isprintable():
        return words.strip(" ")
    return " ".join(words.split())


def printable(words: str) -> str:
    """Drop what could command a terminal, reorder text or break an output: control, bidi and surrogate characters."""
    return words.translate(_HIDDEN)


def shorten(words: str, limit: int) -> str:
    """Cut at a word so that the result, with its ellipsis, has at most `limit` characters."""
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > limit // 2 else cut).rstrip(" ,;:") + "…"


def count(number: int, one: str, many: str | None = None) -> str:
    """Say how many: `count(1, "problem")` is "1 problem", `count(2, "problem")` is "2 problems"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str], joint: str = "and") -> str:
    """Join words as a sentence does: "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joint
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def day(when: date, *, year: bool = True) -> str:
    """Write a date as people do: "3 March 2026"."""
    return f"{when.day} {when:%B %Y}" if year else f"{when.day} {when:%B}"


class Spans:
    """Stretches of a text that are spoken for. Asking costs the logarithm of their number: there may be thousands."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Take a stretch; what overlaps becomes one."""
        if not self._ends or start > self._ends[-1]:  # most are told from left to right
            self._starts.append(start)
            self._ends.append(end)
            return
        first = bisect_right(self._starts, start)
        if first and self._ends[first - 1] >= start:
            first -= 1
            start = self._starts[first]
        last = bisect_right(self._starts, end)
        end = max([end, *self._ends[first:last]])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def overlap(self, start: int, end: int) -> bool:
        """Tell whether any character from start up to end is taken."""
        before = bisect_right(self._starts, end - 1)
        return bool(before) and self._ends[before - 1] > start
