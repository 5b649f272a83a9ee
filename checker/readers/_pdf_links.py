"""The links of a PDF page: rectangles on paper, and which words lie within."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.pages import Link
from checker.readers._pdf_text import Box
from checker.text import squash
from checker.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pypdfium2 import PdfDocument, PdfPage

    from checker.readers._pdf_text import Line, Paragraph

_MOST = 2_000
"""Links of one page."""
_LONGEST = 20_000
"""Bytes of an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A rectangle that leads somewhere."""

    href: str
    box: Box


def spots(document: PdfDocument, page: PdfPage) -> Iterator[Spot]:
    """Yield the links of a page that lead out of the document."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - whoever calls this has loaded it

    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        size = min(_LONGEST, pdfium.FPDFAction_GetURIPath(document, action, None, 0))
        written = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, written, size)
        corners = pdfium.FS_RECTF()
        if written.value and pdfium.FPDFLink_GetAnnotRect(link, corners):
            box = Box(corners.left, corners.bottom, corners.right, corners.top)
            yield Spot(href=written.value.decode("utf-8", "replace"), box=box)


def placed(
    found: Sequence[Spot], paragraphs: Sequence[Paragraph], box_of: Callable[[int], Box], base: str | None
) -> tuple[dict[int, tuple[Link, ...]], tuple[Link, ...]]:
    """Give the links of each paragraph, by its number, and those that lie on no words."""
    inside: dict[int, list[Link]] = {}
    loose = []
    for spot in found:
        url = resolve(spot.href, base)
        hit = next(_words(spot, paragraphs, box_of), None)
        if hit is None:
            loose.append(Link(href=spot.href, url=url, text=None, tag="a"))
            continue
        number, start, end = hit
        text = paragraphs[number].text
        link = Link(href=spot.href, url=url, text=squash(text[start:end]), tag="a", start=start, end=end)
        _add(inside.setdefault(number, []), link, text)
    return {number: tuple(sorted(links, key=lambda each: each.start)) for number, links in inside.items()}, tuple(loose)


def _add(links: list[Link], link: Link, text: str) -> None:
    """Take a link; one that goes on in the next line is one."""
    if links and links[-1].href == link.href:
        first, last = sorted((links[-1], link), key=lambda each: each.start)
        if not text[first.end : last.start].strip(" \n-"):
            end = max(first.end, last.end)
            links[-1] = replace(link, start=first.start, end=end, text=squash(text[first.start : end]))
            return
    links.append(link)


def _words(spot: Spot, paragraphs: Sequence[Paragraph], box_of: Callable[[int], Box]) -> Iterator[tuple[int, int, int]]:
    """Yield the paragraphs, with the bounds of the words, that a rectangle lies on."""
    for number, paragraph in enumerate(paragraphs):
        covered = []
        for start, line in zip(paragraph.starts, paragraph.lines, strict=True):
            covered += [start + at for at in _covered(spot.box, line, box_of)]
        if covered:
            yield number, covered[0], covered[-1] + 1


def _covered(spot: Box, line: Line, box_of: Callable[[int], Box]) -> Iterator[int]:
    middle = (line.box.top + line.box.bottom) / 2
    if not spot.bottom <= middle <= spot.top or line.box.right < spot.left or line.box.left > spot.right:
        return
    for at, letter in enumerate(line.text):
        if not letter.isspace():
            box = box_of(line.start + at)
            if spot.left <= (box.left + box.right) / 2 <= spot.right:
                yield at
