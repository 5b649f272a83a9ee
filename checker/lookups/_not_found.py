"""Signs of a page that is not there although the server says it is, and of no page at all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from checker.lookups._sight import plain, title_parts
from checker.lookups._tables import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.lookups._document import Document
    from checker.lookups._sight import Sight

_FEW_WORDS = 300
"""A page with more words of its own than this has something to say, even if it is about pages not found."""
_FEWER = 60
_LONG = 12
NOINDEX = "not-found: asks search engines to leave it out"
ABOVE = "not-found: lands on a page above it"
_NO_CONTENT = frozenset({204, 205})
"""Successes that have no content by definition (RFC 9110, 15.3.5): nothing was promised."""
_DELIBERATE = ("404", "not-found", "notfound", "not_found")
_DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".rtf", ".csv", ".zip")


def signs(sight: Sight) -> Iterator[str]:
    """Yield what speaks for a page that is not there, each `not-found: words`."""
    if not sight.fine or any(each in sight.asked_path for each in _DELIBERATE):
        return
    if sight.moved and _stem(sight.path) in words("not_found", "path") and _stem(sight.path) != _stem(sight.asked_path):
        yield f"not-found: lands on {sight.path}"
    document = sight.document
    above = _is_above(sight)
    if above:
        yield ABOVE
    if document is None or document.scripted or len(document.spoken) > _FEW_WORDS:
        return
    said = list(_said(document))
    yield from said
    if sight.path.endswith(_DOCUMENTS):
        yield "not-found: a web page came instead of a document"
    elif document.noindex and (said or not (above or _is_away(document))):
        yield NOINDEX


def _is_above(sight: Sight) -> bool:
    """Tell whether a redirect led up, from `/clubs/swimming` to `/clubs`; all the way to the home page is not meant."""
    above = sight.path.rstrip("/") + "/"
    asked = sight.asked_path.rstrip("/")
    return sight.moved and sight.host == sight.asked_host and len(above) > 1 and asked.startswith(above)


def _is_away(document: Document) -> bool:
    """Tell whether a page says that the whole website rests: it comes for every address, and leaves none for gone."""
    said = f"{document.title.lower()} {document.text}"
    return any(each in said for each in words("not_found", "away"))


def _said(document: Document) -> Iterator[str]:
    titles = words("not_found", "title")
    title = next((part for part in title_parts(document.title) if part in titles), None)
    if title:
        yield f'not-found: title "{title}"'
    heading = next((each for each in map(plain, document.headings) if _heads(each, titles)), None)
    if heading:
        yield f'not-found: heading "{heading[:80]}"'
    text = document.text.replace("’", "'")
    phrase = next(
        (each for each in (*words("not_found", "words"), *words("not_found", "records")) if each in text), None
    )
    if phrase:
        yield f'not-found: words "{phrase}"'


def _heads(heading: str, titles: tuple[str, ...]) -> bool:
    return heading in titles or any(
        heading.startswith(each) and not heading[len(each) : len(each) + 1].isalnum()
        for each in words("not_found", "begins")
    )


def nothing(sight: Sight) -> Iterator[str]:
    """Yield why there is nothing to read where content was promised: `empty: words` or `default-page: words`."""
    fetched, document = sight.fetched, sight.document
    if not sight.fine or fetched.status in _NO_CONTENT or fetched.failure is not None or fetched.from_memory:
        return
    if not fetched.body and fetched.header("content-length") in {"", "0"}:
        yield "empty: the answer has no content"
    elif document is not None and _blank(document) and _is_whole(fetched.body):
        yield "empty: the page shows nothing"
    if document is not None:
        title = next(filter(_is_default, title_parts(document.title)), None)
        heading = next(filter(_is_default, map(plain, document.headings)), None)
        if title or (heading and not document.title and document.words < _FEWER):
            yield f'default-page: "{title or heading}"'


def _is_default(title: str) -> bool:
    known, begins = _default()
    return title in known or title.startswith(begins)


@lru_cache(maxsize=1)
def _default() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the titles of pages that servers come with, and those of them that may go on."""
    known = frozenset(map(plain, words("not_found", "default")))
    return known, tuple(sorted(each for each in known if len(each) >= _LONG))


def _blank(document: Document) -> bool:
    shows = document.words or document.title or document.pictures or document.refresh or document.scripted
    return not shows


def _is_whole(body: bytes) -> bool:
    """Tell whether markup gets as far as its body; a document that ends before was cut short on its way."""
    markup = body.lower()
    return b"<body" in markup or b"</html" in markup or b"<" not in markup


def _stem(path: str) -> str:
    """Give the last segment of a path without its ending."""
    return path.rstrip("/").rpartition("/")[2].partition(".")[0]
