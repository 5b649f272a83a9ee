"""How a site writes its phone numbers: told by one example, "01632 960123", or by nothing but spaces."""

from __future__ import annotations

import re
from functools import lru_cache

from checker import numbering

ANY = "any"
"""Numbers may be written in any way."""
_HOME = "01632 960123"
_SIGN = re.compile(r"[^\d\s+]")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\N{HYPHEN}-\N{EN DASH}\N{MIDDLE DOT}/-]+")
_HALVES = ("6", "33")
"""Six digits in one go, or three and three."""


def in_style(raw: str, value: str, example: str | None) -> str | None:
    """Give how a number would be written in the site's style; None if it is, or if there is a reason that it is not.

    A number that is easy to remember may have its digits in other groups, as "0800 80 70 60" has.

    Args:
        raw: A British number as it stands.
        value: In E.164 form.
        example: A number in the site's style; None means that nothing but spaces stand between its digits.
    """
    words = numbering.without_relay(raw)
    code = numbering.printed_code(words)
    if example == ANY or not _NUMBER.fullmatch(words) or (code is not None and code != numbering.area_code(value)):
        return None
    if example is None:
        return numbering.rewritten(raw, value) if code is None or _SIGN.search(words.replace("(0)", "")) else None
    if example.startswith("+") and not (numbering.is_geographic(value) or numbering.is_mobile(value)):
        example = _HOME  # 03 and 08 cannot be rung from everywhere
    right = _like(value, example)
    return None if _is_alike(words, right, value) else raw[: len(raw) - len(words)] + right


@lru_cache(maxsize=1024)
def _like(value: str, example: str) -> str:
    """Write a number as the example is written."""
    code = numbering.area_code(value)
    opening, between, last = _parts(example)
    local = numbering.written(value)[len(code) :].strip()
    if len(local) == len("960123") and last == _HALVES[1]:
        local = f"{local[:3]} {local[3:]}"
    head = (
        f"{opening}{code[1:]}"
        if opening.endswith("0")
        else f"{opening}{'' if opening.endswith(')') else ' '}{code[1:]}"
    )
    return f"{head}{between}{local}"


def _parts(example: str) -> tuple[str, str, str]:
    """Take an example apart: what stands before its code, between that and the rest, and how the last six stand."""
    head, _, tail = example.partition("1632")
    between = tail[: len(tail) - len(tail.lstrip(") -"))]
    return head.rstrip(" ") if head.endswith(" ") else head, between, _HALVES[" " in tail[len(between) :]]


def _is_alike(words: str, right: str, value: str) -> bool:
    """Tell whether two writings of one number open alike, have the same signs, and part the last six digits alike."""
    parted = [_last(each, value) for each in (words, right)]
    return _signs(words) == _signs(right) and (parted[0] == parted[1] or "" in parted)


def _signs(words: str) -> tuple[str, str]:
    words = " ".join(words.split())
    opening = "+44 (0)" if "(0)" in words else words[: 1 + words.startswith(("+", "(0"))]
    gap = len(re.findall(r"\d+", words)) > 1
    return opening.replace("+4", "+44"), "".join(
        sorted(set(_SIGN.findall(words.replace("(0)", ""))))
    ) if gap else "none"


def _last(words: str, value: str) -> str:
    """Give how the six digits after a code of five stand: "6" or "33"; nothing if in other groups, or not six."""
    lengths = "".join(str(len(group)) for group in re.findall(r"\d+", words))
    six = len(value.removeprefix("+44")) + 1 - len(numbering.area_code(value)) == len("960123")
    return next((half for half in _HALVES if six and lengths.endswith(half)), "")
