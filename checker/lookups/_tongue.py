"""Guesses the language of a text, as far as an address that changed hands needs it: only what is plainly not ours."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME = frozenset({"en", "cy", "gd", "ga", "kw"})
"""English, Welsh, Scottish Gaelic, Irish, Cornish."""
_SAMPLE, _SHARE, _FEWEST = 3000, 0.3, 40
_BEGINNING = 4 * _FEWEST
"""Letters in which a text nearly always shows that it has enough: the rest need not be counted then."""
_SCRIPTS = (
    ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7af"),
)
_COMMON = (
    # small words that fill a tenth of any text in the language and none in English
    ("id", frozenset("yang dan di untuk dengan ini dari pada adalah tidak akan juga anda bisa dalam atau".split())),
    ("tr", frozenset("ve bir bu için ile olarak çok daha olan gibi kadar sonra değil".split())),
    ("vi", frozenset("và của là các có được cho không với những một trong người đã".split())),
    ("pl", frozenset("i w na z się nie do jest że oraz dla przez jak po".split())),
)
_ANY_COMMON = frozenset().union(*(common for _, common in _COMMON))
_SMALL_WORDS = 0.06
_NOT_LETTERS = bytes({*range(128)} - {*string.ascii_letters.encode()})
_ASCII = re.compile(r"[\x00-\x7f]+")


def tongue(words: Sequence[str]) -> str | None:
    """Give the code of a language that is plainly not English or Welsh, or None."""
    sample = " ".join(words[: _SAMPLE // 2])[:_SAMPLE].rstrip(" ")
    if _letters(sample[:_BEGINNING]) < _FEWEST > _letters(sample):
        return None
    if not sample.isascii():
        foreign, enough = _ASCII.sub("", sample), _SHARE * _letters(sample)
        for code, first, last in _SCRIPTS if len(foreign) > enough else ():
            if sum(first <= each <= last for each in foreign) > enough:
                return code
    before, _, last = sample.rpartition(" ")  # which may be cut
    said = (*words[: before.count(" ") + bool(before)], last)
    small = list(filter(_ANY_COMMON.__contains__, said))
    for code, common in _COMMON if len(small) > _SMALL_WORDS * len(said) else ():
        if sum(map(common.__contains__, small)) > _SMALL_WORDS * len(said):
            return code
    return None


def _letters(text: str) -> int:
    """Count the letters of a text; those of ASCII all at once, since most texts hold hardly any others."""
    plain = text.encode("ascii", "ignore").translate(None, _NOT_LETTERS)
    return len(plain) + sum(map(str.isalpha, _ASCII.sub("", text)))


def is_ours(language: str | None) -> bool:
    """Tell whether a language is one that readers of British pages expect. Unknown is."""
    return language is None or language.partition("-")[0].partition("_")[0] in HOME
