"""Places in Markdown and plain text: words stand there as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.fixing._edits import Edit
from checker.fixing._letters import BREAK, Letters, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Place

_PARAGRAPH = re.compile(r"\n[ \t\r]*(?=\n)")
_MARKS = str.maketrans(dict.fromkeys("*_`~[]()<>#|\\"))
"""Letters that Markdown uses as marks."""
_TO_ADDRESS = re.compile(r"[*_`]{0,6}\]\([ ]{0,9}<?")
"""What stands between the words of a link and its address."""
_GOES_ON = r"[\w/?&=%#~+@:-]"
"""A letter of an address: what stands beside one means that the address is a longer one."""


def places(words: str) -> Plain:
    """Look at a text."""
    return Plain(words)


class Plain:
    """A text in which things can be found."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._letters = Letters(self._runs(), plain=lambda some: some.translate(_MARKS))

    def span(self, place: Place, *, times: int = 1) -> tuple[int, int] | None:
        """Give where a quotation begins and ends, tags in it or not."""
        return next(self._letters.find(place, times=times), None)

    def write(self, place: Place, words: str, *, times: int = 1) -> list[Edit]:
        """Give the edits that put words in place of a quotation."""
        spans = self._letters.every(place, times=times) or list(self._letters.find(place, times=times))[:1]
        return [Edit(start, end, words) for start, end in spans]

    def link(self, place: Place, href: str, words: str, *, times: int = 1) -> Edit | None:
        """Give the edit that puts another address into the one link that a quotation stands in."""
        for _, end in self._letters.find(place, times=times):
            between = _TO_ADDRESS.match(self._words, end)
            for edit in self.address(href, words):
                if between and edit.start == between.end():
                    return edit
        return None

    def address(self, href: str, words: str) -> Iterator[Edit]:
        """Yield the edits that put another address in place of one, wherever it stands."""
        if href.strip():
            for match in re.finditer(rf"(?<!{_GOES_ON})(?<!\w\.){re.escape(href.strip())}(?!{_GOES_ON})", self._words):
                if not re.match(r"\.\w", self._words[match.end() : match.end() + 2]):
                    yield Edit(match.start(), match.end(), words)

    def _runs(self) -> Iterator[Run]:
        done = 0
        for paragraph in _PARAGRAPH.finditer(self._words):
            at = paragraph.start()
            yield Run(self._words[done:at], done)
            yield Run(BREAK, at, at + 1)
            done = at + 1
        yield Run(self._words[done:], done)
