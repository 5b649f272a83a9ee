"""What became of a page, read without its mentions and contacts: most nights nobody asks for them."""

from __future__ import annotations

from msgspec import Struct, defstruct
from msgspec.msgpack import Decoder
from msgspec.structs import asdict, fields

from checker.history.codec import decode
from checker.model.mentions import Inventory
from checker.model.runs import PageResult


def _part(whole: type[Struct], left_out: frozenset[str], **smaller: type[Struct]) -> type[Struct]:
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


_AGES = _part(Inventory, frozenset({"mentions", "contacts"}))
"""What is known of a page's age."""
_OUTLINE = Decoder(_part(PageResult, frozenset({"problems"}), inventory=_AGES))


def outline(stored: bytes) -> PageResult:
    """Give what became of a page, without its mentions and contacts: a third of the work."""
    found = asdict(decode(_OUTLINE, stored))
    return PageResult(**{**found, "inventory": Inventory(**asdict(found["inventory"]))})
