"""Draws the last runs as bars: what lets readers down below, the rest on top of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.text import count, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.model.nights import Night

_STEP, _BAR = 20, 14
_FLOOR, _TOP, _WORDS = 120, 8, 26
"""Where the bars stand, the room above the highest, and the room for the dates below; in the drawing's own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One part of one column."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What the template draws, and the same in words."""

    width: int
    height: int
    floor: int
    bars: tuple[Bar, ...]
    words: str


def drawn(nights: Sequence[Night]) -> Drawing | None:
    """Draw the nights; one night alone shows nothing."""
    if len(nights) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    highest = max(1, *(_all(each) for each in nights))
    scale = (_FLOOR - _TOP) / highest
    first, last = nights[0], nights[-1]
    words = (
        f"{count(_all(first), 'problem')} on {day(first.today)}, {count(_all(last), 'problem')} on {day(last.today)}. "
        f"The highest number was {highest:,}."
    )
    return Drawing(
        width=max(len(nights), 12) * _STEP,
        height=_FLOOR + _WORDS,
        floor=_FLOOR,
        bars=tuple(bar for number, night in enumerate(nights) for bar in _bars(night, number * _STEP, scale)),
        words=words,
    )


def _bars(night: Night, x: int, scale: float) -> Iterator[Bar]:
    bad = round((night.danger + night.wrong) * scale)
    mild = round((night.doubtful + night.untidy) * scale)
    if bad:
        yield Bar(kind="bad", x=x, y=_FLOOR - bad, width=_BAR, height=bad)
    if mild:
        yield Bar(kind="mild", x=x, y=_FLOOR - bad - mild, width=_BAR, height=mild)


def _all(night: Night) -> int:
    return night.danger + night.wrong + night.doubtful + night.untidy
