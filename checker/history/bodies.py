"""What became of a page, as it is written down: in three parts, so that nobody unfolds what he does not ask for.

First the result without its mentions and contacts, then where the page leads and how much stands on it, then what
stands on it: nine tenths of it all, and most nights nobody asks for that. Up to the fourth form of the history a result
was written in one piece, as `codec.encode` does; it is read as ever, and so is what holds no mention.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Raw, Struct, defstruct
from msgspec.msgpack import Decoder
from msgspec.structs import asdict, fields, replace

from checker.addresses import addresses_of
from checker.history import codec
from checker.model.mentions import Contact, Inventory, Mention
from checker.model.runs import Outline, PageResult

_PARTED = b"\x02"
_LENGTH = 4
"""Bytes in front of a part: how long it is."""
_PARTS = 3


class Standing(NamedTuple):
    """What stands on a page, as two of the three parts: a worker process writes them, and nobody has to do it again."""

    sums: bytes = b""
    """Where the page leads, and how much stands on it."""
    whole: bytes = b""
    """Its mentions and contacts."""


def _without(whole: type[Struct], left_out: frozenset[str], **smaller: type[Struct]) -> type[Struct]:
    """Make the type of a part of a value: what stands in the other fields is passed over, not read.

    What an earlier version wrote may lack a field that has a default: so it may here.
    """
    kept: list[tuple[str, object] | tuple[str, object, object]] = []
    for each in fields(whole):
        kind = smaller.get(each.name)
        if kind:
            kept.append((each.name, kind, kind()))
        elif each.name not in left_out:
            kept.append((each.name, each.type) if each.required else (each.name, each.type, each.default))
    return defstruct(f"{whole.__name__}Part", kept, frozen=True, kw_only=True)


_AGES = _without(Inventory, frozenset({"mentions", "contacts"}))
"""What is known of a page's age."""
_IN_ONE_PIECE = Decoder(_without(PageResult, frozenset({"problems"}), inventory=_AGES))
_FRONT = Decoder(PageResult)
_SUMS: Decoder[codec.Sums] = Decoder(codec.Sums)
_WHOLE: Decoder[codec.Whole] = Decoder(codec.Whole)
_CONTACTS: Decoder[tuple[Raw, tuple[Contact, ...]]] = Decoder(tuple[Raw, tuple[Contact, ...]])


def standing(found: Inventory) -> Standing:
    """Write down what stands on a page."""
    leads = addresses_of(found.mentions)
    return Standing(codec.encode((found.counted(), leads)), codec.encode((found.mentions, found.contacts)))


def mentions(written: Standing) -> tuple[Mention, ...]:
    """Give what stands on a page that was just written down."""
    return codec.decode(_WHOLE, written.whole)[0]


def body(result: PageResult, written: Standing | None = None) -> bytes:
    """Write down what became of a page. What stands on it may have been written down before."""
    found = result.inventory
    if written is None and not found.mentions and not found.contacts:
        return codec.encode(result)
    return _joined(_front(result), *(written or standing(found)))


def changed(stored: bytes, result: PageResult) -> bytes:
    """Write down what became of a page on which everything stands that stood there, where its result is another."""
    parts = _parts(stored)
    if parts:
        return _joined(_front(result), *parts[1:])
    was = codec.result(stored).inventory
    return body(replace(result, inventory=replace(result.inventory, mentions=was.mentions, contacts=was.contacts)))


def result(stored: bytes) -> PageResult:
    """Give what became of a page, with all that stands on it."""
    parts = _parts(stored)
    if not parts:
        return codec.result(stored)
    bare, (found, contacts) = codec.decode(_FRONT, parts[0]), codec.decode(_WHOLE, parts[2])
    return replace(bare, inventory=replace(bare.inventory, mentions=found, contacts=contacts))


def bare(stored: bytes) -> PageResult:
    """Give what became of a page, without its problems, mentions and contacts."""
    parts = _parts(stored)
    if parts:
        return codec.decode(_FRONT, parts[0])
    found = asdict(codec.decode(_IN_ONE_PIECE, stored))
    return PageResult(**{**found, "inventory": Inventory(**asdict(found["inventory"]))})


def outline(stored: bytes, *, contacts: bool) -> Outline:
    """Give what became of a page and how much stands on it, without its mentions; with its contacts if wanted."""
    parts = _parts(stored)
    if not parts:
        whole = codec.result(stored)
        return Outline(page=whole, counted=whole.inventory.counted(), leads=addresses_of(whole.inventory.mentions))
    page, (counted, leads) = codec.decode(_FRONT, parts[0]), codec.decode(_SUMS, parts[1])
    if contacts:
        page = replace(page, inventory=replace(page.inventory, contacts=codec.decode(_CONTACTS, parts[2])[1]))
    return Outline(page=page, counted=counted, leads=leads)


def _front(result: PageResult) -> bytes:
    bare = replace(result, problems=(), inventory=replace(result.inventory, mentions=(), contacts=()))
    return codec.encode(bare, worth_packing=codec.OFTEN)


def _joined(*parts: bytes) -> bytes:
    return _PARTED + b"".join(len(each).to_bytes(_LENGTH, "big") + each for each in parts)


def _parts(stored: bytes) -> list[bytes]:
    """Take the parts asunder; none where it is in one piece. What is cut off is short of a part, which says so."""
    if stored[:1] != _PARTED:
        return []
    found, at = [], len(_PARTED)
    for _ in range(_PARTS):
        start = at + _LENGTH
        at = start + int.from_bytes(stored[at:start], "big")
        found.append(stored[start:at])
    return found
