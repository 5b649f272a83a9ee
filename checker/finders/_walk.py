"""Walks from page to page, breadth first, a few pages at once, and never further than it was told."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import CheckerError
from checker.model.fetching import Limits, Request
from checker.model.problems import Unchecked

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable

    from checker.model.fetching import Fetched
    from checker.model.finding import Ask

FRONTIER = 200_000
"""Addresses noted in all. A site that leads to more makes them up."""
LINKS = 20_000
"""Links of one page. The longest list of a council's services has some thousand."""
_CUT = {
    "pages": "The {walk} stopped after {asked:,} addresses, the limit. Raise pages in [[find]] if the site is larger.",
    "depth": "The {walk} stopped {depth} links from its start, the limit. Raise depth in [[find]] to go further.",
    "frontier": "The {walk} stopped because the site leads to more than 200,000 addresses.",
    "links": "A page has more than 20,000 links. The {walk} did not follow those after that.",
}
_HTML = ("text/html", "application/xhtml+xml")
_BODY = 20_000_000
"""Bytes, as much as a reader takes (20 MB)."""


class Step(NamedTuple):
    """An address on the way, and how many links lead to it."""

    address: str
    depth: int


@dataclass(slots=True, kw_only=True)
class Walk:
    """How far to walk, and how far it went."""

    follow: Callable[[str], str | None]
    """Gives the name of the page a link leads to, or None if it is not to be followed."""
    within: Callable[[str], bool]
    """Tells whether a page's links are of interest, by the address that answered in the end."""
    depth: int
    pages: int
    """How many addresses are asked at most."""
    at_once: int = 4
    seen: set[str] = field(default_factory=set)
    asked: int = 0
    cut: set[str] = field(default_factory=set)
    """Why there was no more: `pages`, `depth`, `frontier` or `links`. Empty when all was walked."""


async def go(starts: Iterable[str], walk: Walk, ask: Ask) -> AsyncGenerator[tuple[str, Fetched]]:
    """Yield each address with its answer, in the order in which links lead to them."""
    waiting: deque[Step] = deque()
    for address in starts:
        if address not in walk.seen:
            walk.seen.add(address)
            waiting.append(Step(address, 0))
    under_way: deque[tuple[Step, asyncio.Task[Fetched]]] = deque()
    try:
        while waiting or under_way:
            _begin(waiting, under_way, walk, ask)
            if not under_way:
                return
            step, task = under_way.popleft()
            fetched = await task
            yield step.address, fetched
            if is_html(fetched) and walk.within(fetched.final_url):
                _note(step, _links(fetched, ask), waiting, walk)
    finally:
        for _, task in under_way:
            task.cancel()


def is_html(fetched: Fetched) -> bool:
    """Tell whether an answer is a page whose links can be read."""
    if fetched.status != 200:  # noqa: PLR2004 - OK
        return False
    kind = fetched.header("content-type").partition(";")[0].strip().lower()
    return kind in _HTML if kind else fetched.body[:300].lstrip().startswith(b"<")


def cut_short(start: str, walk: Walk, name: str) -> tuple[Unchecked, ...]:
    """Say why there was no more, if there was more."""
    why = " ".join(_CUT[each].format(walk=name, asked=walk.asked, depth=walk.depth) for each in sorted(walk.cut))
    return (Unchecked(what=start, why=why, stage="find"),) if why else ()


def request(address: str) -> Request:
    """Ask for a page in the way the next stage does."""
    return Request(url=address, limits=Limits(body=_BODY))


def _links(fetched: Fetched, ask: Ask) -> tuple[str, ...]:
    """Give a page's links. One that cannot be read has none, and the next stage says why."""
    try:
        return ask.links_of(fetched)
    except CheckerError:
        return ()


def _begin(waiting: deque[Step], under_way: deque[tuple[Step, asyncio.Task[Fetched]]], walk: Walk, ask: Ask) -> None:
    while waiting and len(under_way) < walk.at_once:
        if walk.asked >= walk.pages:
            walk.cut.add("pages")
            return
        walk.asked += 1
        step = waiting.popleft()
        task = asyncio.ensure_future(ask.fetch(request(step.address)))
        under_way.append((step, task))


def _note(step: Step, links: tuple[str, ...], waiting: deque[Step], walk: Walk) -> None:
    if len(links) > LINKS:
        walk.cut.add("links")
    for link in links[:LINKS]:
        address = walk.follow(link)
        if address is None or address in walk.seen:
            continue
        if step.depth >= walk.depth:
            walk.cut.add("depth")
            return
        if len(walk.seen) >= FRONTIER:
            walk.cut.add("frontier")
            return
        walk.seen.add(address)
        waiting.append(Step(address, step.depth + 1))
