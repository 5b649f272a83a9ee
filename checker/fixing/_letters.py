"""Where the words that a reader sees stand in the file: found by the words, and by what stands round them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.model.pages import Place

BREAK = "\x1f"
"""Stands between two blocks: no quotation goes over it."""
_AROUND = 30
"""Letters on either side of a quotation that have to be the same."""


class Letters:
    """The letters of a file one by one, each with where it begins and ends there. White space counts as one blank."""

    def __init__(self, letters: Iterable[tuple[str, int, int]], *, plain: Callable[[str], str]) -> None:
        """Take the letters. `plain` takes out of some words what the file has and a reader does not see."""
        self._plain = plain
        self._starts: list[int] = []
        self._ends: list[int] = []
        words: list[str] = []
        for letter, start, end in letters:
            blank = letter.isspace() and letter != BREAK
            if blank and words and words[-1] == " ":
                self._ends[-1] = end
                continue
            words.append(" " if blank else letter)
            self._starts.append(start)
            self._ends.append(end)
        self._words = "".join(words)

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
