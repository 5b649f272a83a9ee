"""All pages of the council's site, with the links between them and out into the world."""

from __future__ import annotations

from collections import deque
from dataclasses import replace  # noqa: TID251 - a Page of the world is a dataclass
from functools import cache

from tests.world import situations
from tests.world.council import crowd, directory, faulty, topics
from tests.world.council.pages import Found, Page, State
from tests.world.council.rendering import FOOTER_LINK, contents

LEAFLET = "/documents/short-breaks.pdf"
_SESSION = ";jsessionid=608C1F2A9D3E4B5C6A7D8E9F0A1B2C3D"
TWICE = ("gone-404", "gzip", "moved-301")
"""Situations to which a second page links too."""


@cache
def pages() -> tuple[Page, ...]:
    """Give every page, in the order of the site map."""
    return (*_indexes(), *_linking(), *directory.PAGES, *faulty.PAGES, *crowd.PAGES)


def _linking() -> tuple[Page, ...]:
    """Share the outside situations out among the pages of advice, neighbours together."""
    shares = _shares(
        [[each.name for each in place.situations if each.name != FOOTER_LINK] for place in situations.places()]
    )
    shares[-1] += tuple(name for name in TWICE if name not in shares[-1])
    return tuple(replace(page, links=share) for page, share in zip(topics.PAGES, shares, strict=True))


def _shares(places: list[list[str]]) -> list[tuple[str, ...]]:
    """Share places out in order, none over two pages: whether a host has many addresses is known from the first."""
    shares: list[tuple[str, ...]] = []
    left = deque(places)
    for number in range(len(topics.PAGES), 0, -1):
        size = -(-sum(map(len, left)) // number)
        share: list[str] = []
        while left and len(share) < size:
            share.extend(left.popleft())
        shares.append(tuple(share))
    return shares


def _indexes() -> tuple[Page, ...]:
    advice = [(page.target, page.title) for page in contents_of_the_offer()]
    records = [(page.target, page.title) for page in directory.PAGES]
    # as copied from somebody's browser, with the number of their session
    sessions = [(target.replace("?", f"{_SESSION}?"), "Seen last week") for target in directory.WITH_SESSION]
    return (
        _index("/", "Harbourshire Council", contents([("/local-offer/", "Find help for a child")])),
        _index("/local-offer/", "Harbourshire Local Offer", contents(advice)),
        # the only page of which nobody says how old it is
        replace(_index("/directory/", "Directory of services", contents([*records, *sessions])), updated=None),
        _index(
            "/contact",
            "Contact us",
            '<p>Email: <a href="mailto:hello@harbourshire.gov.uk">hello@harbourshire.gov.uk</a></p>',
            f'<p><a href="{LEAFLET}">Our leaflet (PDF)</a></p>',
        ),
    )


def _index(target: str, title: str, *pieces: str) -> Page:
    return Page(target=target, title=title, body=("<p>Choose what you are looking for.</p>", *pieces))


def contents_of_the_offer() -> tuple[Page, ...]:
    """Give the pages to which the first page of the Local Offer links, whether or not they are there."""
    return tuple(page for page in (*topics.PAGES, *faulty.PAGES) if _linked(page))


def _linked(page: Page) -> bool:
    """Tell whether the list of pages leads to it: not to what is only in the CSV list, nor to what is yet to come."""
    return page.found is not Found.LISTING and (page.states[0] is not State.ABSENT or len(page.states) == 1)
