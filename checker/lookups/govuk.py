"""What GOV.UK itself says of its pages: withdrawn, taken away, or to be found elsewhere.

Its content API needs no key (https://content-api.publishing.service.gov.uk/). It is asked by the same `fetch` as every
address and not through a library of its own: so it obeys the guard, the pace, `--connect-to` and the name server, and
tests can stand in for it. Withdrawn pages answer 200 and look alive; only `withdrawn_notice` tells.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.fetching import STANDARD, Limits, Request
from checker.urls import parts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from checker.model.fetching import Fetch
    from checker.model.targets import Evidence

HOST = "www.gov.uk"
_WHOLE = 4_000_000
"""Bytes. The notice is one of the last keys of an item, and the longest guides are above a megabyte."""
_GONE = frozenset({404, 410})
_OK = 200
_NO_ITEMS = ("/api/", "/assets/", "/search", "/government/uploads/", "/media/")


def publisher(fetch: Fetch, limits: Limits = STANDARD) -> Callable[[str, Evidence], Awaitable[tuple[str, ...]]]:
    """Make the function that gives the signs of an address: `withdrawn: 3 May 2023`, `instead: https://...`."""
    whole = replace(limits, body=_WHOLE)

    async def signs(url: str, seen: Evidence) -> tuple[str, ...]:
        found = parts(url)
        if found is None or found.host != HOST or found.path == "/" or found.path.startswith(_NO_ITEMS):
            return ()
        if seen.status not in {_OK, *_GONE} or any(each.startswith("withdrawn: ") for each in seen.signs):
            return ()
        answer = await fetch(Request(url=f"https://{HOST}/api/content{found.path.rstrip('/')}", limits=whole))
        return tuple(_signs(answer.body, gone=seen.status in _GONE))

    return signs


def _signs(body: bytes, *, gone: bool) -> list[str]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, dict):
        return []
    notice = _table(found.get("withdrawn_notice"))
    if notice and not gone:
        return [f"withdrawn: {_day(str(notice.get('withdrawn_at', '')))}"]
    instead = _instead(found) if gone else ""
    return [f"instead: https://{HOST}{instead}"] if instead.startswith("/") and not instead.startswith("//") else []


def _instead(found: Mapping[str, object]) -> str:
    """Give the path GOV.UK names for what it took away, or an empty string."""
    ways = found.get("redirects")
    first = _table(ways[0]) if isinstance(ways, list) and ways else {}
    return str(first.get("destination") or _table(found.get("details")).get("alternative_path") or "")


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _day(moment: str) -> str:
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return "an unknown day"
    return f"{day.day} {day:%B %Y}"
