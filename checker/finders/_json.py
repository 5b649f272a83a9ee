"""Asks a site for JSON, and takes no more of it than it was told to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import msgspec

from checker.finders._answers import refusal
from checker.model.fetching import Limits, Request

if TYPE_CHECKING:
    from checker.model.fetching import Fetched
    from checker.model.finding import Ask

T = TypeVar("T")
PAGES = 2_000
"""Pages of results. A council has some thousand pages, and there are 50 or 100 on each."""
_BODY = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why there is no JSON."""

    why: str
    status: int | None
    """What was answered, if anything was."""


async def read(address: str, shape: type[T], ask: Ask) -> tuple[T, Fetched] | Unread:
    """Ask for an address and decode what comes, or say why that could not be done."""
    fetched = await ask.fetch(Request(url=address, limits=Limits(body=_BODY, whole=120.0)))
    if why := refusal(fetched):
        return Unread(why=f"This could not be read: {why}.", status=fetched.status)
    try:
        return msgspec.json.decode(fetched.body, type=shape), fetched
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Unread(why="This could not be read: the answer is not what was expected there.", status=fetched.status)


def each(raw: list[msgspec.Raw], shape: type[T]) -> list[T]:
    """Decode records one by one, because one bad record must not cost the others."""
    good = []
    for record in raw:
        try:
            good.append(msgspec.json.decode(record, type=shape))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    return good
