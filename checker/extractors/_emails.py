"""Email addresses in running text: read from the at sign outwards, so that time is linear in the text."""

from __future__ import annotations

import re
from typing import NamedTuple


class Written(NamedTuple):
    """An address in a text: where it stands, and its value if mail can be sent to it as it is written."""

    start: int
    end: int
    value: str | None


_LONGEST_LOCAL, _LONGEST_HOST = 80, 260
"""RFC 5321, 4.5.3.1 allows 64 and 255 octets; a little more, so that one that is too long is seen."""
_NEAR = 300
_BLANK = " \xa0"

_MIDDLE = re.compile(rf"[{_BLANK}]?@+[{_BLANK}]?|\s?[\[(]\s?at\s?[\])]\s?", re.IGNORECASE)
# Read backwards. "!", "=", "/" and their like are allowed by RFC 5322, but on a page they stand beside an address.
_LOCAL = re.compile(rf"[\w.+&'’%-]{{1,{_LONGEST_LOCAL}}}")
_HOST = re.compile(r"[\w-]+(?:\.{1,2}[\w-]+)*")
_DOT = re.compile(r"\s?[\[(]\s?dot\s?[\])]\s?|\sdot\s", re.IGNORECASE)
_SPELT_HOST = re.compile(rf"[\w-]+(?:(?:\.|{_DOT.pattern})[\w-]+)*", re.IGNORECASE)
_PROTECTED = re.compile(r"\[email[\s\xa0]protected\]", re.IGNORECASE)

_EDGES = ".'’&%+-"
_GLUED_LABEL = re.compile(r"(?:Emailing|E-?mail)(?=[a-z]{3}|[A-Z]{2})|e-?mail(?=[A-Z])")
_GLUED_PHONE = re.compile(r"\d{3,}(?=[A-Za-z])")
_ENDING = r"(?:uk|com|org|net)"
_WHOLE = re.compile(rf"\.{_ENDING}$")
_RAN_ON = re.compile(
    r"(?<=\.uk)\.(?!(?:com|net)\b)|(?<=\.(?:com|org|net))(?<=\.[a-z]{3})\.(?=[A-Z])"
    r"|(?<=[a-z]{2})\.(?!Uk\b|Com\b|Org\b|Net\b)(?=[A-Z][a-z]*$)(?<=\.[a-z]{2}\.|[a-z]\.[a-z]{3}\.)"
    if False
    else r"(?<=\.uk)(?:\.(?!(?:com|net)\b)|(?=[A-Z][a-z]|\d{3}))"
    r"|(?<=\.(?:com|org|net))(?:\.(?=[A-Z])|(?=[A-Z][a-z]|\d{3}))"
    r"|(?<=\.wales|\.cymru)\.(?=[A-Z])"
)
