"""Decides what has to be asked again, and what two looks make together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.lookups._walls import REFUSALS
from checker.model.fetching import Failure

if TYPE_CHECKING:
    from checker.model.targets import Evidence

_GONE = frozenset({404, 410})
_TOO_MANY = 429
"""Refused for now: how long the host wants to be left alone is the client's business."""
_SIGN_IN = frozenset({401, 407})
_PASSING = frozenset(
    {
        Failure.NO_NAME,
        Failure.NO_ADDRESS,
        Failure.NAME_SILENT,
        Failure.NO_ROUTE,
        Failure.PROXY,
        Failure.GIVEN_UP,
        Failure.REFUSED,
        Failure.TIMEOUT,
        Failure.RESET,
        Failure.TLS,
        Failure.BROKE_OFF,
        Failure.LOOP,
        Failure.TOO_MANY_REDIRECTS,
        Failure.OTHER,
    }
)
_NOT_ASKED = frozenset({Failure.GIVEN_UP, Failure.NAME_SILENT, Failure.NO_ROUTE, Failure.PROXY, Failure.ROBOTS})


def unsettled(seen: Evidence) -> bool:
    """Tell whether another look may change what is thought of an address."""
    definite = seen.status in _GONE or (seen.status is None and seen.failure is Failure.NO_NAME)
    if definite and seen.looks > 1 and not _differs(seen):
        return False
    if seen.failure in {Failure.LOOP, Failure.TOO_MANY_REDIRECTS}:
        return True
    if seen.status is None:
        return seen.failure in _PASSING or (seen.failure is Failure.MALFORMED and bool(seen.chain))
    if seen.wall:
        return False
    return seen.status == _TOO_MANY or (seen.status in range(400, 600) and seen.status not in REFUSALS | _SIGN_IN)


def again(first: Evidence, second: Evidence) -> Evidence:
    """Put a further look to what was seen before. The last one counts; that they differed is kept as a sign."""
    if second.failure in _NOT_ASKED and second.status is None and first.failure not in _NOT_ASKED:
        return first
    looks = first.looks + 1
    if (first.status, first.failure) == (second.status, second.failure):
        return replace(second, looks=looks)
    before = first.status or (first.failure.value if first.failure else "no answer")
    return replace(second, looks=looks, signs=(*second.signs, f"earlier: {before}"))


def _differs(seen: Evidence) -> bool:
    return any(each.startswith("earlier: ") for each in seen.signs)
