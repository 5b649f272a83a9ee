"""Gathers words into blocks while a tree is walked: white space as browsers show it, links with their positions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from checker.model.pages import Block, BlockKind, Link
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SPACE = re.compile(r"[ \t\n\r\f](?:[ \t\n\r\f]+|(?<! ))")
"""What HTML calls white space, where it is not one space already: leaving these alone halves the time. A no-break space
is a character like any other."""
_BLANKS = " \t\n\r\f"


def _spaced(words: str) -> str:
    """Make every stretch of white space one space. Five searches for a letter cost less than one for a pattern."""
    if "  " in words or "\n" in words or "\t" in words or "\r" in words or "\f" in words:
        return _SPACE.sub(" ", words)
    return words


class _OpenLink(Struct):
    href: str | None
    url: str | None
    rel: str | None
    start: int
    """Where its words begin in the block, in characters."""
    piece: int
    """And in pieces: a line of many links is not put together anew for each."""
    pictures: tuple[str, ...] = ()
    told: bool = False
    """True once its words have been given: a link over several blocks is one link."""


class _Element(Struct, frozen=True):
    tag: str
    part: int
    kind: BlockKind
    level: int | None
    """Of the heading it is or stands in."""


def _at_the_end(link: Link, text: str) -> Link:
    """Move a link without words that stood behind the final blanks of its block."""
    return replace(link, start=len(text), end=len(text))


class Writer:
    """Takes words, links and the bounds of elements in document order; gives blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.loose: list[Link] = []
        self._elements: list[_Element] = [_Element("body", 0, BlockKind.CONTENT, None)]
        self._parts = 0
        self._headings: dict[BlockKind, list[tuple[int, str]]] = {kind: [] for kind in BlockKind}
        self._pieces: list[str] = []
        self._length = 0
        self._ends_in_space = True
        self._links: list[Link] = []
        self._open: list[_OpenLink] = []

    @property
    def kind(self) -> BlockKind:
        """Whether what comes next is the page's own."""
        return self._elements[-1].kind

    def within(self, tags: AbstractSet[str]) -> bool:
        """Tell whether an element of one of these kinds is open."""
        return any(element.tag in tags for element in self._elements)

    def begin(self, tag: str, *, part: bool, kind: BlockKind | None = None, level: int | None = None) -> None:
        """Enter a block-level element. It is of the kind of what is around it, unless told otherwise."""
        around = self._elements[-1]
        if part:
            self._parts += 1
        number = self._parts if part else around.part
        self._elements.append(_Element(tag, number, kind or around.kind, level or around.level))

    def finish(self) -> None:
        """Leave it."""
        self._elements.pop()

    def leave(self) -> None:
        """End the block that is being written, and leave the element it stands in."""
        self.end_block()
        self._elements.pop()

    def write(self, words: str) -> None:
        """Add words."""
        if self._ends_in_space and not words.strip(_BLANKS):
            return  # the line breaks between elements
        piece = _spaced(words)
        if self._ends_in_space and piece.startswith(" "):
            piece = piece[1:]
        if piece:
            self._pieces.append(piece)
            self._length += len(piece)
            self._ends_in_space = piece.endswith(" ")

    def line_break(self) -> None:
        """Begin a new line within the block."""
        if self._length:
            self._pieces.append("\n")
            self._length += 1
        self._ends_in_space = True

    def picture(self, words: str) -> None:
        """Take the words that stand for a picture: they are a link's words where it has no others."""
        if self._open:
            self._open[-1].pictures += (words,)

    def open_link(self, href: str | None, url: str | None, *, rel: str | None) -> None:
        """Enter an `a` element; one without an address is entered too, so that its end is known."""
        self._open.append(_OpenLink(href, url, rel, self._length, len(self._pieces)))

    def close_link(self) -> None:
        """Leave it."""
        if self._open:
            link = self._open.pop()
            self._tell(link, at_its_end=True)

    def _tell(self, link: _OpenLink, *, at_its_end: bool) -> None:
        if link.href is None or link.told:
            return
        pieces = self._pieces[link.piece :]
        words = pieces[0] if len(pieces) == 1 else "".join(pieces)
        stripped = words.strip()
        if not stripped and not at_its_end:
            return
        start = link.start if stripped == words else link.start + len(words) - len(words.lstrip())
        text = squash(stripped) or squash(" ".join(link.pictures)) or None
        found = Link(
            href=link.href, url=link.url, text=text, tag="a", start=start, end=start + len(stripped), rel=link.rel
        )
        link.told = True
        self._links.append(found)

    def end_block(self) -> None:
        """Close the block that is being written, if it holds anything."""
        if not self._pieces and not self._links and not self._open:
            return
        for link in self._open:
            self._tell(link, at_its_end=False)
            link.start = link.piece = 0
        text = "".join(self._pieces).rstrip()
        if text:
            self.blocks.append(self._block(text))
        else:
            self.loose += self._links
        self._pieces, self._length, self._ends_in_space, self._links = [], 0, True, []

    def _within(self, text: str) -> tuple[Link, ...]:
        if not self._links:
            return ()
        return tuple([link if link.end <= len(text) else _at_the_end(link, text) for link in self._links])

    def _block(self, text: str) -> Block:
        element = self._elements[-1]
        above = self._headings[element.kind]
        level = element.level
        if level:
            while above and above[-1][0] >= level:
                above.pop()
        headings = tuple([words for _, words in above])
        if level:
            above.append((level, squash(text)))
        return Block(
            text=text,
            tag=f"h{level}" if level else element.tag,
            headings=headings,
            kind=element.kind,
            links=self._within(text),
            part=element.part,
        )
