"""The model's values as bytes: MessagePack, compressed where that pays. Never pickle: the file may come from elsewhere.

It needs no database, so that a worker process can use it without loading one.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import asdict

from checker.digests import blake2b
from checker.errors import Incomplete
from checker.model.mentions import Contact, Inventory, Kind, Mention
from checker.model.nights import Gist
from checker.model.originals import Organisation
from checker.model.pages import Page
from checker.model.problems import Problem, Unchecked
from checker.model.runs import PageResult
from checker.model.summaries import PageSummary
from checker.model.targets import Evidence, Target

_PLAIN, _PACKED = b"\x00", b"\x01"
_WORTH_PACKING = 200
"""Bytes; shorter values do not shrink."""
OFTEN = 1_000
"""Bytes of what is read several times a night: what is shorter shrinks little, and is read sooner than unpacked."""
_HARD = 3
"""How hard to press: a reading grows by a seventh against the usual 6, in a quarter of the time."""
_LARGEST = 256 << 20
"""Bytes that one value may unfold to: a database from elsewhere must not fill the memory."""

Reading = tuple[Page, Inventory]
"""A page as it was read, and what was found on it."""

Judgement = tuple[PageResult, PageSummary]
"""What came of judging a page, and the page summed up."""

Stranger = tuple[str, Evidence]
"""What a host said to a made-up address, and where in it."""

Days = dict[str, date]
"""By number or email, the last day it stood on the website of its owner."""

Sums = tuple[Mapping[Kind, int], tuple[str, ...]]
"""How many mentions of each kind stand on a page, and where it leads."""

Whole = tuple[tuple[Mention, ...], tuple[Contact, ...]]
"""What stands on a page."""

Known = (
    Reading
    | Sums
    | Whole
    | Gist
    | PageResult
    | Problem
    | Target
    | Stranger
    | Organisation
    | Days
    | tuple[Unchecked, ...]
    | tuple[str, ...]
)
"""What is kept."""

Value = TypeVar("Value")

# sets in one order, so that equal values have equal bytes
_ENCODER = Encoder(order="deterministic")
_READING: Decoder[Reading] = Decoder(Reading)
_GIST = Decoder(Gist)
_JUDGEMENT: Decoder[Judgement] = Decoder(Judgement)
_RESULT = Decoder(PageResult)
_PROBLEM = Decoder(Problem)
_TARGET = Decoder(Target)
_UNCHECKED = Decoder(tuple[Unchecked, ...])
_STRANGER: Decoder[Stranger] = Decoder(Stranger)
_ORGANISATION = Decoder(Organisation)
_DAYS: Decoder[Days] = Decoder(Days)
_NAMES = Decoder(tuple[str, ...])


def encode(value: Known, *, worth_packing: int = _WORTH_PACKING) -> bytes:
    """Turn a value into bytes; equal values give equal bytes. Half a surrogate pair becomes a replacement mark."""
    try:
        raw = _ENCODER.encode(value)
    except UnicodeEncodeError:
        raw = _ENCODER.encode(_whole(value))
    return _PLAIN + raw if len(raw) < worth_packing else _PACKED + zlib.compress(raw, _HARD)


def part(value: Judgement | Target) -> bytes:
    """Turn a value into bytes that are not kept, and so need not be small.

    A worker process hands over what it found so: it is much quicker than handing over values.
    """
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return _ENCODER.encode(_whole(value))


def judgement(written: bytes) -> Judgement:
    """Give what came of judging a page, from what `part` made of it."""
    return _JUDGEMENT.decode(written)


def reading(stored: bytes) -> Reading | None:
    """Give a page as it was read; None where another version of the checker wrote it in another form."""
    try:
        return decode(_READING, stored)
    except Incomplete:
        return None


def gist(stored: bytes) -> Gist | None:
    """Give what a page leads to and says; None where another version of the checker wrote it in another form."""
    try:
        return decode(_GIST, stored)
    except Incomplete:
        return None


def result(stored: bytes) -> PageResult:
    """Give what became of a page that was written in one piece; see `bodies`."""
    return decode(_RESULT, stored)


def problem(stored: bytes) -> Problem:
    """Give a problem."""
    return decode(_PROBLEM, stored)


def target(stored: bytes) -> Target:
    """Give an address with what is known of it."""
    return decode(_TARGET, stored)


def unchecked(stored: bytes) -> tuple[Unchecked, ...]:
    """Give what could not be looked at."""
    return decode(_UNCHECKED, stored)


def stranger(stored: bytes) -> Stranger:
    """Give what a host said to a made-up address."""
    return decode(_STRANGER, stored)


def organisation(stored: bytes) -> Organisation | None:
    """Give what was seen of an organisation's website; None where another version wrote it in another form."""
    try:
        return decode(_ORGANISATION, stored)
    except Incomplete:
        return None


def days(stored: bytes) -> Days:
    """Give the days on which numbers and emails stood on their owner's website."""
    return decode(_DAYS, stored)


def names(stored: bytes) -> tuple[str, ...]:
    """Give a list of names."""
    return decode(_NAMES, stored)


def digest(stored: bytes) -> bytes:
    """Give 16 bytes that stand for these."""
    return blake2b(stored, digest_size=16).digest()


def key(address: str) -> bytes:
    """Give what an address is looked up by: pages may hold addresses longer than an index takes."""
    return digest(address.encode("utf-8", "replace"))


def decode(decoder: Decoder[Value], stored: bytes) -> Value:
    """Give a value, or say in plain words that it cannot be read."""
    try:
        return decoder.decode(_unpacked(stored))
    except (DecodeError, UnicodeDecodeError, zlib.error) as fault:
        raise Incomplete(
            "A part of the history cannot be read.",
            "Put a copy of the database in its place, or move it away: the next run then begins a new one.",
        ) from fault


def _unpacked(stored: bytes) -> bytes:
    if stored[:1] != _PACKED:
        return stored[1:]
    unpacking = zlib.decompressobj()
    raw = unpacking.decompress(stored[1:], _LARGEST)
    if not unpacking.eof:
        raise zlib.error("cut off, or larger than anything we write")
    return raw


def _whole(value: object) -> object:
    """Rebuild a value without half surrogate pairs, which UTF-8 cannot hold."""
    match value:
        case Enum():
            return value
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case tuple() | list():
            return tuple(_whole(each) for each in value)
        case frozenset():
            return frozenset(_whole(each) for each in value)
        case dict():
            return {_whole(name): _whole(each) for name, each in value.items()}
    if isinstance(value, Struct):
        return {name: _whole(each) for name, each in asdict(value).items()}
    return value
