"""Signs of content that harms: words of those who sell it, and what is odd about the page apart from its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.lookups._tables import table, words
from checker.urls import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lookups._document import Document
    from checker.lookups._sight import Sight

_MANY, _MANY_TITLED = 3, 2
"""Different phrases that are too many for a page that only tells of them; fewer, if one stands in the title."""
_MANY_SITES = 3
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def signs(sight: Sight) -> Iterator[str]:
    """Yield `harm: words` where a page sells what harms, and then `odd: words` for each thing odd about it."""
    document = sight.document
    if document is None:
        return
    said = _said(document)
    if document.adult:
        yield "odd: it labels itself as not for children"
    if not said:
        return
    yield f"harm: {said}"
    if any(_sells(each) for each in document.hides):
        yield "odd: its links are hidden from readers"
    sites = {registrable(host_of(each)) for each in document.advertises} - {None, registrable(sight.host)}
    if len(sites) >= _MANY_SITES:
        yield f"odd: paid links to {len(sites)} other sites"
    if not _names_itself(document, sight.asked_host):
        yield "odd: it does not name the organisation of its address"


def _said(document: Document) -> str | None:
    """Quote the sellers' words of a page, or give None where there are too few or a helper speaks."""
    title, text = document.title.lower(), f"{document.text} {' '.join(document.hides)}"
    for row in table("harm")["sellers"]:
        in_title = _found(row.words, title)
        found = sorted({*in_title, *_found(row.words, text)})
        if len(found) >= (_MANY_TITLED if in_title else _MANY):
            helped = any(each in text or each in title for each in words("harm", "helpers"))
            return None if helped else f"{row.about} ({', '.join(found[:3])})"
    return None


def _sells(text: str) -> bool:
    return any(_found(row.words, text) for row in table("harm")["sellers"])


def _found(phrases: tuple[str, ...], text: str) -> list[str]:
    """Give the phrases that stand in a text as whole words. Most stand in none: looking for letters alone is quick."""
    return [each for each in phrases if each in text and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]


def _names_itself(document: Document, host: str) -> bool:
    """Tell whether a page holds the name its address was registered by: `citizensadvice` of citizensadvice.org.uk."""
    name = (registrable(host) or host).partition(".")[0]
    everything = _NOT_LETTERS.sub("", f"{document.title.lower()}{document.text}")
    return all(part in everything for part in _NOT_LETTERS.split(name) if part)
