"""Reads from HTML what tells whether it is the page that was promised. Much cheaper than reading the page itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from checker.text import squash
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_UNSEEN = ["script", "style", "noscript", "template", "svg"]
_FRAME = "nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo]"
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w-]{1,40})", re.IGNORECASE)
_REFRESH = re.compile(r"\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_SCRIPTED_WORDS, _SCRIPTED_SCRIPTS = 30, 1
"""A page with fewer words than this, and a script, may be built by it: what was read is not what is seen."""
_AT_ONCE = 10  # seconds; a longer refresh is a page that renews itself or ends a session
_TEXT = 100_000
_ADULT = frozenset({"adult", "mature", "restricted", "rta-5042-1996-1400-1577-rta"})
_HIDING = ("display:none", "visibility:hidden", "left:-9", "text-indent:-9", "top:-9", "font-size:0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read. All words are in lower case but the title."""

    title: str = ""
    headings: tuple[str, ...] = ()
    """The main ones: h1, or h2 where there is no h1."""
    text: str = ""
    """What a reader sees, without navigation, header and footer where anything is left then."""
    words: int = 0
    """How many words a reader sees, navigation and all."""
    language: str | None = None
    noindex: bool = False
    refresh: str | None = None
    """Where the page itself leads on, at once."""
    ids: frozenset[str] = frozenset()
    scripted: bool = False
    """True where script seems to build the page: its words are not judged."""
    pictures: bool = False
    """True if it shows pictures or frames: no words does not mean empty then."""
    password: bool = False
    built_from: tuple[str, ...] = ()
    """Hosts its scripts and frames come from."""
    advertises: tuple[str, ...] = ()
    """Addresses elsewhere that it is paid or unwilling to vouch for (rel sponsored or nofollow)."""
    adult: bool = False
    """True if it labels itself as not for children (meta rating; the RTA label of rtalabel.org)."""
    hides: tuple[str, ...] = ()
    """Words of links elsewhere that no reader sees."""


def read(body: bytes, url: str, content_type: str = "") -> Document:
    """Read a document. Never raises: lexbor takes any text."""
    tree = LexborHTMLParser(_decoded(body, content_type))
    scripts = tree.css("script")
    sources = tuple(_hosts(tree.css("script[src], iframe[src], frame[src]"), url))
    refresh, adult = _refresh(tree, url), _adult(tree)
    title = tree.css_first("head title") or tree.css_first("title")
    hidden = tuple(_hidden(tree))
    advertised = tuple(_advertised(tree, url))
    ids = frozenset(_ids(tree))
    tree.strip_tags(_UNSEEN)
    headings = _headings(tree)
    whole = _visible(tree)
    number = word_count(whole)
    return Document(
        title=squash(title.text() if title else ""),
        headings=headings,
        text=_own(tree) or whole,
        words=number,
        language=_language(tree),
        noindex=_noindex(tree),
        refresh=refresh,
        ids=ids,
        scripted=number < _SCRIPTED_WORDS and len(scripts) >= _SCRIPTED_SCRIPTS and not headings,
        pictures=bool(sources) or tree.css_first("img, iframe, frame, object, embed, video, canvas, form") is not None,
        password=tree.css_first("input[type=password]") is not None,
        built_from=sources,
        advertises=advertised,
        adult=adult,
        hides=hidden,
    )


def _decoded(body: bytes, content_type: str) -> str:
    named = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(body[:2048])
    try:
        return body.decode(named.group(1).decode("ascii") if named else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _visible(tree: LexborHTMLParser) -> str:
    return _flowing(tree.body.text(separator=" ")) if tree.body else ""


def word_count(flowing: str) -> int:
    """Count the words of a text in one line: the blanks between them, which is much quicker than taking it apart."""
    return flowing.count(" ") + bool(flowing)


def _flowing(text: str) -> str:
    """Write a text in one line and lower case. On long texts this is much quicker than a pattern for blanks."""
    return " ".join(text[:_TEXT].split()).lower()


def _own(tree: LexborHTMLParser) -> str:
    """Give the page's own words: those of the main element, or all but navigation and the like."""
    main = tree.css_first("main, [role=main], #main-content, #content")
    words = _flowing(main.text(separator=" ")) if main else ""
    if words:
        return words
    for node in tree.css(_FRAME):
        node.decompose()
    return _visible(tree)


def _headings(tree: LexborHTMLParser) -> tuple[str, ...]:
    found = tree.css("h1") or tree.css("h2")[:1]
    return tuple(words for node in found[:5] if (words := squash(node.text(separator=" ")).lower()))


def _language(tree: LexborHTMLParser) -> str | None:
    root = tree.root
    words = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
    return words.strip().lower() or None


def _noindex(tree: LexborHTMLParser) -> bool:
    return any("noindex" in (node.attributes.get("content") or "").lower() for node in tree.css("meta[name=robots i]"))


def _adult(tree: LexborHTMLParser) -> bool:
    labels = (node.attributes.get("content") or "" for node in tree.css("meta[name=rating i]"))
    return any(label.strip().lower() in _ADULT for label in labels)


def _refresh(tree: LexborHTMLParser, url: str) -> str | None:
    for node in tree.css("meta[http-equiv=refresh i]"):
        above = node.parent
        found = _REFRESH.match(node.attributes.get("content") or "")
        # in noscript it is meant for browsers without script, not for everybody
        if found and not (above and above.tag == "noscript") and int(found.group(1)[:6]) <= _AT_ONCE:
            onward = resolve(found.group(2).strip(), url)
            return onward if onward and onward.startswith("http") else None
    return None


def _ids(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("[id]"):
        yield node.attributes.get("id") or ""
    for node in tree.css("a[name]"):
        yield node.attributes.get("name") or ""


def _hosts(nodes: list[LexborNode], url: str) -> Iterator[str]:
    for node in nodes:
        address = resolve(node.attributes.get("src") or "", url)
        if address and address.startswith("http"):
            yield address.split("/", 3)[2].lower()


def _advertised(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    for node in tree.css("a[rel*=sponsored i], a[rel*=nofollow i]"):
        address = resolve(node.attributes.get("href") or "", url)
        if address and address.startswith("http"):
            yield address


def _hidden(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("[style]"):
        style = "".join((node.attributes.get("style") or "").lower().split())
        if any(each in style for each in _HIDING):
            for link in node.css("a[href^=http]"):
                yield squash(link.text()).lower()
