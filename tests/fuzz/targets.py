"""What is fuzzed: functions of bytes that raise for a fault of ours, and for nothing that a page may hold.

Each is a promise: a reader reads or refuses in a sentence, what is found stands where it is said to stand, an address
that was made absolute stays as it is. None may take long for what is short.
"""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from checker import dates, numbering, pipeline, urls, wrappers
from checker.commands._log import shown
from checker.days import last_day, whole
from checker.finders import _markup, _rows
from checker.model.pages import Source
from checker.model.rules import Settings
from tests.readers.documents import word, workbook, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 23)
PAGE = "https://www.example.gov.uk/advice/page"
LONGEST = 60_000
"""Bytes of the page that a short piece is repeated to."""
SECONDS = 4.0
"""Of CPU for one input of at most `LONGEST` bytes. Honest pages of that size take a tenth of it, also while a fuzzer
counts every branch."""


class Slow(Exception):
    """It took long for what it is."""


def html(data: bytes) -> None:
    _look_at(data, "html")


def text(data: bytes) -> None:
    _look_at(data, "text")


def markdown(data: bytes) -> None:
    _look_at(data, "markdown")


def eml(data: bytes) -> None:
    _look_at(data, "eml")


def pdf(data: bytes) -> None:
    _look_at(data, "pdf")


def office(data: bytes) -> None:
    """The first letter says which document, and which of its parts, the rest is."""
    rest, words = data[1:], data[1:].decode("utf-8", "replace")
    made: dict[bytes, Callable[[], bytes]] = {
        b"A": lambda: rest,
        b"B": lambda: zipped({"word/document.xml": rest}),
        b"C": lambda: word("<w:p/>", {"word/_rels/document.xml.rels": words}),
        b"D": lambda: zipped({"content.xml": rest}),
        b"E": lambda: workbook(words),
        b"F": lambda: workbook("", {"xl/sharedStrings.xml": words}),
        b"G": lambda: rest,
        b"H": lambda: rest,
    }
    reader = {b"A": "docx", b"B": "docx", b"C": "docx", b"D": "odt", b"G": "odt"}.get(data[:1], "xlsx")
    if data[:1] in made:
        _look_at(made[data[:1]](), reader)


def repeated(data: bytes) -> None:
    """A short piece again and again, as HTML and as text: what takes quadratic time shows itself."""
    if piece := data[:64]:
        page = piece * (LONGEST // len(piece))
        _look_at(page, "html" if b"<" in piece else "text")


def addresses(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    for each in (urls.resolve(words), urls.resolve(words, PAGE)):
        if each is None:
            continue
        assert urls.resolve(each) == each, each
        there = urls.target(each)
        if there is not None:
            assert urls.target(there) == there, there
            assert urls.host_of(there) == urls.host_of(each)
        opened = wrappers.unwrap(each)
        if opened and opened.address:
            assert urls.parts(opened.address), opened.address
        urls.registrable(urls.host_of(each))
        shown(each)
    urls.with_query_in(words, "windows-1252")
    wrappers.discreet(words)
    numbering.rung(f"tel:{words}", "GB")


def days(data: bytes) -> None:
    words = data.decode("utf-8", "replace")
    for month_first in (False, True):
        end = 0
        for each in dates.find(words, month_first=month_first):
            assert end <= each.start < each.end <= len(words)
            end = each.end
            if each.value is not None:
                assert each.value.isascii(), each
                last_day(each.value)
    whole(words)
    _markup.day_of(words)
    _rows.day_of(words)


def lists(data: bytes) -> None:
    """Sitemaps, feeds, and lists of pages."""
    for each in _markup.entries(data, _markup.Reading()):
        assert each.address
    for row in _rows.read(data, PAGE, lines_only=False):
        assert row.address is None or urls.parts(row.address)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (html, text, markdown, eml, pdf, office, repeated, addresses, days, lists)
}


def tried(name: str, data: bytes) -> None:
    """Give a target one input, and see to it that it does not take long.

    Raises:
        Slow: It did.
    """
    begun = time.process_time()
    TARGETS[name](data)
    took = time.process_time() - begun
    if took > SECONDS:
        raise Slow(f"{name} took {took:.1f} seconds of CPU for {len(data):,} bytes")


def _look_at(body: bytes, reader: str) -> None:
    """Read, extract and judge as for a page of a site. What raises on the way is set aside there; here it is told."""
    settings = Settings(today=TODAY, reader=reader)
    studied = pipeline.study(Source(target="page", body=body, url=PAGE), settings)
    unchecked = studied.unchecked if studied.page is None else pipeline.judge(studied, settings).unchecked
    faults = [each.why for each in unchecked if each.fault]
    assert not faults, faults
    blocks = studied.page.blocks if studied.page else ()
    for each in studied.inventory.mentions:
        place = each.place
        assert place.block is None or 0 <= place.start <= place.end <= len(blocks[place.block].text), each
