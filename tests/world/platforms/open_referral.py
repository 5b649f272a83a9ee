"""Directories with an Open Referral UK feed, in versions 3 and 1 of the standard, and with a page for each service."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from tests.world.model import Answer, Host, Place
from tests.world.platforms._platform import Platform, as_json, furnished
from tests.world.shapes import document, html, lost

if TYPE_CHECKING:
    from tests.world.model import Asked

HOST, OLD = "directory.ropewalk-services.org.uk", "api.old-harbour.org.uk"
_FEED, _OLD_FEED = "/o/HarbourFeed/v3", "/api/v1"
_SIZE = 10
_STATUS = {3: "inactive", 7: "defunct", 9: "temporarily closed"}
_SERVICES = tuple(range(1, 26))
_LISTED = tuple(number for number in _SERVICES if _STATUS.get(number) not in {"inactive", "defunct"})
WRONG = "0208 441 1355"
"""A number in the data that is split in the wrong place, of which the service's page knows nothing."""


def _id(number: int) -> str:
    return f"ac148810-d857-441c-9679-{number:012}"


def assured(number: int) -> str:
    """Give the day on which somebody last made sure of a service."""
    return f"2026-{number % 9 + 1:02}-14"


def record(number: int) -> str:
    """Give the address of a service's record."""
    return f"https://{HOST}{_FEED}/services/{_id(number)}"


def _brief(number: int) -> dict[str, object]:
    return {
        "id": _id(number),
        "name": f"Harbour service {number}",
        "description": f"Service {number} meets every week.\nNobody needs to book.",
        "status": _STATUS.get(number, "active"),
        "assured_date": assured(number),
        "last_modified": f"2026-{number % 9 + 1:02}-02T10:00:00Z",
        "alert": None,
    }


def _whole(number: int) -> dict[str, object]:
    phones = [{"id": "p", "number": f"0117 496 {500 + number:04}", "description": "Office"}]
    venue = {"name": f"Hall {number}", "phones": [{"number": WRONG if number == 5 else f"0117 496 {600 + number:04}"}]}
    return {
        **_brief(number),
        "url": f"https://{HOST}/",
        "email": f"service{number}@harbourshire.gov.uk",
        "phones": phones,
        "contacts": [{"id": "c", "name": f"Desk {number}", "title": "Front desk", "phones": []}],
        "organization": {"id": "o", "name": "Harbour Services", "website": f"https://{HOST}/about", "phones": []},
        "service_at_locations": [{"id": "s", "location": venue}],
        "languages": [],
    }


def _feed(asked: Asked, *, old: bool) -> Answer:
    page = int(parse_qs(asked.query).get("page", ["1"])[0])
    chosen = _SERVICES[(page - 1) * _SIZE : page * _SIZE]
    total = -(-len(_SERVICES) // _SIZE)
    if old:
        rows = [_whole(number) for number in chosen]
        return as_json({"totalElements": len(_SERVICES), "totalPages": total, "number": page, "content": rows})
    broken: list[object] = [{"name": "without an id"}] if page == total else []
    rows = [_brief(number) for number in chosen]
    return as_json(
        {
            "total_items": len(_SERVICES),
            "total_pages": total,
            "page_number": page,
            "size": len(rows),
            "first_page": page == 1,
            "last_page": page == total,
            "empty": False,
            "contents": [*rows, *broken],
        }
    )


def _serve(asked: Asked) -> Answer:
    old = asked.host == OLD
    services = f"{_OLD_FEED if old else _FEED}/services"
    if asked.path == services:
        return _feed(asked, old=old)
    known = {_id(number): number for number in _SERVICES}
    number = known.get(asked.path.rpartition("/")[2])
    if number is None:
        return html(document("Harbour Services", "All there is.")) if asked.path in {"/", "/about"} else lost()
    if asked.path.startswith(services):
        return as_json(_whole(number))
    said = (f"Harbour service {number} meets every week.", f"Telephone: 0117 496 {500 + number:04}")
    return html(document(f"Harbour service {number}", *said)) if asked.path.startswith("/service/") else lost()


PLATFORMS = (
    Platform(
        key="open-referral",
        name="Harbour Services",
        place=Place(hosts=(Host(name=HOST, wild=furnished(_serve)),)),
        start=f"https://{HOST}/service/",
        find=f'[[find]]\nkind = "open_referral"\nfeed = "https://{HOST}{_FEED}"\npage = "https://{HOST}/service/{{id}}"',
        pages=frozenset(
            each for number in _LISTED for each in (record(number), f"https://{HOST}/service/{_id(number)}")
        ),
    ),
    Platform(
        key="open-referral-data",
        name="Harbour Services, the data alone",
        place=Place(),
        start=f"https://{HOST}{_FEED}/",
        find=f'[[find]]\nkind = "open_referral"\nfeed = "https://{HOST}{_FEED}"',
        pages=frozenset(map(record, _LISTED)),
        entrance=f"https://{HOST}{_FEED}/services?page=2",
    ),
    Platform(
        key="open-referral-old",
        name="Old Harbour",
        place=Place(hosts=(Host(name=OLD, wild=furnished(_serve)),)),
        start=f"https://{OLD}{_OLD_FEED}/",
        find=f'[[find]]\nkind = "open_referral"\nfeed = "https://{OLD}{_OLD_FEED}/services"',
        pages=frozenset(f"https://{OLD}{_OLD_FEED}/services/{_id(number)}" for number in _LISTED),
        entrance=f"https://{OLD}{_OLD_FEED}/services",
    ),
)
