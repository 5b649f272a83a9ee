"""The readers: one file a type of content. A member turns bytes into a `Page`.

A member has `SUFFIXES`, `TYPES` (of MIME) and `read(source, settings)`, which raises `Unreadable` with a sentence.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from msgspec.structs import replace

from checker import family
from checker.readers._charset import encoding
from checker.readers._refusal import Unreadable, is_web_page, refuse_web_page

if TYPE_CHECKING:
    from checker.model.pages import Block, Page, Source
    from checker.model.rules import Settings

__all__ = [
    "MAX_BYTES",
    "Reader",
    "Unreadable",
    "encoding",
    "gives_document",
    "is_document",
    "kind",
    "may_be_document",
    "read",
    "suffixes",
]

MAX_BYTES = 20_000_000
"""A page of advice has 50 kB, the HTML standard in one page 13 MB. More is not a page."""


MOST_TEXT = 400_000
"""Characters of words that are looked through, 80 times those of an advice page: one that is made to keep the checker
busy is left after a few seconds."""

_UNTOLD = frozenset({"application/octet-stream", "binary/octet-stream", "application/zip", "application/x-download"})
"""Types that servers send for documents they do not know: then the name tells."""
_WEB = frozenset({"text/html", "application/xhtml+xml"})
_PROMISED = {
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".xlsx": "an Excel workbook",
}
"""What an address promises by its ending."""
_DOCUMENTS = frozenset(name.removeprefix(".") for name in _PROMISED)
_BY_PROGRAM = frozenset({"", ".ashx", ".asp", ".aspx", ".axd", ".cfm", ".do", ".jsp", ".php"})
_KEPT = re.compile(
    r"[/?&_.-](?:downloads?|getfile|media|files?|filestore|documents?|docs?|attachments?|assets?|pdfs?|docman|dms)"
    r"(?:[/?&=_.-]|$)",
    re.IGNORECASE,
)
"""Drupal's /media/123/download, Jadu's /downloads/file/123/name, kb5's download?id=, SharePoint's /documents/."""


class Reader(Protocol):
    """What a file in this folder provides."""

    SUFFIXES: tuple[str, ...]
    TYPES: tuple[str, ...]
    __name__: str

    def read(self, source: Source, settings: Settings) -> Page:
        """Turn bytes into a page."""


def read(source: Source, settings: Settings) -> Page:
    """Read one page with the reader that fits it.

    Raises:
        Unreadable: No reader fits, or the bytes are not what they claim to be.
    """
    if len(source.body) > MAX_BYTES:
        size = len(source.body) // 1_000_000
        raise Unreadable(f"This is too large to be a page: {size} MB, and the limit is {MAX_BYTES // 1_000_000} MB.")
    return _bounded(_reader_for(source, settings).read(source, settings))


def _bounded(page: Page) -> Page:
    """Cut a page after as much text as is looked through."""
    if sum(len(block.text) for block in page.blocks) <= MOST_TEXT:
        return page
    kept: list[Block] = []
    room = MOST_TEXT
    for block in page.blocks:
        whole = len(block.text) <= room
        links = block.links if whole else tuple(link for link in block.links if link.end <= room)
        kept.append(block if whole else replace(block, text=block.text[:room], links=links))
        room -= len(block.text)
        if room <= 0:
            break
    return replace(page, blocks=tuple(kept), cut=True)


def kind(source: Source, settings: Settings) -> str:
    """Name the reader that fits a page.

    Raises:
        Unreadable: None does.
    """
    return _reader_for(source, settings).__name__.rpartition(".")[2]


def is_document(address: str) -> bool:
    """Tell by its ending whether an address promises a document and not a page."""
    return _suffix(address) in _PROMISED


def may_be_document(address: str) -> bool:
    """Tell whether an address that promises nothing may give a document: `/media/123/download`.

    Where sites keep their files is written in the paths that their systems make. Whether one is, its answer tells.
    """
    return _suffix(address) in _BY_PROGRAM and bool(_KEPT.search(address))


def gives_document(source: Source, settings: Settings) -> bool:
    """Tell whether what came is a document, whatever its address promised."""
    try:
        return kind(source, settings) in _DOCUMENTS
    except Unreadable:
        return False


def _suffix(address: str) -> str:
    path = address.partition("?")[0].partition("#")[0]
    name = path.rpartition("/")[2]
    if name and "." not in name:
        return ""  # as most addresses end: told a tenth as dearly as by taking the path apart
    return PurePath(path).suffix.lower()


def suffixes() -> tuple[str, ...]:
    """List the endings of file names that some reader takes."""
    return tuple(sorted(suffix for name in _known() for suffix in _reader(name).SUFFIXES))


def _known() -> tuple[str, ...]:
    return family.names(import_module(__name__))


def _reader(name: str) -> Reader:
    return cast("Reader", family.member(import_module(__name__), name))


def _reader_for(source: Source, settings: Settings) -> Reader:
    if settings.reader:
        return _reader(settings.reader)
    kind = (source.content_type or "").partition(";")[0].strip().lower()
    if kind in _UNTOLD:
        kind = ""
    suffix = _suffix(source.name or "") or _suffix(source.target)
    _refuse_disguise(source.body, kind, suffix)
    for name in _known():
        reader = _reader(name)
        if kind in reader.TYPES if kind else suffix in reader.SUFFIXES:
            return reader
    sniffed = _sniffed(source.body)
    if sniffed is None:
        raise Unreadable(f"This type of file cannot be read{f' ({suffix})' if suffix else ''}.")
    return _reader(sniffed)


def _refuse_disguise(body: bytes, kind: str, suffix: str) -> None:
    """See to it that an address which promises a document does not give a web page: that is how servers say "gone".

    Raises:
        Unreadable: It does.
    """
    if kind in _WEB and suffix in _PROMISED:
        refuse_web_page(body, _PROMISED[suffix])


def _sniffed(body: bytes) -> str | None:
    """Guess from the first bytes, as a browser does for what has no name."""
    if body.startswith(b"%PDF-"):
        return "pdf"
    if is_web_page(body):
        return "html"
    return None if b"\x00" in body[:1024] or body.startswith(b"PK\x03\x04") else "text"
