"""Markdown, as drafts are written in: CommonMark with tables, front matter, and the HTML that stands in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.pages import BlockKind, Link, Page
from checker.readers._blocks import Writer
from checker.readers._charset import decode
from checker.readers._office import stamp
from checker.text import squash
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from checker.model.pages import Source, Structured
    from checker.model.rules import Settings

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
TYPES = ("text/markdown", "text/x-markdown")

_PARTS = frozenset({"li", "tr"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_STATED = {
    "lastmod": "dcterms.modified",
    "last_modified_at": "dcterms.modified",
    "updated": "dcterms.modified",
    "last_reviewed_on": "lastreviewed",
    "reviewed": "lastreviewed",
    "date": "dcterms.issued",
}
"""Names of dates in front matter: Hugo, Jekyll, the GOV.UK tech docs."""
_MOST_NESTED = 40
"""Quotations and lists in each other."""


def read(source: Source, settings: Settings) -> Page:
    """Read Markdown.

    Raises:
        Unreadable: The bytes are no text.
    """
    # 40 ms that a page of HTML does not wait for
    from markdown_it import MarkdownIt  # noqa: PLC0415

    words = decode(source).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(words)
    if front:
        words = "\n" * front[0].count("\n") + words[front.end() :]
    base = source.url or settings.base
    reading = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable(["table", "strikethrough"])
    walk = _Walk(base)
    walk.tokens(reading.parse(words))
    blocks = tuple(walk.writer.blocks)
    title, stated = _front_matter(front[1] if front else "")
    heading = next((block.text for block in blocks if block.tag == "h1"), None)
    return Page(
        target=source.target,
        url=source.url,
        base=base,
        title=title or heading,
        blocks=blocks,
        links=tuple(walk.writer.loose),
        structured=stated,
    )


def _front_matter(words: str) -> tuple[str | None, tuple[Structured, ...]]:
    """Read the plain lines of front matter. What is nested says nothing of the page."""
    rows = (line.partition(":") for line in words.split("\n"))
    said = {name.lower(): squash(value).strip("\"'") for name, colon, value in rows if colon and name == name.strip()}
    stated = tuple(stamp(meaning, said[name]) for name, meaning in _STATED.items() if said.get(name))
    return said.get("title") or None, stated


class _Walk:
    """One walk over the tokens, which stand in the order of the document."""

    def __init__(self, base: str | None) -> None:
        self.writer = Writer()
        self.base = base
        self._line: int | None = None
        self._html = _Html(self)

    def tokens(self, found: Sequence[Token]) -> None:
        """Read what stands between two lines, then the next."""
        for token in found:
            if token.map and token.type in {"inline", "html_block", "fence", "code_block"}:
                self._line = token.map[0] + 1
            if token.type == "inline":
                self._inline(token.children or ())
            elif token.type == "html_block":
                self._html.take(token.content)
                self.end_block()
            elif token.type in {"fence", "code_block"}:
                self.block("pre", token.content)
            elif token.nesting == 1:
                self.begin(token.tag or "p")
            elif token.nesting == -1:
                self.finish()

    def begin(self, tag: str) -> None:
        """Enter an element that begins a block."""
        self.end_block()
        level = _LEVELS.get(tag)
        self.writer.begin(tag, part=tag in _PARTS, kind=BlockKind.CONTENT, level=level)

    def finish(self) -> None:
        """Leave it."""
        self.end_block()
        self.writer.finish()

    def block(self, tag: str, words: str) -> None:
        """Write words whose lines stay lines."""
        self.begin(tag)
        for line in words.split("\n"):
            self.writer.write(line)
            self.writer.line_break()
        self.finish()

    def end_block(self) -> None:
        """Close the block that is being written, and say on which line it began."""
        before = len(self.writer.blocks)
        self.writer.end_block()
        self.writer.blocks[before:] = [replace(each, line=self._line) for each in self.writer.blocks[before:]]

    def open_link(self, href: str | None) -> None:
        """Enter a link."""
        self.writer.open_link(href, resolve(href, self.base) if href is not None else None, rel=None)

    def _inline(self, found: Sequence[Token]) -> None:
        for token in found:
            if token.type in {"text", "code_inline"}:
                self.writer.write(token.content)
            elif token.type == "softbreak":
                self.writer.write(" ")
            elif token.type == "hardbreak":
                self.writer.line_break()
            elif token.type == "link_open":
                self.open_link(str(token.attrGet("href") or ""))
            elif token.type == "link_close":
                self.writer.close_link()
            elif token.type == "image":
                self._image(token)
            elif token.type == "html_inline":
                self._html.take(token.content)

    def _image(self, token: Token) -> None:
        src = str(token.attrGet("src") or "")
        self.writer.picture(token.content)
        words = squash(token.content) or None
        self.writer.loose.append(Link(href=src, url=resolve(src, self.base), text=words, tag="img"))


class _Html(HTMLParser):
    """The HTML within Markdown: its words, links and line breaks. Python's own parser takes it piece by piece."""

    _BLOCKS = frozenset("p div ul ol li table tr td th section address h1 h2 h3 h4 h5 h6 blockquote dl dt dd".split())
    _UNREAD = frozenset({"script", "style", "template"})

    def __init__(self, walk: _Walk) -> None:
        super().__init__(convert_charrefs=True)
        self._walk = walk
        self._unread = 0

    def take(self, words: str) -> None:
        """Read a piece of HTML."""
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._walk.writer.line_break()
        elif tag == "a":
            self._walk.open_link(next((value or "" for name, value in attrs if name == "href"), None))
        elif tag in self._UNREAD:
            self._unread += 1
        elif tag in self._BLOCKS:
            self._walk.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._walk.writer.close_link()
        elif tag in self._UNREAD:
            self._unread = max(0, self._unread - 1)
        elif tag in self._BLOCKS:
            self._walk.end_block()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._walk.writer.write(data)
