"""What became of a page, read without its mentions and contacts: most nights nobody asks for them."""

from __future__ import annotations

from msgspec import Struct
from msgspec.msgpack import Decoder
from msgspec.structs import asdict

from checker.history.codec import decode
from checker.model.mentions import Inventory, Stamp
from checker.model.problems import Unchecked  # noqa: TC001 - msgspec reads the annotations when it runs
from checker.model.runs import PageResult


class _Ages(Struct, frozen=True):
    """What is known of a page's age, as it stands in an `Inventory`. The rest is passed over, not read."""

    stamps: tuple[Stamp, ...] = ()
    updated: Stamp | None = None
    published: Stamp | None = None
    review_due: str | None = None


class _Outline(Struct, frozen=True):
    """A `PageResult` without what stands on the page."""

    target: str
    url: str | None = None
    title: str | None = None
    language: str | None = None
    read: bool = True
    owner: str | None = None
    found_by: str | None = None
    status: int | None = None
    inventory: _Ages = _Ages()
    unchecked: tuple[Unchecked, ...] = ()


_OUTLINE = Decoder(_Outline)


def outline(stored: bytes) -> PageResult:
    """Give what became of a page, without its mentions and contacts: a third of the work."""
    found = decode(_OUTLINE, stored)
    return PageResult(**{**asdict(found), "inventory": Inventory(**asdict(found.inventory))})
