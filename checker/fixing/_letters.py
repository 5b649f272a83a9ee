"""Where the words that a reader sees stand in the file: found by the words, and by what stands round them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.model.pages import Place

BREAK = "\x1f"
"""Stands between two blocks: no quotation goes over it."""
_AROUND = 30
"""Letters on either side of a quotation that have to be the same."""


_BLANKS = re.compile(r"  [^\S\x1f]*| ?[^\S\x1f ][^\S\x1f]*")
"""White space that is more than a single blank. Python takes `BREAK` for some."""


class Run(NamedTuple):
    """Letters of a file that stand side by side."""

    words: str
    start: int
    end: int | None = None
    """Where they end, if it is not told where each of them stands: each has the bounds of all then."""


class Letters:
    """The letters of a file, each with where it begins and ends there. White space counts as one blank, its first."""

    def __init__(self, runs: Iterable[Run], *, plain: Callable[[str], str]) -> None:
        """Take the letters. `plain` takes out of some words what the file has and a reader does not see."""
        self._plain = plain
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._pieces: list[str] = []
        for words, start, end in runs:
            if end is None:
                self._add_run(words, start)
                continue
            for letter in words:
                self._add(" " if letter.isspace() and letter != BREAK else letter, start, end)
        self._words = "".join(self._pieces)

    def _add_run(self, words: str, start: int) -> None:
        """Take many letters at once: a page has two hundred thousand."""
        done = 0
        for blanks in _BLANKS.finditer(words):
            self._add_words(words[done : blanks.start()], start + done)
            done = blanks.end()
            self._add(" ", start + blanks.start(), start + done)
        self._add_words(words[done:], start + done)

    def _add_words(self, words: str, start: int) -> None:
        if words.startswith(" ") and self._after_blank:
            words, start = words[1:], start + 1
        if words:
            end = start + len(words)
            self._pieces.append(words)
            self._starts += range(start, end)
            self._ends += range(start + 1, end + 1)

    def _add(self, letter: str, start: int, end: int) -> None:
        if letter != " " or not self._after_blank:
            self._pieces.append(letter)
            self._starts.append(start)
            self._ends.append(end)

    @property
    def _after_blank(self) -> bool:
        return bool(self._pieces) and self._pieces[-1].endswith(" ")

    def find(self, place: Place, *, times: int = 1) -> Iterator[tuple[int, int]]:
        """Yield where a quotation may begin and end in the file, the likeliest first.

        That is where it stands between the same words. Where it is to be found so many times as it was counted, any of
        them will do: they are the same fault.
        """
        quote = squash(place.quote)
        if not quote or place.block is None:
            return
        found = list(self._all(quote))
        before, after = self._bare(place.before)[-_AROUND:], self._bare(place.after)[:_AROUND]
        for at in found:
            if self._before(at).endswith(before) and self._after(at + len(quote)).startswith(after):
                yield self._span(at, len(quote))
        if len(found) == times:
            yield from (self._span(at, len(quote)) for at in found)

    def every(self, place: Place, *, times: int) -> list[tuple[int, int]]:
        """Give every place of a quotation, where there are so many as it was counted."""
        quote = squash(place.quote)
        found = [self._span(at, len(quote)) for at in self._all(quote)] if quote and place.block is not None else []
        return found if len(found) == times else []

    def _all(self, quote: str) -> Iterator[int]:
        """Yield where words stand that do not go on on either side."""
        at = self._words.find(quote)
        while at >= 0:
            end = at + len(quote)
            around = self._words[at - 1 : at] + " " + self._words[end : end + 1]
            if not any(each.isalnum() for each in around):
                yield at
            at = self._words.find(quote, at + 1)

    def _before(self, at: int) -> str:
        return self._bare(self._words[max(0, at - 6 * _AROUND) : at].rpartition(BREAK)[2])

    def _after(self, at: int) -> str:
        return self._bare(self._words[at : at + 6 * _AROUND].partition(BREAK)[0])

    def _bare(self, words: str) -> str:
        return "".join(self._plain(words).split())

    def _span(self, at: int, length: int) -> tuple[int, int]:
        return self._starts[at], self._ends[at + length - 1]
