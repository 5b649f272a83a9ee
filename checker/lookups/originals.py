"""Whether what we publish of an organisation still stands on its own website: what an editor would look up by hand.

For each contact with a website of its own (`checker.websites` says which) the home page and the pages of contacts are
read, found by their links: at most four pages of an organisation, and none again for a week. Every request goes through
the same client as all others, and robots.txt is obeyed however few pages are asked.

Evidence first, then a judgement (`_held`), which must not cry wolf. A number that stands anywhere in their pages is
found: written otherwise, in a `tel:` link, with an extension, for machines alone, or as its 03 sister. If it is not
there, only another of the same kind says that ours is old: in the same area, or the only one they have; of emails, one
that stands for the whole organisation. Several offices, many numbers, a page that could not be read, a number that we
give for others too: nothing is said then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker import websites
from checker.lookups._held import held
from checker.lookups._leaves import Read, read_off
from checker.lookups._sight import OK, sight
from checker.lookups._stream import answers
from checker.lookups._walls import wall
from checker.model.fetching import Failure, Fetched, Request
from checker.model.originals import Organisation
from checker.urls import origin

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
    from datetime import datetime

    from checker.model.fetching import Fetch
    from checker.model.originals import Leaf

__all__ = ["PAGES", "Asking", "Read", "held", "look_up", "read_off"]

PAGES = 4
"""Pages of an organisation that are asked in a night at most."""
_ELSEWHERE = "It leads to another website."
_WALL = "It keeps automatic visitors out."
_SCRIPT = "Its pages are built by script."
_NO_PAGE = "It does not answer with a page."
_TOO_LONG = "A page of it broke off, or is too long."


class Asking(Struct, frozen=True, kw_only=True):
    """How the organisations' websites are asked."""

    fetch: Fetch
    refusal: Callable[[str], Awaitable[str]]
    """Says why robots.txt keeps us from an address; an empty string where it does not."""
    read: Callable[[Fetched], Awaitable[Read | None]]
    """Reads a page; None where it cannot be read."""
    now: Callable[[], datetime]
    """The time in UTC."""


async def look_up(
    websites_of: Mapping[str, Iterable[str]], asking: Asking, *, stop: asyncio.Event
) -> AsyncGenerator[Organisation, None]:
    """Read organisations' own pages, and give what was seen of each as soon as it is.

    Args:
        websites_of: By registered domain, the addresses that our pages give for it.
        asking: How.
        stop: Set to end in good order: an organisation that was not read through is not given.
    """

    async def one(domain: str) -> Organisation:
        return await _visited(domain, websites_of[domain], asking)

    async for _, seen in answers(sorted(websites_of), one, stop):
        if seen is not None:
            yield seen


class _Way:
    """The pages that are still to be read: those of contacts first, then the home page, then what may lead there."""

    def __init__(self, starts: Iterable[str]) -> None:
        self._ranks: dict[str, int] = dict.fromkeys(sorted(starts, key=lambda each: (len(each), each)), 0)
        self._met = {_plain(each) for each in self._ranks}
        self._promised = False

    def add(self, addresses: Iterable[str], rank: int) -> None:
        for each in addresses:
            self._promised |= rank == _CONTACTS
            if _plain(each) not in self._met:
                self._met.add(_plain(each))
                self._ranks[each] = rank

    def done(self, address: str) -> None:
        self._met.add(_plain(address))

    def next(self) -> str | None:
        best = min(self._ranks, key=self._ranks.__getitem__, default=None)
        if best is None or (self._promised and self._ranks[best] == _ABOUT):
            return None
        del self._ranks[best]
        return best

    @property
    def promising(self) -> bool:
        """Tell whether pages of contacts are left."""
        return any(rank < _HOME for rank in self._ranks.values())


_CONTACTS, _HOME, _ABOUT = 1, 2, 3


def _plain(address: str) -> str:
    """Give what two writings of one address have in common."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


async def _visited(domain: str, starts: Iterable[str], asking: Asking) -> Organisation:
    way, leaves, whys, branches = _Way(starts), list["Leaf"](), list[str](), False
    for _ in range(PAGES):
        address = way.next()
        if address is None:
            break
        found, why = await _page(address, domain, asking)
        if why:
            whys.append(why)
        if found is None:
            continue
        way.done(found.leaf.url)
        leaves.append(found.leaf)
        branches |= found.branches
        way.add(found.contacts, _CONTACTS)
        way.add([f"{origin(found.leaf.url)}/"], _HOME)
        way.add(found.about, _ABOUT)
    return Organisation(
        domain=domain,
        looked=asking.now(),
        leaves=tuple(leaves),
        why=_sentence(domain, whys[0]) if whys else "",
        branches=branches or way.promising,
    )


def _sentence(domain: str, why: str) -> str:
    return f"What we publish could not be held against the pages of {domain}. {why}"


async def _page(address: str, domain: str, asking: Asking) -> tuple[Read | None, str]:
    """Read one page of theirs. Give it, and why not all of it could be read."""
    refused = await asking.refusal(address)
    if refused:
        return None, f"{refused[0].upper()}{refused[1:]}."
    answer = await asking.fetch(Request(url=address))
    why = _unread(answer, domain)
    if why:
        return None, why
    found = await asking.read(answer)
    if found is None:
        return None, _NO_PAGE
    if found.built:
        return found, _SCRIPT
    return found, _TOO_LONG if answer.failure in {Failure.CUT, Failure.BROKE_OFF} else ""


def _unread(answer: Fetched, domain: str) -> str:
    """Say why an answer is no page of theirs."""
    if answer.status is None:
        return f"It gave no answer ({answer.failure or Failure.OTHER})."
    walled = wall(sight(answer)) is not None
    if answer.status not in OK:
        return _WALL if walled else f"It answered with an error ({answer.status})."
    if websites.domain_of(answer.final_url) != domain:
        return _ELSEWHERE
    return _WALL if walled else ""
