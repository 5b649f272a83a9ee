"""Which ways to reach somebody came and went on a page since it was read the last time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.history import bodies
from checker.model.mentions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.mentions import Mention
    from checker.model.nights import RememberedPage
    from checker.pipeline._packed import Packed

_WAYS = frozenset({Kind.PHONE, Kind.EMAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is there and was not, and what was there and is not. A number written in another way is the same."""

    came: tuple[Mention, ...] = ()
    went: tuple[Mention, ...] = ()


def since(known: RememberedPage | None, packed: Packed) -> Changes | None:
    """Say what came and went, where the page was read the last time in the same way."""
    if not packed.reading or known is None or known.written is None or not (known.result and known.result.read):
        return None
    return changes(bodies.result(known.written).inventory.mentions, bodies.mentions(packed.standing))


def changes(before: Iterable[Mention], after: Iterable[Mention]) -> Changes:
    """Compare what stands on a page with what stood there."""
    old, new = _ways(before), _ways(after)
    return Changes(
        came=tuple(mention for way, mention in new.items() if way not in old),
        went=tuple(mention for way, mention in old.items() if way not in new),
    )


def _ways(found: Iterable[Mention]) -> dict[tuple[Kind, str], Mention]:
    """Give the phones and emails of a page, each at its first place."""
    ways: dict[tuple[Kind, str], Mention] = {}
    for each in found:
        if each.kind in _WAYS:
            ways.setdefault((each.kind, (each.value or each.raw).lower()), each)
    return ways
