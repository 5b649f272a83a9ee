"""Word documents: paragraphs, headings, lists and tables in the order they are read, with links and properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.pages import BlockKind, Page
from checker.readers._blocks import Writer
from checker.readers._office import PROPERTIES, properties, related
from checker.readers._zipped import unzip
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from checker.model.pages import Source
    from checker.model.rules import Settings
    from checker.readers._zipped import Zipped

SUFFIXES = (".docx", ".docm")
TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-word.document.macroenabled.12",
)

_MAIN = "word/document.xml"
_PREFIXES = {
    **PROPERTIES,
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_UNREAD = frozenset(
    ("w.del", "w.moveFrom", "mc.Fallback", "w.pPr", "w.tblPr", "w.trPr", "w.tcPr", "w.sectPr", "w.sdtPr")
)
"""What no reader sees: words struck out while changes are tracked, the second copy of a text box, settings."""
_CELLS = frozenset({"td"})
_HEADING = re.compile(r"heading ([1-6])$", re.IGNORECASE)
_INSTRUCTION = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))?(?:\s*\\l\s+"([^"]*)")?', re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level that means none (ECMA-376, 17.3.1.20)."""
_DEEPEST_STYLE = 20
"""Styles based on each other; a circle ends here."""


def read(source: Source, settings: Settings) -> Page:
    """Read a Word document.

    Raises:
        Unreadable: It is none, has a password, or is damaged.
    """
    archive = unzip(source.body, _PREFIXES, kind="a Word document", main=_MAIN)
    base = source.url or settings.base
    walk = _Walk(_levels(archive), base)
    _read_part(walk, archive, _MAIN, BlockKind.CONTENT)
    for name in sorted(archive.names):
        if re.fullmatch(r"word/(?:footnotes|endnotes)\.xml", name):
            _read_part(walk, archive, name, BlockKind.CONTENT)
        elif re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            _read_part(walk, archive, name, BlockKind.TEMPLATE)
    blocks = tuple(walk.writer.blocks)
    title, language, stated = properties(archive)
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


def _read_part(walk: _Walk, archive: Zipped, name: str, kind: BlockKind) -> None:
    tree = archive.tree(name)
    if tree is None:
        return
    walk.targets = related(archive, name)
    walk.writer.begin("body", part=True, kind=kind, level=None)
    walk.enter(tree)
    walk.writer.leave()


def _levels(archive: Zipped) -> Mapping[str, int]:
    """Give the heading level of each style that is one, by its id."""
    tree = archive.tree("word/styles.xml")
    above: dict[str, str] = {}
    levels: dict[str, int] = {}
    for style in tree.iter("w.style") if tree is not None else ():
        known = style.get("w.styleId", "")
        name = _value(style, "w.name") or ""
        outline = _value(style, "w.pPr/w.outlineLvl")
        above[known] = _value(style, "w.basedOn") or ""
        if match := _HEADING.match(name):
            levels[known] = int(match[1])
        elif name.lower() == "title":
            levels[known] = 1
        elif outline and outline.isdecimal() and int(outline) < _BODY_LEVEL:
            levels[known] = min(6, int(outline) + 1)
    return {known: level for known in above if (level := _inherited(known, above, levels))}


def _inherited(style: str, above: Mapping[str, str], levels: Mapping[str, int]) -> int | None:
    for _ in range(_DEEPEST_STYLE):
        if style in levels or style not in above:
            return levels.get(style)
        style = above[style]
    return None


def _value(node: Element, path: str) -> str | None:
    found = node.find(path)
    return None if found is None else found.get("w.val")


class _Walk:
    """One walk over a part. Depth is bounded by the XML reader, so it may recurse."""

    def __init__(self, levels: Mapping[str, int], base: str | None) -> None:
        self.writer = Writer()
        self.targets: Mapping[str, str] = {}
        self._levels = levels
        self._base = base
        self._fields: list[str | None] = []
        """Fields that are open: the words of their instruction, and None once these are over."""

    def enter(self, node: Element) -> None:
        """Read an element and all within it."""
        tag = node.tag
        if tag in _UNREAD:
            return
        if tag == "w.p":
            self._paragraph(node)
        elif tag in {"w.tr", "w.tc"}:
            self._within(node, tag[2:].replace("tc", "td"), part=tag == "w.tr")
        elif tag == "w.hyperlink":
            self._linked(node, self._address(node))
        elif tag == "w.fldSimple":
            self._linked(node, _instructed(node.get("w.instr", "")))
        elif tag == "w.r":
            if _value_of_switch(node.find("w.rPr/w.vanish")) is not True:
                self._children(node)
        else:
            self._write(node, tag)

    def _write(self, node: Element, tag: str) -> None:
        if tag == "w.t":
            self.writer.write(node.text or "")
        elif tag == "w.tab":
            self.writer.write(" ")
        elif tag in {"w.br", "w.cr"}:
            self.writer.line_break()
        elif tag == "w.noBreakHyphen":
            self.writer.write("-")
        elif tag == "w.instrText":
            if self._fields and self._fields[-1] is not None:
                self._fields[-1] += node.text or ""
        elif tag == "w.fldChar":
            self._field(node.get("w.fldCharType", ""))
        else:
            self._children(node)

    def _children(self, node: Element) -> None:
        for child in node:
            self.enter(child)

    def _within(self, node: Element, tag: str, *, part: bool, level: int | None = None) -> None:
        self.writer.end_block()
        self.writer.begin(tag, part=part, kind=self.writer.kind, level=level)
        self._children(node)
        self.writer.leave()

    def _paragraph(self, node: Element) -> None:
        level = self._levels.get(_value(node, "w.pPr/w.pStyle") or "")
        outline = _value(node, "w.pPr/w.outlineLvl")
        if outline and outline.isdecimal() and int(outline) < _BODY_LEVEL:
            level = min(6, int(outline) + 1)
        listed = node.find("w.pPr/w.numPr") is not None and not level
        tag = "li" if listed else "td" if self.writer.within(_CELLS) else "p"
        self._within(node, tag, part=listed, level=level)

    def _address(self, node: Element) -> str | None:
        target = next((self.targets.get(value) for name, value in node.items() if name == "r.id"), None)
        anchor = node.get("w.anchor")
        return f"{target or ''}#{anchor}" if anchor and "#" not in (target or "") else target

    def _linked(self, node: Element, href: str | None) -> None:
        self.writer.open_link(href, resolve(href, self._base) if href else None, rel=None)
        self._children(node)
        self.writer.close_link()

    def _field(self, kind: str) -> None:
        """Follow a field: its instruction, then the words that are shown, which are a link's if it is one."""
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields and self._fields[-1] is not None:
            href = _instructed(self._fields[-1])
            self._fields[-1] = None
            self.writer.open_link(href, resolve(href, self._base) if href else None, rel=None)
        elif kind == "end" and self._fields and self._fields.pop() is None:
            self.writer.close_link()


def _instructed(words: str) -> str | None:
    match = _INSTRUCTION.match(words)
    if not match:
        return None
    address, anchor = match[1] or match[2] or "", match[3]
    return (f"{address}#{anchor}" if anchor else address) or None


def _value_of_switch(node: Element | None) -> bool | None:
    return None if node is None else node.get("w.val", "true") not in {"0", "false", "off"}
