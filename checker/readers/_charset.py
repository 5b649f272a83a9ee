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
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the next: first
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
)
# Parameters one after the other, so that "xcharset" and a charset within quotes are seen for what they are (MIME
# Sniffing, 4.4). Python takes apart no header that is wrong, as many are.
_PARAMETER = re.compile(r";\s*(?P<name>[^\s;=]*)\s*(?:=(?:\s*\"(?P<quoted>[^\"]*)\"?|\s*(?P<plain>[^;,\s]*)))?")
_IN_META = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
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
    "utf-32": "utf-32-be",
    "utf-7": "cp1252",
}
_PAGES = frozenset(
    (
        "utf-8 utf-16-le utf-16-be utf-32-le utf-32-be cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254"
        " cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10"
        " iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gb18030 big5hkscs euc_jp"
        " iso2022_jp"
    ).split()
)
"""The encodings of the Encoding standard. Python knows more, among them some that are no text ("zip", "punycode")."""


def decode(source: Source) -> str:
    """Turn bytes into text.

    Raises:
        Unreadable: The bytes are not text in any encoding a page may have.
    """
    name, begin = encoding(source)
    # also where the page lies about its encoding: readers see the same broken letters
    return source.body[begin:].decode(name, "replace")


def encoding(source: Source) -> tuple[str, int]:
    """Name the encoding of a page, as Python does, and give where its text begins: after a byte order mark.

    Raises:
        Unreadable: The bytes are not text in any encoding a page may have.
    """
    body = source.body
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name, len(mark)
    said = _codec(_in_header(source.content_type or ""))
    if (said is None or _readable(said) == said) and _is_binary(body[:1024]):
        raise Unreadable("This is not text.", "Check a page, not a picture or a program.")
    return said or _declared(body[:_HEAD]) or _guessed(body), 0


def _guessed(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        # a long page with one broken character is UTF-8 with a broken character
        good = fault.start > 1024 or any(byte > 0x7F for byte in body[: fault.start])  # noqa: PLR2004 - ASCII ends
        return "utf-8" if good else "cp1252"
    return "utf-8"


def _is_binary(head: bytes) -> bool:
    """Tell pictures, archives and programs from pages. A stray control character makes no page unreadable."""
    if head.startswith(_MAGIC):
        return True
    return len(head) >= _ENOUGH and len(head.translate(None, _TEXT_BYTES)) > len(head) * _MOST_CONTROLS


def _declared(head: bytes) -> str | None:
    """Give the encoding that a page itself claims to be in."""
    said = list(_in_meta(head)) if b"charset" in head.lower() else []
    said += (match[1].decode("latin-1") for match in [_IN_XML.search(head[:1024])] if match)
    return next((_readable(name) for name in map(_codec, said) if name), None)


def _in_header(content_type: str) -> str:
    for match in _PARAMETER.finditer(content_type):
        if match["name"].lower() == "charset":
            return match["quoted"] or match["plain"] or ""
    return ""


def _in_meta(head: bytes) -> Iterator[str]:
    """Yield what meta elements declare, read by the parser itself: comments and quotes hide some that look like one."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - plain text needs no parser

    for node in LexborHTMLParser(head.decode("latin-1")).css("meta"):
        marks = node.attributes
        if marks.get("charset"):
            yield marks["charset"] or ""
        elif (marks.get("http-equiv") or "").lower() == "content-type":
            yield from (match[1] for match in [_IN_META.search(marks.get("content") or "")] if match)


def _codec(label: str) -> str | None:
    """Give Python's name of an encoding that pages may be in; None for any other word."""
    if not _LABEL.fullmatch(label.strip()):
        return None  # Python's lookup forgives what browsers do not
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _ON_THE_WEB.get(name, name)
    return name if name in _PAGES else None


def _readable(name: str) -> str:
    """Give what a page is in that declares an encoding in ASCII letters: then it is not UTF-16 (HTML, 13.2.3.2)."""
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name
