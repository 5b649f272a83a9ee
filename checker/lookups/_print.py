"""Takes a fingerprint of a text that changes little when the text changes little (simhash), and compares two."""

from __future__ import annotations

from array import array
from functools import lru_cache
from struct import pack
from typing import TYPE_CHECKING

from checker.digests import blake2b

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST = 12
"""Words. Shorter texts have no subject that could change."""
_ALIKE, _STRANGE = 10, 22
"""Bits that differ. Unrelated texts differ in 32 on average, with a standard deviation of 4; a page with other news,
or another address repeated in it, differs in up to 10."""
_LONGEST = 500
"""Words. More make two prints no more alike where pages are, and no stranger where they are not."""
_TAKEN = "2"
"""How prints are taken, in front of each: the history may hold others, which can be compared with their like only."""
_BITS, _LANE = 64, 128
"""Of a mark, and of the lane it stands in where many are mixed at once: twice as wide, so that none flows over."""
_GAP = bytes((_LANE - _BITS) // 8)
_MIX = 0x9E3779B97F4A7C15
"""An odd number without pattern (2 to the power of 64 over the golden ratio)."""


def fingerprint(words: Sequence[str]) -> str | None:
    """Give a mark and 16 hexadecimal digits for words and their pairs; None where there are too few.

    Every answer of a night is fingerprinted. So nothing is done mark by mark: they stand side by side in long numbers.
    """
    if len(words) < _FEWEST:
        return None
    marks = list(map(_mark, words[:_LONGEST]))
    features = {*array("Q", b"".join({*marks})), *_pairs(marks)}
    common = _majority(_counted(pack(f"{len(features)}Q", *features)), len(features))
    return f"{_TAKEN}:{common.to_bytes(_BITS // 8, 'little').hex()}"


def outdated(known: str | None) -> bool:
    """Tell whether a fingerprint was taken in another way than today's."""
    return known is not None and not known.startswith(f"{_TAKEN}:")


@lru_cache(maxsize=8192)
def _mark(word: str) -> bytes:
    """Give eight bytes that stand for a word. Most words of a page stand on others too."""
    return blake2b(word.encode("utf-8", "replace"), digest_size=_BITS // 8).digest()


def _pairs(marks: list[bytes]) -> array[int]:
    """Mix each mark with the next: the one times an odd number, plus the other."""
    row = int.from_bytes(_GAP.join(marks), "big")
    mixed = (row * _MIX + (row << _LANE)).to_bytes((len(marks) + 1) * _LANE // 8, "big")
    # the first lane is a mark that has none before it, the last one that has none behind it
    return array("Q", mixed[_LANE // 8 : -_LANE // 8])[1::2]


def _counted(features: bytes) -> list[int]:
    """Count how often each bit is set, by adding the first half of the lanes to the second until one lane is left.

    Returns:
        The counts in binary, from the lowest digit: number `n` holds digit `n` of every count.
    """
    digits, lanes = [int.from_bytes(features, "big")], len(features) * 8 // _BITS
    while lanes > 1:
        lanes = (lanes + 1) // 2
        half = lanes * _BITS
        low = (1 << half) - 1
        digits = _added([(each & low, each >> half) for each in digits])
    return digits


def _added(digits: list[tuple[int, int]]) -> list[int]:
    """Add two rows of numbers, digit by digit, as on paper."""
    (one, two), *higher = digits
    carry, total = one & two, [one ^ two]
    for one, two in higher:
        odd = one ^ two
        total.append(odd ^ carry)
        carry = one & two | odd & carry
    return [*total, carry]


def _majority(counts: list[int], number: int) -> int:
    """Give the bits that are set in more than half of so many: where a count and half the number first differ."""
    more, same = 0, (1 << _BITS) - 1
    for place in reversed(range(len(counts))):
        if number // 2 >> place & 1:
            same &= counts[place]
        else:
            more |= same & counts[place]
            same &= ~counts[place]
    return more


def alike(one: str | None, other: str | None) -> bool:
    """Tell whether two texts are the same but for details. Unknown is not alike."""
    apart = _distance(one, other)
    return apart is not None and apart <= _ALIKE


def strange(one: str | None, other: str | None) -> bool:
    """Tell whether two texts have nothing to do with each other. Unknown is not strange."""
    apart = _distance(one, other)
    return apart is not None and apart >= _STRANGE


def _distance(one: str | None, other: str | None) -> int | None:
    """Count the bits that differ; None where one is unknown, or where they were taken in different ways."""
    if one is None or other is None:
        return None
    how, _, bits = one.rpartition(":")
    how_other, _, bits_other = other.rpartition(":")
    try:
        return (int(bits, 16) ^ int(bits_other, 16)).bit_count() if how == how_other else None
    except ValueError:
        return None
