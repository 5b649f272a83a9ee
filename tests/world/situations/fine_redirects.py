"""Fine addresses that lead on, without having moved."""

from __future__ import annotations

from tests.world.model import Answer, Asked, Host, Place
from tests.world.shapes import FINE, good, leads, only, situation

_GUIDE = good("A guide to short breaks", "A short break is time away, for a child and for whoever cares for the child.")


def _to_https(asked: Asked) -> Answer:
    return leads(f"https://{asked.host}{asked.target}", 301) if asked.scheme == "http" else _GUIDE


PLACES = (
    only("to-https", "http://www.secured-guides.org.uk/guide", _to_https, FINE, "301, but only to https"),
    Place(
        hosts=(
            Host(name="folded-guides.org.uk", wild=lambda asked: leads(f"https://www.{asked.host}{asked.target}", 301)),
            Host(name="www.folded-guides.org.uk", wild=_GUIDE),
        ),
        situations=(situation("to-www", "https://folded-guides.org.uk/guide", FINE, "301, but only to www."),),
    ),
    only(
        "final-slash",
        "https://www.slashed-guides.org.uk/guide",
        leads("/guide/", 301),
        FINE,
        "301, but only a slash is added",
        pages={"/guide/": _GUIDE},
    ),
    only(
        "temporary",
        "https://www.temporary-guides.org.uk/guide",
        leads("/guides/autumn", 302),
        FINE,
        "302: the old address stays right",
        pages={"/guides/autumn": _GUIDE},
    ),
    only(
        "temporary-307",
        "https://www.temporarily-guides.org.uk/guide",
        leads("/guides/autumn", 307),
        FINE,
        "307 likewise",
        pages={"/guides/autumn": _GUIDE},
    ),
    only(
        "relative",
        "https://www.relative-guides.org.uk/a/b/guide",
        leads("../c/guide?from=b"),
        FINE,
        "a Location without a host",
        pages={"/a/c/guide?from=b": _GUIDE},
    ),
    only(
        "query-only",
        "https://www.asking-guides.org.uk/guide",
        leads("?page=1"),
        FINE,
        "a Location that is a query",
        pages={"/guide?page=1": _GUIDE},
    ),
    only(
        "latin-1-location",
        "https://www.umlaut-guides.org.uk/a",
        leads("/caf\xe9"),
        FINE,
        "one byte for an e with an accent: the address standard reads it as that letter, or keeps the byte",
        pages={"/caf%C3%A9": _GUIDE, "/caf%E9": _GUIDE},
    ),
    only(
        "utf-8-location",
        "https://www.accent-guides.org.uk/a",
        leads("/caf\xc3\xa9"),
        FINE,
        "two bytes for it",
        pages={"/caf%C3%A9": _GUIDE},
    ),
    only(
        "nine-hops",
        "https://www.hopping-guides.org.uk/0",
        leads("/1"),
        FINE,
        "long, but it arrives",
        pages={**{f"/{hop}": leads(f"/{hop + 1}") for hop in range(1, 9)}, "/9": _GUIDE},
    ),
    only(
        "fragment-kept",
        "https://www.fragmented-guides.org.uk/old-guide",
        leads("/guide#start", 303),
        FINE,
        "a Location with a fragment",
        pages={"/guide": _GUIDE},
    ),
    only(
        "home-to-language",
        "https://www.tongues-guides.org.uk/",
        leads("/en/", 302),
        FINE,
        "a home page that sends everybody to its English one",
        pages={"/en/": _GUIDE},
    ),
)
