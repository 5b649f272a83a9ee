"""Postcodes of the UK, Jersey, Guernsey and the Isle of Man, as addresses on pages hold them.

What counts follows Royal Mail's Programmer's Guide to the Postcode Address File: an area that exists, a district, and
an inward part of a digit and two letters, never C, I, K, M, O or V. Case and the space are as people write them; where
both are lost ("e81ea"), only the place of the word tells a postcode from a code of some other kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.lines import once
from checker.model.mentions import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Page
    from checker.model.rules import Settings

AFTER = ("dates", "emails", "links")

_AREAS = frozenset(
    (
        "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK"
        " FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG"
        " NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR"
        " TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
        " BF BX XX"  # the forces' post, banks and taxes without a place, returned goods
    ).split()
)
_LETTERED = frozenset("E1 EC1 EC2 EC3 EC4 N1 NW1 SE1 SW1 W1 WC1 WC2".split())
"""The only districts of one digit that a letter may follow: EC1A, SW1A, W1T."""
_ALONE = {
    "GIR0AA": "GIR 0AA",  # Girobank
    "GX111AA": "GX11 1AA",  # Gibraltar
    **{f"{name}1ZZ": f"{name} 1ZZ" for name in "ASCN BBND BIQQ FIQQ PCRN SIQQ STHL TDCU TKCA".split()},
}
"""Codes that follow no rule: one bank, and the overseas territories that have a single code each."""

# A postcode is looked for from its inward digit: digits are rare in text, letters are not.
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![\w-]|[./]\w)")
_OUTWARD = re.compile(
    r"(?<![\w£$€/#@.-])(?:(?P<area>[A-Za-z]{1,2})(?P<district>[1-9]\d|\d[A-Za-z]?)|(?P<alone>[A-Za-z]{3,4}|[Gg][Xx]11))"
    r"(?P<gap>[ \xa0\u2009]{0,2})\Z"
)
_LONGEST_OUTWARD = 6
"""Letters, digits and the gap."""
_MEASURE = re.compile(r"\d(?:st|nd|rd|th|hr|gb|tb|lb|pt|ft)")
"""What stands after "Unit E1" or "Room B2" is an ordinal or a measure: "2nd floor"."""
_A_CODE = re.compile(
    r"\b(?:ref|reference|account|order|product|item|model|version|invoice|licence|permit|course|catalogue|serial|policy"
    r"|case|claim)(?:[ \xa0](?:number|no|code|id)\b)?[.:# \xa0]{0,3}$",
    re.IGNORECASE,
)
_BEFORE = 30
_IN_AN_ADDRESS = re.compile(r"(?:,|\bpost ?code\b[: \xa0]{0,3}(?:is[ \xa0])?)[ \xa0]?$", re.IGNORECASE)


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:  # noqa: ARG001 - every extractor is called alike
    """Find the postcodes in the blocks of a page."""
    for number in seen.with_digits(page):
        for start, end, value in written(page.blocks[number].text):
            if not seen.taken(number, start, end):
                place = page.place(number, start, end)
                yield Mention(kind=Kind.POSTCODE, raw=place.quote, value=value, place=place)


@once
def written(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where postcodes begin and end in a text, and their value: upper case with one space."""
    for inward in _INWARD.finditer(text):
        # one character more than it can have, so that what stands before it is seen
        floor = max(0, inward.start() - _LONGEST_OUTWARD - 1)
        outward = _OUTWARD.search(text, floor, inward.start())
        value = _value(outward, inward[0]) if outward else None
        if outward and value and _reads_as_postcode(text, outward, inward):
            yield outward.start(), inward.end(), value


def _value(outward: re.Match[str], inward: str) -> str | None:
    """Give the value of a postcode, or None where there is no such area or district."""
    if outward["alone"]:
        return _ALONE.get(f"{outward['alone']}{inward}".upper())
    area, district = outward["area"].upper(), outward["district"].upper()
    if area == "GX":
        return _ALONE.get(f"{area}{district}{inward}".upper())
    lettered = district[-1].isalpha()
    if area not in _AREAS or (lettered and f"{area}{district[0]}" not in _LETTERED):
        return None
    return f"{area}{district} {inward.upper()}"


def _reads_as_postcode(text: str, outward: re.Match[str], inward: re.Match[str]) -> bool:
    """Tell a postcode from an ordinal, a measure or a code of another kind, by how it is written and what is before."""
    before = text[max(0, outward.start() - _BEFORE) : outward.start()].rpartition("\n")[2]
    if _MEASURE.fullmatch(inward[0]) or _A_CODE.search(before):
        return False
    if outward["gap"] or not inward[0].islower():
        return True
    alone = not before.strip() and text[inward.end() : inward.end() + 1] in {"", "\n"}
    return alone or _IN_AN_ADDRESS.search(before) is not None
