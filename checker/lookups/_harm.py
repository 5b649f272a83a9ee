"""Signs of content that harms: words of those who sell it, and what is odd about the page apart from its words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import filterfalse
from typing import TYPE_CHECKING

from checker.lookups._tables import table, words
from checker.urls import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.lookups._document import Document
    from checker.lookups._sight import Sight

_MANY, _MANY_TITLED = 3, 2
"""Different phrases that are too many for a page that only tells of them; fewer, if one stands in the title."""
_MANY_TOGETHER, _MANY_ALONE = 4, 6
"""With one of the sellers' phrases, or with none but words of the topic; one must stand in the title."""
_DROWNED = 10
"""Sellers' words for each of a helper's: a casino has a helper's number at its foot, and much above it."""
_MANY_SITES = 3
_WORD = re.compile(r"\w+")
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
    """Quote the words of a page that sells what harms, or give None where they are too few or a helper speaks."""
    title = document.title.lower()
    spoken = _spoken(document, title)
    if _beginnings().isdisjoint(spoken):
        return None  # nearly every page: no phrase can stand in it
    text = f"{document.text} {' '.join(document.hides)}"
    topics = {row.about: row.words for row in table("harm")["topics"]}
    for row in table("harm")["sellers"]:
        words_of_row = [each for each in row.words if _parts(each) <= spoken]
        words_of_topic = [each for each in topics.get(row.about, ()) if _parts(each) <= spoken]
        in_title = _found((*words_of_row, *words_of_topic), title)
        sold = sorted({*_found(words_of_row, title), *_found(words_of_row, text)})
        about = {*in_title, *_found(words_of_topic, text)} - {*sold}
        if _enough(len(sold), len(about), titled=bool(in_title)):
            said = sorted(sold) + sorted(about)
            return None if _helped(document, said) else f"{row.about} ({', '.join(said[:3])})"
    return None


def _enough(sold: int, about: int, *, titled: bool) -> bool:
    """Tell whether so many sellers' words, and words of their topic, are too many for a page that only tells of it."""
    if sold >= (_MANY_TITLED if titled else _MANY):
        return True
    return titled and (sold + about >= _MANY_TOGETHER if sold else about >= _MANY_ALONE)


def _helped(document: Document, said: list[str]) -> bool:
    """Tell whether those who help speak: at the top, or often enough."""
    helpers = words("harm", "helpers")
    top = " ".join((document.title.lower(), *document.headings))
    if any(each in top for each in helpers):
        return True
    text = document.text
    often = sum(text.count(each) for each in said)
    return _DROWNED * sum(text.count(each) for each in helpers) > often


def _sells(text: str) -> bool:
    return any(_found(row.words, text) for row in table("harm")["sellers"])


def _spoken(document: Document, title: str) -> set[str]:
    """Give all words of a page, those between other marks than blanks too."""
    written = {*document.spoken, *title.split()}.union(*map(str.split, document.hides))
    written.update(_WORD.findall(" ".join(filterfalse(str.isalnum, written))))
    return written


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """Give the words with which phrases begin."""
    rows = (*table("harm")["sellers"], *table("harm")["topics"])
    return frozenset(found[0] for row in rows for phrase in row.words if (found := _WORD.findall(phrase)))


@lru_cache(maxsize=2048)
def _parts(phrase: str) -> frozenset[str]:
    """Give the words of a phrase: a page that lacks one of them does not hold the phrase."""
    return frozenset(_WORD.findall(phrase))


def _found(phrases: Iterable[str], text: str) -> list[str]:
    """Give the phrases that stand in a text as whole words. Most stand in none: looking for letters alone is quick."""
    return [each for each in phrases if each in text and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]


def _names_itself(document: Document, host: str) -> bool:
    """Tell whether a page holds the name its address was registered by: `citizensadvice` of citizensadvice.org.uk."""
    name = (registrable(host) or host).partition(".")[0]
    everything = _NOT_LETTERS.sub("", f"{document.title.lower()}{document.text}")
    return all(part in everything for part in _NOT_LETTERS.split(name) if part)
