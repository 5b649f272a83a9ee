"""Which blocks of British numbers a phone company holds: Ofcom's table, packed, and asked number by number.

The table ages: a block given out after its date is not in it. `python -m tests.ofcom` packs a newer one.
"""

from __future__ import annotations

import gzip
import json
import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).parent / "number-blocks.bin.gz"
_FOUR_BYTES = "I"


class Blocks(Struct, frozen=True, kw_only=True):
    """The blocks that are held: how their numbers begin, without the 0, sorted, by how many digits that are."""

    as_of: str
    """When the table was made, as it is told to a reader: "March 2023"."""
    held: dict[int, array[int]]

    def hold(self, value: str) -> bool:
        """Tell whether a number in E.164 form lies in a block that a phone company held."""
        digits = value.removeprefix("+44")
        for length, beginnings in self.held.items():
            beginning = int(digits[:length])
            at = bisect_left(beginnings, beginning)
            if at < len(beginnings) and beginnings[at] == beginning:
                return True
        return False


def packed(beginnings: Iterable[str], *, as_of: str, source: str) -> bytes:
    """Pack blocks: a line of JSON, then the beginnings by length, each as four bytes, the lowest first."""
    by_length: dict[int, list[int]] = {}
    for beginning in sorted(set(beginnings)):
        by_length.setdefault(len(beginning), []).append(int(beginning))
    lengths = {length: len(by_length[length]) for length in sorted(by_length)}
    head = json.dumps({"as_of": as_of, "source": source, "lengths": lengths}) + "\n"
    body = b"".join(_little(array(_FOUR_BYTES, sorted(by_length[length]))).tobytes() for length in lengths)
    return gzip.compress(head.encode() + body, mtime=0)


@lru_cache(maxsize=1)
def number_blocks() -> Blocks:
    """Read the table. It takes 4 ms, and most pages hold no number that needs it."""
    head, _, body = gzip.decompress(FILE.read_bytes()).partition(b"\n")
    told = json.loads(head)
    held: dict[int, array[int]] = {}
    at = 0
    for length, number in told["lengths"].items():
        beginnings = array(_FOUR_BYTES, body[at : at + 4 * number])
        held[int(length)] = _little(beginnings)
        at += 4 * number
    return Blocks(as_of=told["as_of"], held=held)


def _little(numbers: array[int]) -> array[int]:
    """Turn numbers between this machine's order of bytes and the file's."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
