"""Hosts that say what robots may ask."""

from __future__ import annotations

from tests.world.model import Answer, Asked, Host, Place
from tests.world.shapes import FINE, ROBOTS, good, robots, situation

_MANY = 8
"""More than the five from which on a host's robots.txt is asked."""
_BOOK = good("A picture book", "Twelve pages about going to the dentist.")
_SHUT = "www.shut-library.org.uk"
_HALF = "www.half-library.org.uk"
_OPEN = "www.broken-robots-library.org.uk"
_PATIENT = "www.patient-library.org.uk"
_FEW = "www.few-library.org.uk"


def _unfindable(asked: Asked) -> Answer:
    """Say nothing about robots: 404 means that all is allowed (RFC 9309, 2.3.1.3)."""
    return Answer(status=404) if asked.path == "/robots.txt" else _BOOK


def _books(host: str) -> list[str]:
    return [f"https://{host}/books/{number}" for number in range(1, _MANY + 1)]


PLACES = (
    Place(
        hosts=(Host(name=_SHUT, pages={"/robots.txt": robots("User-agent: *", "Disallow: /")}, wild=_BOOK),),
        situations=tuple(
            situation(f"shut-book-{n}", url, ROBOTS, "many addresses of a host that lets no robot in")
            for n, url in enumerate(_books(_SHUT), 1)
        ),
    ),
    Place(
        hosts=(
            Host(
                name=_HALF,
                pages={"/robots.txt": robots("User-agent: *", "Disallow: /books/7", "Disallow: /*8$")},
                wild=_BOOK,
            ),
        ),
        situations=tuple(
            situation(f"half-book-{n}", url, ROBOTS if n in {7, 8} else FINE, "two of eight are forbidden to robots")
            for n, url in enumerate(_books(_HALF), 1)
        ),
    ),
    Place(
        hosts=(Host(name=_OPEN, wild=_unfindable),),
        situations=tuple(
            situation(f"free-book-{n}", url, FINE, "many addresses of a host without a robots.txt")
            for n, url in enumerate(_books(_OPEN), 1)
        ),
    ),
    Place(
        hosts=(Host(name=_PATIENT, pages={"/robots.txt": robots("User-agent: *", "Crawl-delay: 0.1")}, wild=_BOOK),),
        situations=tuple(
            situation(f"patient-book-{n}", url, FINE, "many addresses of a host that wants a pause between two")
            for n, url in enumerate(_books(_PATIENT), 1)
        ),
    ),
    Place(
        hosts=(Host(name=_FEW, pages={"/robots.txt": robots("User-agent: *", "Disallow: /")}, wild=_BOOK),),
        situations=(
            situation("few-book-1", f"https://{_FEW}/books/1", FINE, "two addresses: robots.txt is not asked"),
            situation("few-book-2", f"https://{_FEW}/books/2", FINE, "two addresses: robots.txt is not asked"),
        ),
    ),
)
