"""Where in a file each problem stands, for programs that mark it there."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.fixing._edits import Places
    from checker.model.problems import Problem


def located(words: str, places: Places, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems with line and column, both counted from 1, of those whose place is found."""
    starts = [0, *accumulate(len(line) for line in words.splitlines(keepends=True))]
    for problem in problems:
        at = _start(words, places, problem)
        if at is None:
            yield problem
            continue
        line = min(bisect_right(starts, at), len(starts) - 1) or 1
        place = replace(problem.place, line=line, column=at - starts[line - 1] + 1)
        yield replace(problem, place=place)


def _start(words: str, places: Places, problem: Problem) -> int | None:
    """Give where the words begin; else the address, if it stands there once; else the words, if they do."""
    span = places.span(problem.place, times=problem.times)
    if span:
        return span[0]
    for sought in (problem.place.href, squash(problem.place.quote)):
        if sought and words.count(sought) == 1:
            return words.find(sought)
    return None
