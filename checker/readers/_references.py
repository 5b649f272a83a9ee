"""References to addresses that stand in no words: pictures, frames, style sheets, redirects of the page itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.pages import Link
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    Resolver = Callable[[str], str | None]
    """Makes an address absolute."""

_ATTRIBUTES = {
    "area": ("href",),
    "audio": ("src",),
    "base": ("href",),
    "blockquote": ("cite",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "img": ("src", "longdesc"),
    "input": ("src", "formaction"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "video": ("src", "poster"),
}
_SRCSET = frozenset({"img", "source"})
_SELECTOR = ", ".join(_ATTRIBUTES)
_HINTS = frozenset({"preconnect", "dns-prefetch"})
"""`link` elements that name a host, not an address."""
_REFRESH = re.compile(r"^\s*(\d*(?:\.\d*)?)\s*(?:[;,]\s*|\s+)(?:url\s*=\s*)?(.*)$", re.IGNORECASE | re.DOTALL)


def loose_links(tree: LexborHTMLParser, resolver: Resolver) -> Iterator[Link]:
    """Yield what the page refers to outside its words, in document order."""
    for node in tree.css(_SELECTOR):
        yield from _links(node, node.tag or "", resolver)
    for node in tree.css("meta[http-equiv]"):
        marks = node.attributes
        if (marks.get("http-equiv") or "").strip().lower() == "refresh":
            _, address = refresh(marks.get("content") or "")
            if address:
                yield Link(href=address, url=resolver(address), text=None, tag="meta")


def _links(node: LexborNode, tag: str, resolver: Resolver) -> Iterator[Link]:
    marks = node.attributes
    rel = marks.get("rel")
    if tag == "link" and rel and set(rel.lower().split()) & _HINTS:
        return
    words = squash(marks.get("alt") or marks.get("title") or "") or None
    for name in _ATTRIBUTES[tag]:
        href = marks.get(name)
        if href is not None and (href.strip() or name in {"href", "src"}):
            yield Link(href=href, url=resolver(href), text=words, tag=tag, rel=rel)
    if tag in _SRCSET:
        for href in srcset(marks.get("srcset") or ""):
            yield Link(href=href, url=resolver(href), text=words, tag=tag)


def refresh(content: str) -> tuple[float | None, str | None]:
    """Read the content of a refresh as browsers do (HTML, "shared declarative refresh steps").

    Returns:
        Seconds to wait, and the address; None for either that is not there.
    """
    match = _REFRESH.match(content + " ")
    if not match:
        return None, None
    address = match[2].strip()
    quote = address[:1]
    if quote in {'"', "'"}:
        address = address[1:].partition(quote)[0]
    return float(match[1].rstrip(".") or 0), address.strip() or None


def srcset(value: str) -> Iterator[str]:
    """Yield the addresses of a srcset. A comma may stand in an address, but not end it (HTML, 4.8.4.2.2)."""
    rest = value.lstrip(" \t\n\r\f,")
    while rest:
        address, *tail = rest.split(None, 1)
        if address.endswith(","):
            yield address.rstrip(",")
            rest = tail[0].lstrip(" \t\n\r\f,") if tail else ""
            continue
        yield address
        rest = _after_descriptor(tail[0]).lstrip(" \t\n\r\f,") if tail else ""


def _after_descriptor(words: str) -> str:
    """Skip "2x" or "100w" up to the comma that ends it; commas in brackets belong to it."""
    depth = 0
    for number, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")" and depth > 0)
        if letter == "," and not depth:
            return words[number + 1 :]
    return ""
