"""Dates as people in the UK write them, read strictly and day first.

Strict, because a guessed date is worse than none: general parsers read `03/06/21` month first, `0208 441` as years and
"may" as a month. An impossible date (31/06/2021) is found, with no value.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
SEASONS = ("spring", "summer", "autumn", "winter")
CENTURY = 2000
"""Two-digit years are of this century: no page of advice is older."""

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DATE = re.compile(
    rf"""
    (?<![\w/.-])(?:
        (?P<iso>(?P<iy>\d{{4}})(?P<is>[/-])(?P<im>\d\d)(?P=is)(?P<id>\d\d)(?:T[\d:.]{{4,16}}(?:Z|[+-]\d\d:?\d\d)?)?)
      | (?P<num>(?P<nd>\d{{1,2}})(?P<sep>[/.-])(?P<nm>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}}|\d\d))
      | (?P<day>(?:\d{{1,2}}(?:st|nd|rd|th)?-)?(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?
            \s*(?:/\s*|-|\s)\s*(?P<dm>{_MONTH})
            (?:(?:\s*,\s*|\s*/\s*|-|\s+)(?P<dy>\d{{4}}\b|['’]\d\d\b|\d\d(?=\s*(?:$|[.,;)\n]))))?)
      | (?P<us>(?P<um>{_MONTH})\s+(?P<ud>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<uy>\d{{4}}))
      | (?P<month>(?P<mm>{_MONTH})(?:\s*,)?\s+(?P<my>\d{{4}}))
      | (?P<season>(?:{"|".join(SEASONS)})\s+(?P<sy>\d{{4}}))
      | (?P<year>(?:(?:ends?|ending|reviewed|updated|published|modified|expires?|closes?)\s+in|last\s+reviewed:?)\s+
            (?P<yy>(?:19|20)\d\d)(?![\d/]))
    )(?![\w/-]|\.\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\d/])([0-3]?\d)/([0-3]?\d)/(?:\d{4}|\d\d)(?![\d/])")
_MONTHS_A_YEAR = 12
_DIGITS = re.compile(
    r"""
    \d(?<!\d\d)(?:
        \d{3}(?!\d)(?: (?=[/-]\d) | (?<=\D\s\d{4}) )
      | \d?(?!\d)(?:
            (?=(?:st|nd|rd|th)?[\s/.-]+[\dadfjmnos])
          | (?:(?<=\D\s\d)|(?<=\D\s\d\d))(?=(?:st|nd|rd|th)?,?\s+\d{4}) )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Digits that may be a date's first: of a year or a day, going by what follows, or after the words that lead to them.
The groups of a phone number are not looked at any closer."""
_LEAD_ENDS = frozenset(word[-2:] for word in (*MONTHS, *SEASONS, "in", "reviewed"))
_LEAD = re.compile(
    rf"\b(?:{_MONTH}(?:\s*,)?\s+|(?:{'|'.join(SEASONS)})\s+"
    r"|(?:ends?|ending|reviewed|updated|published|modified|expires?|closes?)\s+in\s+|last\s+reviewed:?\s+)\Z",
    re.IGNORECASE,
)
"""The words that may stand before a date's first digit."""
_LONGEST_LEAD, _LONGEST_WORD = 30, 14
_CODE_BEFORE = re.compile(r"(?:sort\s*code|version|\bv|ref(?:erence)?|no|number|isbn)[\s.:]*$", re.IGNORECASE)


class Written(Struct, frozen=True, kw_only=True):
    """A date as it stands in a text."""

    start: int
    end: int
    value: str | None
    """YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD; None for a day that does not exist."""
    full_year: bool = True
    """False where the year has two digits or is missing: a person typed it."""


def find(text: str, *, month_first: bool = False) -> Iterator[Written]:
    """Find the dates in a text, from left to right.

    Args:
        text: What to look through.
        month_first: True where the page is known to write 12/31/2026, as in the US.
    """
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        for start in _starts(text, digits):
            match = _DATE.match(text, start) if start >= end else None
            if match:
                end = match.end()
                written = _read(match, month_first=month_first)
                if written is not None:
                    yield written
                break


def _starts(text: str, digits: re.Match[str]) -> Iterator[int]:
    """Yield where a date could begin whose first digits are these: at the words that may lead to them, or at them.

    Trying the pattern only there, and not at every letter of a page, takes a third of the time.
    """
    begin, end = digits.span()
    near = text[max(0, begin - _LONGEST_WORD) : begin]
    if near[-1:].isspace() and near.rstrip(".,: \n\t\xa0")[-2:].lower() in _LEAD_ENDS:
        lead = _LEAD.search(text, max(0, begin - _LONGEST_LEAD), begin)
        if lead:
            yield lead.start()
    if end < len(text) and (end - begin < len("2026") or text.startswith(("-", "/"), end)):
        yield begin


def writes_month_first(texts: Iterable[str]) -> bool:
    """Tell whether dates in figures prove the American order: some can be read in no other, and none in ours alone."""
    proofs = {
        int(second) > _MONTHS_A_YEAR
        for text in texts
        if "/" in text
        for first, second in _FIGURES.findall(text)
        if (int(first) > _MONTHS_A_YEAR) != (int(second) > _MONTHS_A_YEAR)
    }
    return proofs == {True}


def _read(match: re.Match[str], *, month_first: bool) -> Written | None:
    start, end = match.span()
    part = match.groupdict()
    if part["iso"]:
        return _written(start, end, year=part["iy"], month=int(part["im"]), day=part["id"])
    if part["num"]:
        return _numeric(match, month_first=month_first)
    if part["day"]:
        return _day_and_month(match)
    if part["us"]:
        return _written(start, end, year=part["uy"], month=_month(part["um"]), day=part["ud"])
    if part["month"]:
        return Written(start=start, end=end, value=f"{part['my']}-{_month(part['mm']):02}")
    if part["season"]:
        return Written(start=start, end=end, value=part["sy"])
    return Written(start=match.start("yy"), end=end, value=part["yy"])


def _numeric(match: re.Match[str], *, month_first: bool) -> Written | None:
    day, middle = (match["nm"], match["nd"]) if month_first else (match["nd"], match["nm"])
    year, month = match["ny"], int(middle)
    before = match.string[max(0, match.start() - 20) : match.start()]
    if _CODE_BEFORE.search(before):
        return None
    # 10.7.15 and 10-7-15 are dates only if they can be: sort codes and section numbers look the same
    if len(year) == len("15") and match["sep"] != "/" and not (1 <= month <= 12 and 1 <= int(day) <= 31):  # noqa: PLR2004 - months, days
        return None
    return _written(*match.span(), year=year, month=month, day=day)


def _day_and_month(match: re.Match[str]) -> Written | None:
    start, end = match.span()
    day, month, year = int(match["dd"]), _month(match["dm"]), match["dy"]
    if year:
        return _written(start, end, year=year.lstrip("'’"), month=month, day=match["dd"])
    if not _exists(2000, month, day):  # 2000 was a leap year: 29 February may be meant
        return None
    # "1 may" and "2 mar" without a year are more often words than dates
    if match["dm"].islower() and len(match["dm"]) <= len("mar"):
        return None
    end = match.end("dm") - match["dm"].endswith(".")
    return Written(start=start, end=end, value=f"--{month:02}-{day:02}", full_year=False)


def _written(start: int, end: int, *, year: str, month: int, day: str) -> Written:
    full = len(year) == len("2026")
    number = int(year) if full else CENTURY + int(year)
    exists = _exists(number, month, int(day))
    value = f"{number:04}-{month:02}-{int(day):02}" if exists else None
    return Written(start=start, end=end, value=value, full_year=full)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]
