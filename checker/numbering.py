"""The British numbering plan: pure functions over numbers as people write them.

What `phonenumbers` knows is asked of it; what it does not know (drama ranges, withdrawn ranges, costs, where the area
code ends in numbers that are not in use) stands here. It takes 20 ms to import, so it is imported on first use.
A number is asked about by an extractor and eight rules, and stands on many pages: answers are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

HOME = frozenset({"GB", "GG", "IM", "JE"})
"""Where the British plan holds: also in Guernsey, Jersey and the Isle of Man."""

_NOT_DIGITS = re.compile(r"\D+")
_LETTERS = str.maketrans("OoIl|", "00111")
_RELAY = re.compile(r"\s{0,3}(?:1800[12]|08001(?=[ ,-]))[ ,-]{0,3}(?=[(+0])")
_OPENS_ABROAD = re.compile(r"\s{0,3}\(?(?:\+|00)")
_LONGEST_WRITTEN = 60

# The only codes with five digits after the 0 (Ofcom, National Telephone Numbering Plan).
_LONG_CODES = frozenset(
    "013873 015242 015394 015395 015396 016973 016974 016976 016977 017683 017684 017687 019467".split()
)
_SHORT_AREAS = re.compile(r"02")
_CITIES = re.compile(r"011\d|01\d1")

# Ofcom's numbers for drama: never allocated. The 028 9018 block is the older one, 028 9649 6 the newer.
_DRAMA = re.compile(
    r"\+44(?:11[3-8]4960\d{3}|1[2-6]14960\d{3}|1914980\d{3}|2079460\d{3}|2890180\d{3}|2896496\d{3}|2920180\d{3}"
    r"|1632960\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})"
)
_COSTLY = re.compile(r"\+44(84|87|9|118|70|76)")
_OLD_LONDON = re.compile(r"0(?:171|181)\d{7}")
_FREE_WITHDRAWN = re.compile(r"0500\d{6}")
_NHS_DIRECT = "08454647"
_UK_NUMBER = re.compile(r"\+44[1-35789]\d{8,9}")
_UK_SHORTEST = 10
_UK_LONGEST = 11
_SHORT_CODES = (3, 6)
"""Fewest and most digits of a short code: 999, 116 123."""


@lru_cache(maxsize=4096)
def digits(raw: str) -> str:
    """Give the digits of a number as written, letters that stand for digits read as such."""
    return _NOT_DIGITS.sub("", unquote(raw[:_LONGEST_WRITTEN]).translate(_LETTERS))


def without_relay(raw: str) -> str:
    """Take the Relay UK prefix 18001 or 18002, or the slip 08001, off a number."""
    match = _RELAY.match(raw)
    return raw[match.end() :] if match else raw


def has_relay(raw: str) -> bool:
    """Tell whether a number begins with a Relay UK prefix."""
    return _RELAY.match(raw) is not None


@lru_cache(maxsize=4096)
def national_digits(raw: str) -> str | None:
    """Give a British number's digits from the 0 on; None for a number of another country.

    Reads "+44 (0)20", "0044 20", "%2B4420" and bare "4420".
    """
    words = unquote(without_relay(raw)[:_LONGEST_WRITTEN])
    plain = digits(words)
    abroad = _OPENS_ABROAD.match(words) is not None
    if abroad or (plain.startswith("44") and len(plain) >= _UK_LONGEST):
        code = plain.removeprefix("00")
        return "0" + code[2:].removeprefix("0") if code.startswith("44") else None
    return plain


@lru_cache(maxsize=4096)
def e164(raw: str, region: str = "GB") -> str | None:
    """Give a number in the form +442072756036, or None if it has no such form.

    A British number of plausible length has one even where its range is not in use, so that the same slip on two
    pages is the same number. Source: ITU-T E.164; lengths from Ofcom's National Telephone Numbering Plan.
    """
    words = unquote(without_relay(raw)[:_LONGEST_WRITTEN]).translate(_LETTERS)
    home = region in HOME or _OPENS_ABROAD.match(words) is not None
    plain = national_digits(words) if home else None
    if plain is not None:
        value = "+44" + plain[1:]
        plausible = plain.startswith("0") and (_UK_NUMBER.fullmatch(value) or is_valid(value))
        return value if plausible else None
    return _parsed(words, region)


@lru_cache(maxsize=1024)
def _parsed(words: str, region: str) -> str | None:
    import phonenumbers  # noqa: PLC0415 - 20 ms, and only pages with foreign numbers need it here

    try:
        number = phonenumbers.parse(words, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def is_valid(value: str) -> bool:
    """Tell whether a number in E.164 form lies in a range that can be in use."""
    import phonenumbers  # noqa: PLC0415 - 20 ms, and many pages hold no number

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, None))
    except phonenumbers.NumberParseException:
        return False


def is_british(value: str | None) -> bool:
    """Tell whether a number in E.164 form has the country code 44 (also Jersey, Guernsey, the Isle of Man)."""
    return value is not None and value.startswith("+44")


def is_mobile(value: str | None) -> bool:
    """Tell whether a number is a British mobile: 071 to 075 and 077 to 079, but not 070 or the pagers of 076."""
    return value is not None and re.match(r"\+447(?:[1-57-9]|624)", value) is not None


def is_geographic(value: str) -> bool:
    """Tell whether a number belongs to a place: 01 or 02."""
    return value.startswith(("+441", "+442"))


def area_code(value: str) -> str:
    """Give the first group of a British number in E.164 form, with its 0: 020, 0117, 01325, 0800, 07700."""
    national = "0" + value.removeprefix("+44")
    if national[:6] in _LONG_CODES:
        return national[:6]
    if _SHORT_AREAS.match(national):
        return national[:3]
    if national.startswith("070"):
        return national[:3]
    if _CITIES.match(national) or national[1] in "389" or national.startswith("0500"):
        return national[:4]
    return national[:5]


def written(value: str) -> str:
    """Write a British number the right way: "020 8441 1355", "01325 289350", "0800 064 4488"."""
    code = area_code(value)
    rest = value.removeprefix("+44")[len(code) - 1 :]
    if len(rest) == 8:  # noqa: PLR2004 - two fours, as in 020 7946 0123
        return f"{code} {rest[:4]} {rest[4:]}"
    if len(rest) == 7:  # noqa: PLR2004 - a three and a four, as in 0117 496 0123
        return f"{code} {rest[:3]} {rest[3:]}"
    return f"{code} {rest}"


def is_drama(value: str) -> bool:
    """Tell whether a number is one Ofcom keeps free for films and examples."""
    return _DRAMA.fullmatch(value) is not None


def cost_class(value: str) -> str | None:
    """Give the beginning of a number that costs more than a normal call: "084", "087", "09", "118", "070" or "076"."""
    match = _COSTLY.match(value)
    if not match:
        return None
    return match[1] if match[1] == "118" else "0" + match[1]


def is_withdrawn(raw: str) -> bool:
    """Tell whether a number's whole range is closed: 0500 (3 June 2017), NHS Direct's 0845 46 47 (2014)."""
    plain = national_digits(raw) or ""
    return plain == _NHS_DIRECT or _FREE_WITHDRAWN.fullmatch(plain) is not None


def successor(raw: str) -> str | None:
    """Give the number that took over: 0500 xxxxxx became 0808 5xxxxxx, NHS Direct became 111 (Ofcom)."""
    plain = national_digits(raw) or ""
    if plain == _NHS_DIRECT:
        return "111"
    return written(f"+448085{plain[4:]}") if _FREE_WITHDRAWN.fullmatch(plain) else None


def is_old_london(raw: str) -> bool:
    """Tell whether a number has the code 0171 or 0181, dead since 22 April 2000."""
    return _OLD_LONDON.fullmatch(national_digits(raw) or "") is not None


def new_london(raw: str) -> str:
    """Turn an 0171 or 0181 number into today's: 0171 946 0123 is 020 7946 0123."""
    plain = national_digits(raw) or ""
    return f"020 {plain[2]}{plain[4:7]} {plain[7:]}"


