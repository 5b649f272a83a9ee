"""What the words and signs around digits say they are, when they are no telephone number."""

from __future__ import annotations

import re

_SURELY = (
    r"charity|company|registered|registration|registry|regd?|isbn(?:-1[03])?|issn|urn|uprn|usrn|utr|vat|s\.?i\.?"
    r"|statutory instrument|ref|reference|acc(?:oun)?t (?:number|no)|a/c|sort code|p\.?o\.? ?box|box"
    r"|planning application|ofsted|catalogue|id|code|(?:nhs|national insurance|ni) (?:number|no)|laestab|grid|serial"
    r"|doi|barcode|pages?|room"
)
_PERHAPS = (
    r"account|acct|permit|licence|invoice|order|case|unique|product|item|policy|version|membership|member|booking|asset"
)
_NAMED = r"(?:[ \xa0](?:registration|reference|number|no|num|code|id|ref|in|england|and|wales)\b\.?)"
_TO_NUMBER = r"s?\.?[ \xa0:#(-]{0,4}"
_CODE = re.compile(
    rf"(?:\b(?:(?:{_SURELY}){_NAMED}{{0,5}}|(?:{_PERHAPS}){_NAMED}{{1,5}}){_TO_NUMBER}|[£$€][ \xa0]?)$", re.IGNORECASE
)
_MAYBE_CODE = re.compile(rf"\b(?:{_PERHAPS})\.?[ \xa0:#(-]{{0,4}}$", re.IGNORECASE)
"""Of one only: "Bookings: 0117 496 031" is a line to ring, and its number too short."""
_BOOK = re.compile(r"0[-‐-–]\d")
"""An ISBN of ten digits, by its first group."""
_TIME = re.compile(r"0?\d[.:]\d\d\s{0,2}[-–]\s{0,2}\d{1,2}[.:]\d\d")
_FRACTION = re.compile(r"0\.\d")
_GOES_ON = re.compile(r"\d{2}[ \xa0]\d{2,8}[ \xa0]$")


def is_another_thing(text: str, begin: int, before: str) -> bool:
    """Tell whether digits are surely no telephone number: the words before them say what they are, or their signs.

    Args:
        text: What they stand in.
        begin: Where they begin.
        before: The words before them on their line.
    """
    by_signs = _TIME.match(text, begin) or _BOOK.match(text, begin) or _FRACTION.match(text, begin)
    return by_signs is not None or _CODE.search(before) is not None


def is_perhaps(before: str) -> bool:
    """Tell whether the words before digits may mean a code or a line to ring: "Order 0300 123 1002"."""
    return _MAYBE_CODE.search(before) is not None


def goes_on(before: str) -> bool:
    """Tell whether digits are the rest of longer ones that were no number."""
    return _GOES_ON.search(before) is not None
