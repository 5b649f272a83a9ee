"""Pages that live elsewhere now."""

from __future__ import annotations

from tests.world.model import Host, Place
from tests.world.shapes import FINE, HOME_PAGE, MOVED, MOVED_AWAY, good, leads, only, situation

_GUIDE = good("Preparing for adulthood", "From year 9 on, every review looks at what comes after school.")


def _away(name: str, url: str, to: str, status: int, why: str) -> Place:
    place = only(name, url, leads(to, status), MOVED_AWAY, why)
    there = Host(name=to.split("/")[2], wild=_GUIDE)
    return Place(hosts=(*place.hosts, there), situations=place.situations)


PLACES = (
    only(
        "moved-301",
        "https://www.moving-homes.org.uk/old/adulthood",
        leads("/guides/adulthood", 301),
        MOVED,
        "301 to another page",
        pages={"/guides/adulthood": _GUIDE},
    ),
    only(
        "moved-308",
        "https://www.shifting-homes.org.uk/old/adulthood",
        leads("https://www.shifting-homes.org.uk/guides/adulthood", 308),
        MOVED,
        "308 to another page",
        pages={"/guides/adulthood": _GUIDE},
    ),
    only(
        "moved-twice",
        "https://www.restless-homes.org.uk/a",
        leads("/b", 301),
        MOVED,
        "two permanent redirects: the last is the new address",
        pages={"/b": leads("/c/adulthood", 308), "/c/adulthood": _GUIDE},
    ),
    only(
        "moved-query",
        "https://www.numbered-homes.org.uk/page.asp?id=7",
        leads("/guides/adulthood", 301),
        MOVED,
        "a numbered page has a name now",
        pages={"/guides/adulthood": _GUIDE},
    ),
    _away(
        "moved-away",
        "https://www.little-homes.org.uk/adulthood",
        "https://www.bigger-homes.org.uk/adulthood",
        301,
        "another organisation's domain",
    ),
    _away(
        "moved-away-308",
        "http://www.small-homes.org.uk/adulthood",
        "https://www.united-homes.org/help/adulthood",
        308,
        "another domain, over http",
    ),
    only(
        "home-instead",
        "https://www.homing-homes.org.uk/guides/adulthood/year-9",
        leads("/", 302),
        HOME_PAGE,
        "a deep link is led to the home page",
    ),
    only(
        "home-instead-301",
        "https://www.nesting-homes.org.uk/guides/adulthood/year-9",
        leads("https://www.nesting-homes.org.uk/", 301),
        HOME_PAGE,
        "so it is by a permanent redirect",
    ),
    only(
        "home-instead-named",
        "https://www.roosting-homes.org.uk/guides/adulthood/year-9.html",
        leads("/index.html", 302),
        HOME_PAGE,
        "the home page has a name",
        pages={"/index.html": good("Welcome to Roosting Homes", "Choose what you want to know about.")},
    ),
    Place(
        hosts=(Host(name="www.subtle-homes.org.uk", pages={"/start": leads("/guides/", 302), "/guides/": _GUIDE}),),
        situations=(
            situation("to-a-section", "https://www.subtle-homes.org.uk/start", FINE, "leads to a section, not home"),
        ),
    ),
)
