"""The readers: one file a type of content. A member turns bytes into a `Page`.

A member has `SUFFIXES`, `TYPES` (of MIME) and `read(source, settings)`, which raises `Unreadable` with a sentence.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from checker import family
from checker.readers._refusal import Unreadable

if TYPE_CHECKING:
    from checker.model.pages import Block, Page, Source
    from checker.model.rules import Settings

MAX_BYTES = 20_000_000
"""A page of advice has 50 kB, the HTML standard in one page 13 MB. More is not a page."""


MOST_TEXT = 400_000
"""Characters of words that are looked through, 80 times those of an advice page: one that is made to keep the checker
busy is left after a few seconds."""


class Reader(Protocol):
    """What a file in this folder provides."""

    SUFFIXES: tuple[str, ...]
    TYPES: tuple[str, ...]

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
    suffix = PurePath(source.target.partition("?")[0]).suffix.lower()
    for name in _known():
        reader = _reader(name)
        if kind in reader.TYPES if kind else suffix in reader.SUFFIXES:
            return reader
    sniffed = _sniffed(source.body)
    if sniffed is None:
        raise Unreadable(f"This type of file cannot be read{f' ({suffix})' if suffix else ''}.")
    return _reader(sniffed)


def _sniffed(body: bytes) -> str | None:
    """Guess from the first bytes, as a browser does for what has no name."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<!--", b"<head", b"<body")) or b"<p" in head or b"<div" in head:
        return "html"
    return None if b"\x00" in head or head.startswith((b"%pdf", b"pk\x03\x04")) else "text"
