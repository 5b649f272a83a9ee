"""HTML: parsed by lexbor as browsers parse it, then walked once, without recursion, into blocks of text."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from checker.model.pages import Block, BlockKind, Link, Page
from checker.readers._base import base_of
from checker.readers._blocks import Writer
from checker.readers._charset import encoding
from checker.readers._references import loose_links
from checker.readers._refusal import Unreadable
from checker.readers._structured import structured
from checker.readers._trail import trail
from checker.text import squash
from checker.urls import resolve, with_query_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

    from checker.model.pages import Source
    from checker.model.rules import Settings
    from checker.readers._references import Resolver

SUFFIXES = (".html", ".htm", ".xhtml", ".page")
TYPES = ("text/html", "application/xhtml+xml")

_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
        " figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre"
        " search section summary table tbody td tfoot th thead tr ul button"
    ).split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = frozenset("section article li tr address dl fieldset details aside".split())
_UNREAD = frozenset(
    (
        "script style template noscript head iframe object svg math canvas audio video select textarea datalist map"
        " noframes noembed -comment !doctype"
    ).split()
)
_TEMPLATE = frozenset("nav".split())
_BANNERS = frozenset("header footer".split())
_OWN = frozenset("main article section".split())
"""A header or footer within one of these belongs to it, not to the site (HTML, 4.3.8)."""
_TELLING = frozenset((*_TEMPLATE, *_BANNERS, "body"))
"""Elements that may tell by themselves whose their words are."""
_TEMPLATE_ROLES = frozenset("banner navigation contentinfo search".split())
_DEEPEST = 60_000
"""Elements in each other. Browsers stop at 512; parsing 50,000 takes 3 seconds."""
_NESTING = re.compile(
    r"<(?!(?:p|li|td|th|tr|dd|dt|br|hr|img|input|link|meta|option|source|wbr|area|col)\b)[a-z]", re.IGNORECASE
)
"""How an element begins within which others stay, if nobody closes it."""
_MOST_NODES = 200_000
"""Steps of the walk. An advice page takes 2,000; these take a second or two."""
_WEB = ("http://", "https://")
_FROM_ROOT = re.compile(r"/(?![/\\\s])|https?://|mailto:|tel:")
"""How an address begins that leads from a page where it leads from its site's root (URL, 4.4). After the slash stands
no other: a host would follow. Nor white space: tabs and line breaks are taken out first."""
_NO_TEXT = 60
"""Fewer characters than this, in a page with a script of its own file: there is nothing but what script builds."""
_SCRIPTED_TEXT, _SCRIPTED_BYTES = 400, 4
"""Fewer characters than this, in a page whose scripts number more than that: script builds the page."""


def read(source: Source, settings: Settings) -> Page:
    """Read a page of HTML.

    Raises:
        Unreadable: The bytes are no text.
    """
    name, begin = encoding(source)
    words = source.body[begin:].decode(name, "replace")
    if _is_too_deep(words):
        raise Unreadable("This page has too many elements inside each other: no browser would show it.")
    tree = LexborHTMLParser(words)
    base = base_of(tree, words, source.url or settings.base)
    resolver = _resolver(base, name)
    walk = _Walk(tree, resolver, settings.content)
    blocks, loose = walk.blocks()
    title = tree.css_first("title")
    return Page(
        target=source.target,
        url=source.url,
        base=base,
        title=squash(title.text() if title else "") or next((each.text for each in blocks if each.tag == "h1"), None),
        language=((tree.root.attributes.get("lang") if tree.root else None) or "").strip() or None,
        blocks=blocks,
        links=(*loose, *loose_links(tree, resolver)),
        structured=structured(tree),
        ids=frozenset(_ids(tree)),
        trail=trail(tree),
        scripted=_scripted(tree, blocks),
        cut=walk.cut,
    )


def _is_too_deep(words: str) -> bool:
    """Tell, without parsing, whether elements are nested so deep that parsing would take minutes: it is quadratic."""
    if words.count("<") <= _DEEPEST:
        return False
    opened = sum(1 for _ in _NESTING.finditer(words))
    return opened - words.count("</") > _DEEPEST


def _resolver(base: str | None, name: str) -> Resolver:
    """Make the function that resolves the page's addresses, as its encoding asks for."""
    # what names a site's pages from its root is the same on each of them, and then resolved already
    root = (resolve("/", base) or base) if base and base.startswith(_WEB) else base
    resolved = partial(_resolved, base=base, root=root)
    return resolved if name.startswith("utf-") else lambda href: resolved(with_query_in(href, name))


