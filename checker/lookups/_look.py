"""One look at one address: the question itself, and the few more that its answer calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from checker.digests import blake2b
from checker.lookups._evidence import evidence
from checker.lookups._not_found import ABOVE, NOINDEX
from checker.lookups._parked import name_server_sign
from checker.lookups._print import alike, outdated
from checker.lookups._sight import OK
from checker.model.fetching import STANDARD, Hop, Limits, Request
from checker.model.targets import Evidence, Past
from checker.urls import host_of, parts, registrable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from checker.model.fetching import Fetch, Fetched

_WEEK = 7  # days for which it is remembered what a host says to a made-up address
_REFRESHES = 2


class Gather(Protocol):
    """Turns an answer into evidence, as `evidence` does; perhaps in another process."""

    async def __call__(self, fetched: Fetched, asked: datetime, before: Evidence | None = None) -> Evidence:
        """Gather it."""


async def here(fetched: Fetched, asked: datetime, before: Evidence | None = None) -> Evidence:
    """Gather evidence in this process."""
    return evidence(fetched, asked, before=before)


class Asking(Struct, frozen=True, kw_only=True):
    """How the world is asked, and what is known of it already."""

    fetch: Fetch
    now: Callable[[], datetime]
    """The time in UTC."""
    today: date
    limits: Limits = STANDARD
    gather: Gather = here
    confirm: tuple[float, ...] = (5.0, 30.0)
    """Seconds before each further look at what gave no good answer, after everything else."""
    past: Mapping[str, Past] = {}
    """What earlier nights know of each address."""
    fine_hosts: AbstractSet[str] = frozenset()
    """Hosts of addresses that need not be asked tonight, as they answered well of late. It may grow meanwhile."""
    made_up: dict[str, Evidence] = {}
    """What hosts said to made-up addresses, by directory. Grows; whoever keeps it saves a question a week."""
    publisher: Callable[[str, Evidence], Awaitable[tuple[str, ...]]] | None = None
    """Gives what a publisher's own service says of an address, as signs: `checker.lookups.govuk`."""
    name_servers: Callable[[str], Awaitable[tuple[str, ...]]] | None = None
    """Gives the name servers of a registered domain; asked only where one sign of parking is already there."""

    def past_of(self, url: str) -> Past:
        """Give what earlier nights know of an address."""
        return self.past.get(url) or Past()


async def look(url: str, number: int, asking: Asking) -> Evidence:
    """Ask an address once, for the first or a further time tonight."""
    fetched = await asking.fetch(Request(url=url, limits=asking.limits, look=number))
    seen = await asking.gather(fetched, asking.now(), asking.past_of(url).good)
    seen = await _refreshed(url, number, seen, asking)
    if _is_single(seen, "not-found") or _is_single(seen, "for-sale"):
        seen = await _compared(url, seen, asking)
    if _is_single(seen, "for-sale") and asking.name_servers:
        domain = registrable(host_of(url))
        sign = name_server_sign(await asking.name_servers(domain)) if domain else None
        seen = replace(seen, signs=(*seen.signs, sign)) if sign else seen
    if asking.publisher:
        seen = replace(seen, signs=(*seen.signs, *await asking.publisher(url, seen)))
    return seen


async def _refreshed(url: str, number: int, seen: Evidence, asking: Asking) -> Evidence:
    """Go where the page itself leads on at once, as every browser does."""
    visited = {url, seen.final_url}
    for _ in range(_REFRESHES):
        onward = next((each.partition(": ")[2] for each in seen.signs if each.startswith("refresh: ")), None)
        if onward is None or onward in visited or seen.wall:
            return seen
        visited.add(onward)
        so_far = (*seen.chain, Hop(url=seen.final_url or url, status=seen.status or 200))
        # the link is still the one on the page: what it promised is judged, not the page that leads on
        answer = await asking.fetch(Request(url=onward, limits=asking.limits, look=number))
        answer = replace(answer, url=url, redirects=(*so_far, *answer.redirects))
        seen = await asking.gather(answer, asking.now())
    return seen


def _is_single(seen: Evidence, kind: str) -> bool:
    # what stands on a bot wall says nothing of the page behind it
    return not seen.wall and seen.status in OK and sum(each.startswith(f"{kind}: ") for each in seen.signs) == 1


async def _compared(url: str, seen: Evidence, asking: Asking) -> Evidence:
    """Ask for something that is surely not there. A host that shows the same for it shows nothing for this."""
    if ABOVE in seen.signs or (NOINDEX in seen.signs and "?" in url):
        # the first part of a guide is the guide itself; and many lists that search engines leave out show the same for
        # a record that is not there: what a made-up address shows would prove nothing
        return seen
    key, address = made_up(url, asking.today)
    known = asking.made_up.get(key)
    if known is None or (asking.now() - known.asked).days >= _WEEK or outdated(known.words):
        fetched = await asking.fetch(Request(url=address, limits=asking.limits))
        known = asking.made_up[key] = await asking.gather(fetched, asking.now())
    if not _same(seen, known, url):
        return seen
    found = []
    if _is_single(seen, "not-found"):
        found.append("not-found: a made-up address shows the same")
    if _is_single(seen, "for-sale"):
        found.append("for-sale: every address shows the same")
    return replace(seen, signs=(*seen.signs, *found))


def lasting(found: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Give those answers to made-up addresses that a host will give tomorrow too: no failure, and no wall."""
    kept = range(200, 500)
    return {place: seen for place, seen in found.items() if seen.status in kept and not seen.wall}


def _same(seen: Evidence, other: Evidence, url: str) -> bool:
    if other.status not in OK or other.wall:
        return False
    if seen.final_url == other.final_url and seen.final_url != url:
        return True
    if seen.words is None and other.words is None:
        return bool(seen.title) and seen.title == other.title
    return alike(seen.words, other.words)


def made_up(url: str, today: date) -> tuple[str, str]:
    """Make up an address beside another: same directory and ending, or same script with a record that is not there.

    Returns:
        What it stands for (the same for all addresses beside it), and the address.
    """
    found = parts(url)
    if found is None:
        return url, url
    name = "never-here-" + blake2b(f"{found.host} {today}".encode(), digest_size=6).hexdigest()
    head, _, last = found.path.rpartition("/")
    origin = f"{found.scheme}://{found.host}{f':{found.port}' if found.port else ''}"
    query, _, value = found.query.rpartition("=")
    if query and value:
        return f"{origin}{found.path}{query}=*", f"{origin}{found.path}{query}={name}"
    ending = "." + last.rpartition(".")[2] if "." in last else ""
    return f"{origin}{head}/*{ending}", f"{origin}{head}/{name}{ending}"
