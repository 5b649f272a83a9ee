"""Takes a fingerprint of a text that changes little when the text changes little (simhash), and compares two."""

from __future__ import annotations

import sys
from array import array
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

_FEWEST = 12
"""Words. Shorter texts have no subject that could change."""
_ALIKE, _STRANGE = 10, 22
"""Bits that differ. Unrelated texts differ in 32 on average, with a standard deviation of 4; a page with other news,
or another address repeated in it, differs in up to 10."""
_LONGEST = 1500
_EIGHT, _MIX = (1 << 64) - 1, 0x9E3779B97F4A7C15
"""Eight bytes, and an odd number without pattern (2 to the power of 64 over the golden ratio)."""
_HIGHEST_FIRST = 1 if sys.byteorder == "big" else -1
_SPREAD = tuple(sum((byte >> bit & 1) << 16 * bit for bit in range(8)) for byte in range(256))
"""For each byte its bits, 16 bits apart: adding these numbers counts eight bits in one go."""


def fingerprint(text: str) -> str | None:
    """Give 16 hexadecimal digits for the words of a text and its pairs of words; None where there are too few."""
    words = text.split()[:_LONGEST]
    if len(words) < _FEWEST:
        return None
    marks = list(map(_mark, words))
    features = {*marks, *((one * _MIX + two) & _EIGHT for one, two in {*pairwise(marks)})}
    together = array("Q", features).tobytes()
    # the first byte is the highest, whichever way round this machine keeps them
    sums = [sum(map(_SPREAD.__getitem__, together[place::8])) for place in range(8)][::_HIGHEST_FIRST]
    ones = (total >> 16 * bit & 0xFFFF for total in sums for bit in range(8))
    return f"{sum(1 << place for place, each in enumerate(ones) if 2 * each > len(features)):016x}"


@lru_cache(maxsize=32_768)
def _mark(word: str) -> int:
    """Give eight bytes that stand for a word. Most words of a page stand on others too."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def alike(one: str | None, other: str | None) -> bool:
    """Tell whether two texts are the same but for details. Unknown is not alike."""
    return one is not None and other is not None and _distance(one, other) <= _ALIKE


def strange(one: str | None, other: str | None) -> bool:
    """Tell whether two texts have nothing to do with each other. Unknown is not strange."""
    return one is not None and other is not None and _distance(one, other) >= _STRANGE


def _distance(one: str, other: str) -> int:
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return 0