def _resolved(href: str, *, base: str | None, root: str | None) -> str | None:
    return resolve(href, root if _FROM_ROOT.match(href) else base)


def _ids(tree: LexborHTMLParser) -> list[str]:
    named = [node.attributes.get("id") for node in tree.css("[id]")]
    return [name for name in (*named, *(node.attributes.get("name") for node in tree.css("a[name]"))) if name]


def _scripted(tree: LexborHTMLParser, blocks: tuple[Block, ...]) -> bool:
    letters = sum(len(block.text) for block in blocks)
    if letters >= _SCRIPTED_TEXT:
        return False
    scripts = len(tree.css("script"))
    return scripts > _SCRIPTED_BYTES or (letters < _NO_TEXT and tree.css_first("script[src]") is not None)


class _Walk:
    """One walk over the tree. Elements with marks that matter are looked up beforehand: most have none."""

    def __init__(self, tree: LexborHTMLParser, resolver: Resolver, content: str | None) -> None:
        self.root = tree.root
        self.resolver = resolver
        self.hidden = {node.mem_id for node in tree.css("[hidden], [style*=none], [style*=hidden]") if _is_hidden(node)}
        self.roles = {node.mem_id for node in tree.css("[role]") if node.attributes.get("role") in _TEMPLATE_ROLES}
        self.cards = {node.mem_id for node in tree.css("[class*=card], [class*=contact], [itemscope]")}
        own = (_select(tree, content) if content else []) or tree.css("main, [role=main]")
        self.content = {node.mem_id for node in own}
        self.cut = False

    def blocks(self) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
        """Give the blocks, and the links that show no words."""
        writer = Writer()
        # what follows each element that was entered, and what is done on leaving it; a page's depth costs no recursion
        around: list[tuple[LexborNode | None, Callable[[], None] | None]] = []
        here, steps = self.root, 0
        while here is not None or around:
            if steps >= _MOST_NODES:
                self.cut = True
                break
            if here is None:
                here, leave = around.pop()
                if leave:
                    steps += 1
                    leave()
                continue
            steps += 1
            tag = here.tag or ""
            following = here.next if around else None
            if tag == "-text":
                writer.write(here.text_content or "")
            elif tag not in _UNREAD and (mem_id := here.mem_id) not in self.hidden:
                around.append((following, self._enter(writer, here, tag, mem_id)))
                following = here.child
            here = following
        writer.end_block()
        return tuple(writer.blocks), tuple(writer.loose)

    def _enter(self, writer: Writer, node: LexborNode, tag: str, mem_id: int) -> Callable[[], None] | None:
        """Enter an element, and give what is done on leaving it."""
        if tag in _BLOCKS:
            part = tag in _PARTS or mem_id in self.cards
            tells = tag in _TELLING or mem_id in self.roles or mem_id in self.content
            kind = self._kind(writer, tag, mem_id) if tells else None
            writer.end_block()
            writer.begin(tag, part=part, kind=kind, level=_HEADINGS.get(tag))
            return writer.leave
        if tag == "a":
            self._open_link(writer, node)
            return writer.close_link
        if tag == "br":
            writer.line_break()
        elif tag == "img":
            writer.picture(node.attributes.get("alt") or "")
        elif mem_id in self.content:
            writer.begin(tag, part=False, kind=BlockKind.CONTENT)
            return writer.finish
        return None

    def _open_link(self, writer: Writer, node: LexborNode) -> None:
        marks = node.attributes
        href = marks.get("href")
        if "href" in marks:
            writer.open_link(href or "", self.resolver(href or ""), rel=marks.get("rel"))
        else:
            writer.open_link(None, None, rel=None)

    def _kind(self, writer: Writer, tag: str, mem_id: int) -> BlockKind:
        """Tell whether what an element that tells holds is the page's own."""
        if mem_id in self.content:
            return BlockKind.CONTENT
        if tag in _TEMPLATE or mem_id in self.roles:
            return BlockKind.TEMPLATE
        if tag in _BANNERS and not writer.within(_OWN):
            return BlockKind.TEMPLATE
        # where a page marks its own content, all the rest is the site's
        return BlockKind.TEMPLATE if tag == "body" and self.content else writer.kind


def _is_hidden(node: LexborNode) -> bool:
    marks = node.attributes
    style = "".join((marks.get("style") or "").lower().split())
    return "hidden" in marks or "display:none" in style or "visibility:hidden" in style


def _select(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except Exception:  # noqa: BLE001 - selectolax raises bare exceptions of several kinds for a selector it cannot read
        return []
