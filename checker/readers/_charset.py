"""Decides which encoding a page is in as browsers do (WHATWG Encoding; HTML, 13.2.3), and never fails on text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from checker.readers._refusal import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Source

_HEAD = 65_536
"""Bytes in which a declaration is looked for. Browsers scan 1024, then change their mind while they parse on."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_LABEL = re.compile(r"[\w.:-]{2,40}", re.ASCII)
_IN_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,256}?\bencoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"MZ\x90",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
"""How files begin that are no text: PDF, ZIP (also Word and Excel), pictures, programs, gzip, old Office."""
_TEXT_BYTES = bytes({*b"\t\n\r\f\x1b", *range(0x20, 0x100)} - {0x7F})
_ENOUGH, _MOST_CONTROLS = 64, 0.05
"""Of so many bytes, a larger share of control characters than this is no text."""
# Labels that mean another encoding on the web than in Python.
_ON_THE_WEB = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-7": "cp1252",
}


def decode(source: Source) -> str:
    """Turn bytes into text.

    Raises:
        Unreadable: The bytes are not text in any encoding a page may have.
    """
    body = source.body
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if _is_binary(body[:1024]):
        raise Unreadable("This is not text.", "Check a page, not a picture or a program.")
    for name in _declared(source):
        return body.decode(name, "replace")  # also where it is a lie: readers see the same broken letters
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        # a long page with one broken character is UTF-8 with a broken character
        good = fault.start > 1024 or any(byte > 0x7F for byte in body[: fault.start])  # noqa: PLR2004 - ASCII ends
        return body.decode("utf-8" if good else "cp1252", "replace")


def _is_binary(head: bytes) -> bool:
    """Tell pictures, archives and programs from pages. A stray control character makes no page unreadable."""
    if head.startswith(_MAGIC):
        return True
    return len(head) >= _ENOUGH and len(head.translate(None, _TEXT_BYTES)) > len(head) * _MOST_CONTROLS


def _declared(source: Source) -> list[str]:
    """List the encodings the page claims: the header first, then its own declaration."""
    said = [match[1] for match in [_IN_HEADER.search(source.content_type or "")] if match]
    if not said and b"charset" in source.body[:_HEAD].lower():
        said = list(_in_meta(source.body[:_HEAD]))
    if not said:
        said = [match[1].decode("latin-1") for match in [_IN_XML.search(source.body[:1024])] if match]
    return [name for name in map(_codec, said) if name]


def _in_meta(head: bytes) -> Iterator[str]:
    """Yield what meta elements declare, read by the parser itself: comments and quotes hide some that look like one."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - plain text needs no parser

    for node in LexborHTMLParser(head.decode("latin-1")).css("meta"):
        marks = node.attributes
        if marks.get("charset"):
            yield marks["charset"] or ""
        elif (marks.get("http-equiv") or "").lower() == "content-type":
            yield from (match[1] for match in [_IN_HEADER.search(marks.get("content") or "")] if match)


def _codec(label: str) -> str | None:
    if not _LABEL.fullmatch(label.strip()):
        return None  # Python's lookup forgives what browsers do not
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    # a page that declares UTF-16 in ASCII letters is not in UTF-16 (HTML, 13.2.3.2)
    return "utf-8" if name.startswith("utf-16") else _ON_THE_WEB.get(name, name)
