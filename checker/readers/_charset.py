"""Decides which encoding a page is in as browsers do (WHATWG Encoding; HTML, 13.2.3), and never fails on text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from checker.readers._refusal import Unreadable

if TYPE_CHECKING:
    from checker.model.pages import Source

_PRESCAN = 1024
"""HTML, 13.2.3.2: a declaration later than this is not looked for."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_IN_META = re.compile(rb"<meta\b[^>]{0,512}?\bcharset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,256}?\bencoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
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
    if b"\x00" in body[:_PRESCAN]:
        raise Unreadable("This is not text.", "Check a page, not a picture or a program.")
    for name in _declared(source):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        # a long page with one broken character is UTF-8 with a broken character
        good = fault.start > _PRESCAN or any(byte > 0x7F for byte in body[: fault.start])  # noqa: PLR2004 - ASCII ends
        return body.decode("utf-8" if good else "cp1252", "replace")


def _declared(source: Source) -> list[str]:
    """List the encodings the page claims: the header first, then its own declaration."""
    head = _COMMENT.sub(b"", source.body[:_PRESCAN])
    said = [match[1] for match in [_IN_HEADER.search(source.content_type or "")] if match]
    said += [match[1].decode("latin-1") for match in (_IN_META.search(head), _IN_XML.search(head)) if match]
    return [name for name in map(_codec, said) if name]


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    # a page that declares UTF-16 in ASCII letters is not in UTF-16 (HTML, 13.2.3.2)
    return "utf-8" if name.startswith("utf-16") else _ON_THE_WEB.get(name, name)
