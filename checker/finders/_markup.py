"""Reads the bytes of a sitemap or feed, however badly made: addresses, and sitemaps it names.

The bytes go through expat, in pieces, and what is complete comes out at once. Where expat stops (a bare ampersand, a
wrong encoding, an end too soon), a scanner that minds nothing goes on from the last complete entry. Neither expands an
entity: a sitemap that declares one is read no further. Everything takes linear time.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 65_536
_LONGEST = 4_096
"""Characters of an address or date. What is longer is neither."""
_DATE = 60
"""Characters of a date."""
_PLACES = {"url": "page", "sitemap": "sitemap", "item": "page", "entry": "page"}
"""Elements that hold one address, in sitemaps, RSS and Atom."""
_ADDRESSES = frozenset({"loc", "link"})
_DATES = frozenset({"lastmod", "updated", "modified", "pubdate", "published", "issued"})
_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?![\d-])")
_NAME = re.compile(r"/?\s{0,9}([A-Za-z_][\w.:-]{0,99})")
_MARK = re.compile(r"([A-Za-z_:][\w.:-]{0,50})\s{0,9}=\s{0,9}(?:\"([^\"<]*)\"|'([^'<]*)')")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Entry(NamedTuple):
    """One address a sitemap names. A tuple, because there may be 200,000."""

    kind: str
    """page or sitemap."""
    address: str
    changed: str | None
    """ISO date."""


@dataclass(slots=True)
class Reading:
    """What is known at the end of reading: why there was no more."""

    listed: int = 0
    broken: str = ""
    """A sentence's end, where something was amiss: `breaks off after 3 addresses`."""
    markup: bool = False
    """True where it is XML or HTML, not a list of lines."""


class _EntityDeclaredError(Exception): ...


