"""The extractors: one file a kind of thing that stands on a page.

A member has `AFTER`, the names of the members whose findings it needs, and
`find(page, seen, settings)`, which yields what it found. It may read everything an earlier member found.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from graphlib import TopologicalSorter
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec.structs import replace

from checker import family
from checker.extractors._stamps import weigh
from checker.model.mentions import Contact, Found, Inventory, Mention, Role, Seen, Stamp
from checker.model.problems import Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from checker.model.pages import Page
    from checker.model.rules import Settings

_LOG = logging.getLogger(__name__)


class Extractor(Protocol):
    """What a file in this folder provides."""

    __name__: str
    AFTER: tuple[str, ...]

    def find(self, page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:
        """Yield what is on the page, in any order."""


@lru_cache(maxsize=1)
def _in_order() -> tuple[Extractor, ...]:
    package = import_module(__name__)
    # a module is checked against the protocol by the family's own test
    known = {name: cast("Extractor", family.member(package, name)) for name in family.names(package)}
    order = TopologicalSorter({name: each.AFTER for name, each in known.items()}).static_order()
    return tuple(known[name] for name in order if name in known)


def inventory(page: Page, settings: Settings) -> tuple[Inventory, tuple[Unchecked, ...]]:
    """Find everything that stands on a page. An extractor that raises is set aside; the others go on."""
    seen = Seen(region=settings.region)
    stamps: list[Stamp] = []
    contacts: list[Contact] = []
    failed: list[Unchecked] = []
    for extractor in _in_order():
        try:
            found = list(extractor.find(page, seen, settings))
        except Exception:  # noqa: BLE001 - one bad extractor must not cost the others' results
            name = extractor.__name__.rpartition(".")[2]
            _LOG.exception("The extractor %s failed on %s", name, page.target)
            failed.append(_failure(name, page))
            continue
        seen.add(found)
        stamps += (each for each in found if isinstance(each, Stamp))
        contacts += (each for each in found if isinstance(each, Contact))
    whole = Inventory(mentions=tuple(sorted(seen.mentions, key=_position)), contacts=tuple(contacts))
    return dated(whole, stamps, settings.today), tuple(failed)


def hyperlinks(page: Page, settings: Settings) -> tuple[Mention, ...]:
    """Find the links of a page and no address in its words: part of what `inventory` finds, in a tenth of its time."""
    member = family.member(import_module(__name__), "links")
    found = cast("Extractor", member).find(page, Seen(region=settings.region), settings)
    # which addresses in the text are links depends on what others find there
    return tuple(each for each in found if isinstance(each, Mention) and each.role is not Role.TEXT)


def dated(found: Inventory, stamps: Iterable[Stamp], today: date) -> Inventory:
    """Weigh anew what is known of a page's age, with further stamps, as on this day."""
    known = (*found.stamps, *stamps)
    updated, published, review_due = weigh(known, today)
    return replace(found, stamps=known, updated=updated, published=published, review_due=review_due)


def _position(mention: Mention) -> tuple[int, int, int]:
    place = mention.place
    return (1 << 30 if place.block is None else place.block, place.start, place.end)


def _failure(name: str, page: Page) -> Unchecked:
    return Unchecked(
        what=name,
        why=f"Finding the {name} on this page failed. This is a fault in the checker, not in your page.",
        stage="extract",
        pages=(page.url or page.target,),
        fault=True,
    )
