"""Places in HTML: where words and the addresses of links stand in the file, between all the tags."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING

from checker.fixing._edits import Edit
from checker.fixing._letters import BREAK, Letters, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.pages import Place

_WITHIN_LINES = frozenset(
    (
        "a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q s samp small span strong sub sup time u"
    ).split()
)
_UNREAD = frozenset("script style title template noscript textarea select option svg iframe object".split())
_ADDRESS = re.compile(
    r"""[\s"'/](?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))""", re.IGNORECASE
)
_LINK = re.compile(r"<a[\s/]", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def places(words: str) -> Html:
    """Look at a page."""
    return Html(words)


class Html:
    """A page in which things can be found."""

    def __init__(self, words: str) -> None:
        self._words = words
        walk = _Walk(words)
        self._tags = walk.tags
        self._letters = Letters(walk.runs, plain=str)

    def span(self, place: Place, *, times: int = 1) -> tuple[int, int] | None:
        """Give where a quotation begins and ends, tags in it or not."""
        return next(self._letters.find(place, times=times), None)

    def write(self, place: Place, words: str, *, times: int = 1) -> list[Edit]:
        """Give the edits that put words in place of a quotation; none where there are tags in it."""
        spans = self._letters.every(place, times=times) or list(self._letters.find(place, times=times))[:1]
        bare = [(start, end) for start, end in spans if "<" not in self._words[start:end]]
        return [Edit(start, end, escape(words, quote=False)) for start, end in bare]

    def link(self, place: Place, href: str, words: str, *, times: int = 1) -> Edit | None:
        """Give the edit that puts another address into the one link that a quotation stands in."""
        for start, _ in self._letters.find(place, times=times):
            above = [tag for tag in self._tags if tag[1] <= start and _LINK.match(self._words, tag[0])]
            found = list(self._written(above[-1:], href, words))
            if found:
                return found[0]
        return None

    def address(self, href: str, words: str) -> Iterator[Edit]:
        """Yield the edits that put another address in place of one, in every tag that has it."""
        return self._written(self._tags, href, words)

    def _written(self, tags: Iterable[tuple[int, int]], href: str, words: str) -> Iterator[Edit]:
        for start, end in tags:
            for match in _ADDRESS.finditer(self._words, start, end):
                name = next(each for each in ("double", "single", "bare") if match[each] is not None)
                if _reads(match[name], href):
                    written = escape(words)
                    yield Edit(*match.span(name), f'"{written}"' if name == "bare" else written)


def _reads(written: str, href: str) -> bool:
    return href.strip() in {written.strip(), unescape(written).strip(), written.replace("&amp;", "&").strip()}


class _Walk(HTMLParser):
    """Python's own parser, which says where each piece begins. It changes nothing, so broken tags do no harm."""

    def __init__(self, words: str) -> None:
        super().__init__(convert_charrefs=False)
        self.runs: list[Run] = []
        self.tags: list[tuple[int, int]] = []
        self._words = words
        self._lines = [0, *accumulate(len(line) + 1 for line in words.split("\n"))]
        self._unread: list[str] = []
        self.feed(words)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its signature; values have no places
        start = self._at()
        self.tags.append((start, start + len(self.get_starttag_text() or "")))
        self._part(tag)
        if tag in _UNREAD:
            self._unread.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its signature
        start = self._at()
        self.tags.append((start, start + len(self.get_starttag_text() or "")))
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        start = self._at()
        if not self._unread and self._words.startswith(data, start):
            self.runs.append(Run(data, start))

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002 - the file is looked at instead
        self._reference()

    def handle_charref(self, name: str) -> None:  # noqa: ARG002 - the file is looked at instead
        self._reference()

    def _reference(self) -> None:
        start = self._at()
        match = _REFERENCE.match(self._words, start)
        if match and not self._unread:
            # two letters from one reference cannot be told apart: both have its bounds
            self.runs.append(Run(unescape(match[0]), start, match.end()))

    def _part(self, tag: str) -> None:
        if tag not in _WITHIN_LINES:
            start = self._at()
            self.runs.append(Run(" " if tag == "br" else BREAK, start, start))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