def expected_digits(raw: str) -> tuple[int, ...]:
    """Say how many digits a British number has, its 0 counted: nearly always 11.

    Ten are also right after 0800 and 0500, and in a few places with 01 codes. Source: Ofcom.
    """
    plain = national_digits(raw) or ""
    return (_UK_SHORTEST, _UK_LONGEST) if plain.startswith(("0800", "0500")) else (_UK_LONGEST,)


@lru_cache(maxsize=4096)
def printed_code(raw: str) -> str | None:
    """Give the first group of a British number as it is printed, with its 0; None if it is written without gaps."""
    words = unquote(without_relay(raw)).translate(_LETTERS)
    groups = re.findall(r"\d+", words)
    if groups and groups[0] in ("44", "0044"):
        groups = groups[1:]
        if len(groups) > 1 and groups[0] == "0":
            groups = groups[1:]
        groups = ["0" + groups[0].removeprefix("0"), *groups[1:]] if groups else groups
    return groups[0] if len(groups) > 1 else None


def rewritten(raw: str, value: str) -> str:
    """Write a British number the right way in the style it had: with +44 or 0, with the Relay UK prefix or without."""
    tail = without_relay(raw)
    prefix = raw[: len(raw) - len(tail)]
    return f"{prefix}+44 {written(value)[1:]}" if tail.lstrip("(").startswith("+") else prefix + written(value)


@lru_cache(maxsize=4096)
def rung(href: str, region: str) -> str | None:
    """Give what a `tel:` link would ring: E.164, or the digits of a short code; None if nothing.

    Parameters after a semicolon and pauses after a comma are not dialled at once (RFC 3966).
    """
    raw = re.split(r"[;,]", unquote(href.partition(":")[2]), maxsplit=1)[0]
    plain = digits(raw)
    short = _SHORT_CODES[0] <= len(plain) <= _SHORT_CODES[1] and not plain.startswith("0")
    return plain if short else e164(raw, region)
