"""Takes a fingerprint of a text that changes little when the text changes little (simhash), and compares two."""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise

_FEWEST = 12
"""Words. Shorter texts have no subject that could change."""
_ALIKE, _STRANGE = 10, 22
"""Bits that differ. Unrelated texts differ in 32 on average, with a standard deviation of 4; a page with other news,
or another address repeated in it, differs in up to 10."""
_LONGEST = 1500
_SPREAD = tuple(sum((byte >> bit & 1) << 16 * bit for bit in range(8)) for byte in range(256))
"""For each byte its bits, 16 bits apart: adding these numbers counts eight bits in one go."""


def fingerprint(text: str) -> str | None:
    """Give 16 hexadecimal digits for the words of a text and its pairs of words; None where there are too few."""
    words = text.split()[:_LONGEST]
    if len(words) < _FEWEST:
        return None
    features = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    sums = [0] * 8
    for feature in features:
        for place, byte in enumerate(blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest()):
            sums[place] += _SPREAD[byte]
    ones = (total >> 16 * bit & 0xFFFF for total in sums for bit in range(8))
    return f"{sum(1 << place for place, each in enumerate(ones) if 2 * each > len(features)):016x}"


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