class _Sifter:
    """Takes elements as they begin and end, whoever reads them, and gives complete entries."""

    __slots__ = ("_address", "_changed", "_kind", "_prefix", "_text", "_within", "ready")

    def __init__(self) -> None:
        self.ready: list[Entry] = []
        self._kind = self._prefix = self._within = self._address = ""
        self._changed: str | None = None
        self._text: list[str] = []

    def begin(self, name: str, marks: dict[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        local = local.lower()
        if local in _PLACES and (not self._kind or prefix + colon == self._prefix):
            # one whose end is missing ends where the next begins
            self.end_of_place()
            self._kind, self._prefix = _PLACES[local], prefix + colon
        elif self._kind and prefix + colon == self._prefix and local in _ADDRESSES | _DATES:
            self._within, self._text = local, []
            if local == "link" and marks.get("href") and marks.get("rel", "alternate") == "alternate":
                self._address = self._address or marks["href"]

    def text(self, words: str) -> None:
        if self._within and len(self._text) < _LONGEST:
            self._text.append(words[:_LONGEST])

    def end(self, name: str) -> None:
        prefix, colon, local = name.rpartition(":")
        if prefix + colon != self._prefix:
            return
        local = local.lower()
        if local in _PLACES:
            self.end_of_place()
        elif self._within and local == self._within:
            self._take("".join(self._text)[:_LONGEST].strip())
            self._within = ""

    def _take(self, words: str) -> None:
        if self._within in _ADDRESSES:
            self._address = self._address or "".join(words.split())
        elif words:
            self._changed = max(filter(None, (self._changed, day_of(words))), default=None)

    def end_of_place(self) -> None:
        if self._kind and self._address:
            self.ready.append(Entry(self._kind, self._address, self._changed))
        self._kind = self._prefix = self._within = self._address = ""
        self._changed = None

    def taken(self) -> list[Entry]:
        ready, self.ready = self.ready, []
        return ready


def entries(body: bytes, reading: Reading) -> Iterator[Entry]:
    """Yield what stands in a sitemap, and note in `reading` how it went."""
    body = body.lstrip(b" \t\r\n\x00") if body[:2] not in {b"\xff\xfe", b"\xfe\xff"} else body
    reading.markup = _text(body[:400]).lstrip("\ufeff \t\r\n").startswith("<")
    for entry in _of_markup(body, reading) if reading.markup else _of_lines(body):
        reading.listed += 1
        yield entry


def day_of(words: str) -> str | None:
    """Give the ISO date that a sitemap or feed means, or None."""
    try:
        if found := _ISO.match(words):
            return date.fromisoformat(found[1]).isoformat()
        return parsedate_to_datetime(words).date().isoformat() if len(words) < _DATE else None
    except (ValueError, OverflowError):
        return None


def _of_lines(body: bytes) -> Iterator[Entry]:
    for line in _text(body).splitlines():
        words = line.strip("\ufeff \t\x00")
        if words[:8].lower().startswith(("http://", "https://")):
            yield Entry("page", words[:_LONGEST], None)


def _of_markup(body: bytes, reading: Reading) -> Iterator[Entry]:
    sifter = _Sifter()
    stopped = _Stop()
    yield from _by_expat(body, sifter, stopped)
    if stopped.entity or (stopped.why and b"<!ENTITY" in body):
        reading.broken = "declares entities, which no sitemap needs and which can do harm, so we read no further"
    elif stopped.why:
        yield from _by_scanning(body[stopped.at :], _encoding(body), reading)


@dataclass(slots=True)
class _Stop:
    at: int = 0
    """The byte after the last complete entry."""
    why: str = ""
    entity: bool = False


def _by_expat(body: bytes, sifter: _Sifter, stopped: _Stop) -> Iterator[Entry]:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = sifter.text
    parser.EntityDeclHandler = _refuse

    def begin(name: str, marks: dict[str, str]) -> None:
        ready = len(sifter.ready)
        sifter.begin(name, marks)
        if len(sifter.ready) > ready:
            stopped.at = parser.CurrentByteIndex

    def end(name: str) -> None:
        ready = len(sifter.ready)
        sifter.end(name)
        if len(sifter.ready) > ready:
            stopped.at = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        for start in range(0, len(body) + 1, _PIECE):
            parser.Parse(body[start : start + _PIECE], start + _PIECE > len(body))
            yield from sifter.taken()
    except (expat.ExpatError, ValueError, LookupError) as fault:
        # ValueError and LookupError come for encodings that do not exist or take several bytes
        stopped.why = str(fault)
        yield from sifter.taken()
    except _EntityDeclaredError:
        stopped.entity = True


def _refuse(*_: object) -> None:
    raise _EntityDeclaredError


def _by_scanning(body: bytes, encoding: str, reading: Reading) -> Iterator[Entry]:
    """Read on without minding what is wrong: a tag is what stands between < and >."""
    sifter = _Sifter()
    text = _text(body, encoding)
    position, end = 0, len(text)
    while position < end:
        opening = text.find("<", position)
        sifter.text(html.unescape(text[position : opening if opening >= 0 else end][:_LONGEST]))
        closing = _after_tag(text, opening, sifter) if opening >= 0 else -1
        if closing < 0:
            break
        position = closing
        yield from sifter.taken()
    whole = text.rstrip().lower().endswith(("</urlset>", "</sitemapindex>", "</rss>", "</feed>", "</html>"))
    if not whole:
        reading.broken = "breaks off before its end"


def _after_tag(text: str, opening: int, sifter: _Sifter) -> int:
    """Hand on the tag that begins here and give the place after it, or -1 where it has no end."""
    for head, tail in (("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")):
        if text.startswith(head, opening):
            closing = text.find(tail, opening)
            if closing >= 0 and head == "<![CDATA[":
                sifter.text(text[opening + len(head) : closing][:_LONGEST])
            return closing + len(tail) if closing >= 0 else -1
    following = text.find("<", opening + 1)
    closing = text.find(">", opening, following if following >= 0 else len(text))
    if closing < 0:
        return following
    tag = text[opening + 1 : min(closing, opening + _LONGEST)]
    if name := _NAME.match(tag):
        if tag.startswith("/"):
            sifter.end(name[1])
        else:
            marks = {found[1]: html.unescape(found[2] or found[3] or "") for found in _MARK.finditer(tag)}
            sifter.begin(name[1], marks)
    return closing + 1


def _encoding(body: bytes) -> str:
    declared = _ENCODING.match(body[:300])
    return declared[1].decode("ascii") if declared else "utf-8"


def _text(body: bytes, encoding: str = "utf-8") -> str:
    """Decode as declared, or as is most likely. What cannot be decoded becomes a replacement character."""
    for mark, meant in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(meant, "replace")
    for each in ("utf-8", encoding):
        try:
            return body.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")
