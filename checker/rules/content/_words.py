"""Finding words and phrases on a page at a cost that hardly grows with how many are looked for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_NEAR = 500
"""Characters on either side that a sentence may have: a page without full stops must not cost more."""
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Give every different word of some texts. What comes again is not taken apart again."""
    return frozenset(_WORD.findall(" ".join(set(" ".join(set(texts)).split()))))


def words_of(phrase: str) -> frozenset[str]:
    """Give the words of a phrase, in lower case: where a page has not got them all, the phrase is not there."""
    return frozenset(_WORD.findall(phrase.lower()))


@lru_cache(maxsize=256)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern that finds whole phrases: those with capitals only so, those in small letters any way.

    The longest of two that begin alike is found. Any white space is a space, and any apostrophe an apostrophe.
    """
    ordered = sorted(phrases, key=len, reverse=True)
    parts = (f"(?i:{_flexible(each)})" if each.islower() else _flexible(each) for each in ordered)
    return re.compile(rf"(?<![\w@])(?:{'|'.join(parts)})(?![\w@])")


def _flexible(phrase: str) -> str:
    words = (re.escape(word).replace("'", "['’]") for word in phrase.split())
    return r"[ \n\u00a0]{1,3}".join(words)


def sentence(text: str, start: int, end: int) -> str:
    """Give the sentence in which the words between two positions stand, as far as it is near."""
    earliest, latest = max(0, start - _NEAR), end + _NEAR
    left = max((match.end() for match in _SENTENCE_END.finditer(text, earliest, start)), default=earliest)
    right = _SENTENCE_END.search(text, end, latest)
    return text[left : right.start() if right else latest]
