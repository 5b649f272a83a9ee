"""PDF: the words of each page with the number it has, links, and what the document says of its age."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.pages import Block, BlockKind, Page
from checker.readers import _pdf_breaks, _pdf_links, _pdf_text
from checker.readers._office import stamp
from checker.readers._refusal import Unreadable, refuse_web_page
from checker.text import count, listed, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pypdfium2 import PdfDocument, PdfPage

    from checker.model.pages import Link, Source, Structured
    from checker.model.rules import Settings
    from checker.readers._pdf_text import Box, Line, Paragraph

SUFFIXES = (".pdf",)
TYPES = ("application/pdf", "application/x-pdf")

_HEAD = 1024
"""Bytes within which a PDF begins, as its readers take it."""
_MOST_PAGES = 400
_MOST_TEXT = 450_000
"""Characters that are read; more are cut away later."""
_MOST_LETTERS = 60_000
"""Characters of one page. A page of small print has 8,000."""
_REPEATED, _SHARE = 3, 0.5
"""Words on so many pages, and on more than this share of them, are a header or footer."""
_STATED = {"ModDate": "dcterms.modified", "CreationDate": "dcterms.issued"}
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_NUMBER = re.compile(r"\d+")
_CONTROL = {code: " " for code in (*range(32), 0xFFFF) if chr(code) not in "\r\n\t\x02"} | {0xFFFE: _pdf_text.HYPHEN}
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    number: int
    lines: tuple[Line, ...]
    spots: tuple[_pdf_links.Spot, ...]
    box_of: Callable[[int], Box]
    drawn: bool
    """True if there is anything on it."""


def read(source: Source, settings: Settings) -> Page:
    """Read a PDF.

    Raises:
        Unreadable: It is none, has a password, is damaged, or holds pictures of text and no text.
    """
    refuse_web_page(source.body, "a PDF")
    if b"%PDF-" not in source.body[:_HEAD]:
        raise Unreadable("This is not a PDF, whatever it is called.")
    document = _opened(source.body)
    try:
        return _read(document, source, source.url or settings.base)
    finally:
        document.close()


def _opened(body: bytes) -> PdfDocument:
    # 100 ms that no other page waits for
    import pypdfium2  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD or "password" in str(fault).lower():
            raise Unreadable("This PDF has a password.", "Save it without one, then check it.") from fault
        raise Unreadable("This PDF is damaged: it cannot be opened.", "Make it again from its source.") from fault


def _read(document: PdfDocument, source: Source, base: str | None) -> Page:
    sheets, cut = _sheets(document)
    _refuse_pictures(sheets)
    body = _pdf_text.body_height(each.lines for each in sheets)
    found = [(each, tuple(_pdf_text.paragraphs(each.lines, body))) for each in sheets]
    _pdf_text.set_levels([each for _, paragraphs in found for each in paragraphs])
    loose: list[Link] = []
    blocks = tuple(_blocks(found, base, loose))
    said = document.get_metadata_dict()
    heading = next((block.text for block in blocks if block.tag == "h1"), None)
    return Page(
        target=source.target,
        url=source.url,
        base=base,
        title=squash(said.get("Title") or heading or "") or None,
        blocks=tuple(_pdf_breaks.joined(_with_templates(blocks, pages=len(sheets)))),
        links=tuple(loose),
        structured=tuple(_stated(said)),
        ids=frozenset(f"page={sheet.number}" for sheet in sheets),
        gaps=_gaps(sheets),
        cut=cut,
    )


def _sheets(document: PdfDocument) -> tuple[list[_Sheet], bool]:
    """Read the pages one by one, as far as a document goes that somebody wrote."""
    # known by now: a document is open
    import pypdfium2  # noqa: PLC0415

    sheets: list[_Sheet] = []
    room = _MOST_TEXT
    for number in range(1, len(document) + 1):
        if number > _MOST_PAGES or room <= 0:
            return sheets, True
        try:
            sheet = _sheet(document, document[number - 1], number)
        except pypdfium2.PdfiumError:
            sheet = _Sheet(number, (), (), _nowhere, drawn=True)
        room -= sum(len(line.text) for line in sheet.lines)
        sheets.append(sheet)
    return sheets, False


def _nowhere(_: int) -> Box:
    return _pdf_text.Box(0, 0, 0, 0)


def _sheet(document: PdfDocument, page: PdfPage, number: int) -> _Sheet:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - see above

    words = page.get_textpage()
    letters = min(words.count_chars(), _MOST_LETTERS)
    codes = (pdfium.FPDFText_GetUnicode(words, at) for at in range(letters))
    text = "".join("\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)  # noqa: PLR2004 - halves of pairs

    def box_of(at: int) -> Box:
        return _pdf_text.Box(*words.get_charbox(at, loose=True))

    return _Sheet(
        number,
        tuple(_pdf_text.lines(text.translate(_CONTROL), box_of)),
        tuple(_pdf_links.spots(document, page)),
        box_of,
        drawn=pdfium.FPDFPage_CountObjects(page) > 0,
    )


def _blocks(
    found: Iterable[tuple[_Sheet, Sequence[Paragraph]]], base: str | None, loose: list[Link]
) -> Iterator[Block]:
    headings: list[tuple[int, str]] = []
    part = 0
    for sheet, paragraphs in found:
        links, without = _pdf_links.placed(sheet.spots, paragraphs, sheet.box_of, base)
        loose += without
        for number, paragraph in enumerate(paragraphs):
            part += not paragraph.beside
            level = paragraph.level
            while level and headings and headings[-1][0] >= level:
                headings.pop()
            yield Block(
                text=paragraph.text,
                tag=f"h{level}" if level else "td" if paragraph.beside else "p",
                headings=tuple(words for _, words in headings),
                links=links.get(number, ()),
                part=part,
                page=sheet.number,
            )
            if level:
                headings.append((level, squash(paragraph.text)))


def _with_templates(blocks: tuple[Block, ...], *, pages: int) -> tuple[Block, ...]:
    """Mark what stands on most pages, page numbers apart, as the document's furniture."""
    if pages < _REPEATED:
        return blocks
    on = Counter(words for words, _ in {(_NUMBER.sub("#", block.text), block.page) for block in blocks})
    often = {words for words, many in on.items() if many >= _REPEATED and many > pages * _SHARE}
    return tuple(
        replace(block, kind=BlockKind.TEMPLATE) if _NUMBER.sub("#", block.text) in often else block for block in blocks
    )


def _stated(said: dict[str, str]) -> Iterator[Structured]:
    for name, meaning in _STATED.items():
        match = _DATE.match(said.get(name) or "")
        if match:
            yield stamp(meaning, "-".join(match.groups()))


def _refuse_pictures(sheets: Sequence[_Sheet]) -> None:
    if not sheets:
        raise Unreadable("This PDF has no pages.")
    if not any(sheet.lines for sheet in sheets):
        raise Unreadable(
            f"This PDF has no text to read: its {count(len(sheets), 'page')} hold pictures only, as scans do.",
            "Make it again from its source, so that people who use a screen reader can read it too.",
        )


def _gaps(sheets: Sequence[_Sheet]) -> tuple[str, ...]:
    silent = [str(sheet.number) for sheet in sheets if sheet.drawn and not sheet.lines]
    if not silent:
        return ()
    where = f"Page {silent[0]} holds" if len(silent) == 1 else f"Pages {listed(silent)} hold"
    return (f"{where} no text to read: there are pictures only, as in a scan.",)
