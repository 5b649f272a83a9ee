"""Guesses the language of a text, as far as an address that changed hands needs it: only what is plainly not ours."""

from __future__ import annotations

HOME = frozenset({"en", "cy", "gd", "ga", "kw"})
"""English, Welsh, Scottish Gaelic, Irish, Cornish."""
_SAMPLE, _SHARE, _FEWEST = 4000, 0.3, 40
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
_SMALL_WORDS = 0.06


def tongue(text: str) -> str | None:
    """Give the code of a language that is plainly not English or Welsh, or None."""
    letters = [each for each in text[:_SAMPLE] if each.isalpha()]
    if len(letters) < _FEWEST:
        return None
    for code, first, last in _SCRIPTS:
        if sum(first <= each <= last for each in letters) > _SHARE * len(letters):
            return code
    said = text[:_SAMPLE].split()
    for code, common in _COMMON:
        if sum(word in common for word in said) > _SMALL_WORDS * len(said):
            return code
    return None


def is_ours(language: str | None) -> bool:
    """Tell whether a language is one that readers of British pages expect. Unknown is."""
    return language is None or language.partition("-")[0].partition("_")[0] in HOME
