"""The council's site: its pages, what is expected of each on each night, and the host that serves them."""

from __future__ import annotations

from tests.world.council.pages import ORIGIN, Fault, Found, Page, State
from tests.world.council.serving import place
from tests.world.council.shelves import contents_of_the_offer, pages
from tests.world.model import OWN, Records

RECORDS = {
    "harbourshire.gov.uk": Records(a=(OWN,), mx=((10, "mail.harbourshire.gov.uk"),)),
    "mail.harbourshire.gov.uk": Records(a=("127.77.0.2",)),
}

__all__ = ["ORIGIN", "RECORDS", "Fault", "Found", "Page", "State", "contents_of_the_offer", "faults", "pages", "place"]


def faults(night: int) -> tuple[tuple[Page, Fault], ...]:
    """Give every fault a reader meets on a night, with its page."""
    return tuple((page, fault) for page in pages() for fault in page.standing(night))
