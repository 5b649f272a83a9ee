"""OpenDocument texts, as LibreOffice and Google Docs write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.pages import BlockKind, Page
from checker.readers._blocks import Writer
from checker.readers._office import stamp
from checker.readers._refusal import Unreadable
from checker.readers._zipped import unzip
from checker.text import squash
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from checker.model.pages import Source, Structured
    from checker.model.rules import Settings
    from checker.readers._zipped import Zipped

SUFFIXES = (".odt",)
TYPES = ("application/vnd.oasis.opendocument.text",)

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    **{f"{_OASIS}{name}:1.0": name for name in ("office", "text", "table", "style", "meta", "drawing")},
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_UNREAD = frozenset(
    (
        "text.tracked-changes office.annotation office.annotation-end text.note-citation text.sequence-decls"
        " text.table-of-content-source office.forms office.scripts text.index-title-template"
    ).split()
)
_STATED = {"dc.date": "dcterms.modified", "meta.creation-date": "dcterms.issued"}
_MOST_BLANKS = 1000


def read(source: Source, settings: Settings) -> Page:
    """Read an OpenDocument text.

    Raises:
        Unreadable: It is none, has a password, or is damaged.
    """
    archive = unzip(source.body, _PREFIXES, kind="an OpenDocument text", main="content.xml")
    if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
        raise Unreadable("This document has a password.", "Save it without one, then check it.")
    base = source.url or settings.base
    walk = _Walk(base)
    content, styles = archive.tree("content.xml"), archive.tree("styles.xml")
    body = content.find("office.body/office.text") if content is not None else None
    if body is None:
        raise Unreadable("This is not an OpenDocument text, whatever it is called.")
    walk.part(body, BlockKind.CONTENT)
    for master in styles.iter("style.master-page") if styles is not None else ():
        walk.part(master, BlockKind.TEMPLATE)
    blocks = tuple(walk.writer.blocks)
    title, language, stated = _properties(archive)
    heading = next((block.text for block in blocks if block.tag == "h1"), None)
    return Page(
        target=source.target,
        url=source.url,
        base=base,
        title=heading or title,
        language=language,
        blocks=blocks,
        links=tuple(walk.writer.loose),
        structured=stated,
    )


def _properties(archive: Zipped) -> tuple[str | None, str | None, tuple[Structured, ...]]:
    tree = archive.tree("meta.xml")
    inside = tree.find("office.meta") if tree is not None else None
    said: Mapping[str, str] = {node.tag: squash(node.text or "") for node in (inside if inside is not None else ())}
    stated = tuple(stamp(name, said[tag]) for tag, name in _STATED.items() if said.get(tag))
    return said.get("dc.title") or None, said.get("dc.language") or None, stated


class _Walk:
    """One walk over a part. Depth is bounded by the XML reader, so it may recurse."""

    def __init__(self, base: str | None) -> None:
        self.writer = Writer()
        self._base = base

    def part(self, node: Element, kind: BlockKind) -> None:
        """Read a whole part of the document."""
        self.writer.begin("body", part=True, kind=kind, level=None)
        self._inside(node)
        self.writer.leave()

    def _inside(self, node: Element) -> None:
        self.writer.write(node.text or "")
        for child in node:
            if child.tag not in _UNREAD:
                self._enter(child)
            self.writer.write(child.tail or "")

    def _enter(self, node: Element) -> None:
        tag = node.tag
        if tag == "text.h":
            level = node.get("text.outline-level", "1")
            self._block(node, "h1", level=min(6, int(level)) if level.isdecimal() and int(level) else 1)
        elif tag == "text.p":
            self._block(node, "td" if self.writer.within({"td"}) else "li" if self.writer.within({"li"}) else "p")
        elif tag in {"text.list-item", "text.list-header"}:
            self._block(node, "li", part=True)
        elif tag == "table.table-row":
            self._block(node, "tr", part=True)
        elif tag == "table.table-cell":
            self._block(node, "td")
        elif tag == "text.note-body":
            self._block(node, "aside", part=True)
        else:
            self._words(node, tag)

    def _words(self, node: Element, tag: str) -> None:
        if tag == "text.a":
            href = node.get("xlink.href")
            self.writer.open_link(href, resolve(href, self._base) if href else None, rel=None)
            self._inside(node)
            self.writer.close_link()
        elif tag == "text.s":
            number = node.get("text.c", "1")
            self.writer.write(" " * (min(int(number), _MOST_BLANKS) if number.isdecimal() else 1))
        elif tag == "text.tab":
            self.writer.write(" ")
        elif tag == "text.line-break":
            self.writer.line_break()
        else:
            self._inside(node)

    def _block(self, node: Element, tag: str, *, part: bool = False, level: int | None = None) -> None:
        self.writer.end_block()
        self.writer.begin(tag, part=part, kind=self.writer.kind, level=level)
        self._inside(node)
        self.writer.leave()
