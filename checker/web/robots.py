"""Obeys robots.txt (RFC 9309), and passes on what it says of pace and of sitemaps."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace
from protego import Protego

from checker.model.fetching import Failure, Fetched, Request, RobotsPolicy
from checker.urls import origin, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.model.fetching import Fetch, Limits

TOKEN = "content-checker"  # noqa: S105 - the product token of RFC 9309, 2.2.1: what a robots.txt calls us
_FEW = 5  # addresses of a host that are asked without looking at robots.txt
_LARGEST = 512_000  # bytes; RFC 9309, 2.5: at least 500 kibibytes must be read
UNREAD = "robots.txt could not be read"
"""How the reason begins where nothing may be asked because nobody knows what may be."""
_UNKNOWN_STATUS = frozenset({408, 425, 429})  # in the 4xx by number only: they say nothing of whether there is a file
_HOST_WIDE = frozenset(
    # with these, or with no connection at all, nothing gets through: the page's own request meets the same, and
    # gets the true answer
    {
        Failure.MALFORMED,
        Failure.NO_NAME,
        Failure.NO_ADDRESS,
        Failure.NAME_SILENT,
        Failure.NOT_PUBLIC,
        Failure.NO_ROUTE,
        Failure.PROXY,
        Failure.REFUSED,
        Failure.TLS,
        Failure.CERTIFICATE,
        Failure.GIVEN_UP,
    }
)


class Rules:
    """What one origin's robots.txt says to us."""

    def __init__(self, text: str = "", *, closed: str = "", token: str = TOKEN) -> None:
        """Read a robots.txt.

        Args:
            text: All of it.
            closed: Why nothing at all may be asked, where that is so.
            token: What it calls us.
        """
        self._parsed = Protego.parse(text)
        self._token = token
        self.closed = closed
        self.sitemaps = tuple(self._parsed.sitemaps)
        self.delay = self._parsed.crawl_delay(token)

    def allows(self, url: str) -> bool:
        """Tell whether an address may be asked."""
        return not self.closed and self._parsed.can_fetch(url, self._token)


_NONE = Rules()
"""What most origins say: nothing."""


class Robots:
    """The robots.txt of every origin met in this run."""

    def __init__(
        self,
        fetch: Fetch,
        *,
        limits: Limits,
        policy_of: Callable[[str], RobotsPolicy],
        delay: Callable[[str, float], None],
    ) -> None:
        """Keep what every origin shares.

        Args:
            fetch: Asks for robots.txt itself: paced, guarded, redirects followed.
            limits: Of the request for robots.txt.
            policy_of: Whether a host is asked for its robots.txt.
            delay: Is told of a host and the seconds it wants between two requests.
        """
        self._fetch, self._limits, self._policy_of, self._delay = fetch, limits, policy_of, delay
        self._origins: dict[str, Rules | asyncio.Task[Rules]] = {}
        self._few: dict[str, tuple[int, ...]] = {}
        """Hosts of which few addresses are known yet, and a number that stands for each of those."""
        self._many: set[str] = set()

    def obeying(self, fetch: Fetch) -> Fetch:
        """Let through only what robots.txt leaves open."""

        async def ask(request: Request) -> Fetched:
            there = parts(request.url)
            if there is None or not there.host or not self._binds(there.host, request.url):
                return await fetch(request)
            why = await self._refused(request.url)
            if why:
                return Fetched(url=request.url, final_url=request.url, failure=Failure.ROBOTS, detail=why)
            return await fetch(request)

        return ask

    async def refusal(self, url: str) -> str:
        """Say why an address may not be asked, however few of its host are; an empty string where it may."""
        there = parts(url)
        if there is None or not there.host or self._policy_of(there.host) is RobotsPolicy.NEVER:
            return ""
        return await self._refused(url)

    def announce(self, urls: Iterable[str]) -> None:
        """Say beforehand which addresses will be asked: whether a host has many is then known from the first."""
        for url in urls:
            there = parts(url)
            if there is not None and self._policy_of(there.host) is RobotsPolicy.MANY:
                self._has_many(there.host, url)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Give the sitemaps that the robots.txt of this address's host lists, as they are written there."""
        there = origin(url)
        return (await self._rules(there)).sitemaps if there else ()

    async def close(self) -> None:
        """Leave no question in the air."""
        asking = [each for each in self._origins.values() if isinstance(each, asyncio.Task)]
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _refused(self, url: str) -> str:
        rules = await self._rules(origin(url))
        return "" if rules.allows(url) else rules.closed or "robots.txt asks us to leave this address alone"

    def _binds(self, host: str, url: str) -> bool:
        policy = self._policy_of(host)
        if policy is RobotsPolicy.MANY:
            return self._has_many(host, url)
        return policy is RobotsPolicy.ALWAYS

    def _has_many(self, host: str, url: str) -> bool:
        """Count an address, and tell whether its host has many. Of one that has, no more is kept than that."""
        if host in self._many:
            return True
        few, mark = self._few.get(host, ()), hash(url)
        if mark in few:
            return False
        if len(few) < _FEW:
            self._few[host] = (*few, mark)
            return False
        del self._few[host]
        self._many.add(host)
        return True

    async def _rules(self, origin: str) -> Rules:
        known = self._origins.get(origin)
        if isinstance(known, Rules):
            return known
        if known is None:
            known = self._origins[origin] = asyncio.ensure_future(self._learn(origin))
        return await asyncio.shield(known)

    async def _learn(self, origin: str) -> Rules:
        rules = await self._asked_for(Request(url=f"{origin}/robots.txt", limits=self._limits))
        there = parts(origin)
        if rules.delay and there:
            self._delay(there.host, rules.delay)
        self._origins[origin] = rules
        return rules

    async def _asked_for(self, request: Request) -> Rules:
        """Ask for a robots.txt; once more if nothing came, as a whole host is closed for the night by it."""
        answer = await self._fetch(request)
        rules = _judged(answer)
        if rules.closed and answer.status is None:
            rules = _judged(await self._fetch(replace(request, look=2)))
        return rules


def robots_limits(limits: Limits) -> Limits:
    """Give the limits for asking robots.txt: five redirects at least (RFC 9309, 2.3.1.2), and 500 kibibytes."""
    return replace(limits, body=_LARGEST, redirects=max(5, limits.redirects))


def _judged(answer: Fetched) -> Rules:
    """Apply RFC 9309, 2.3.1: what the status means."""
    status = answer.status
    if status is not None and 200 <= status < 300:  # noqa: PLR2004
        if answer.failure and answer.failure is not Failure.CUT:
            return Rules(closed=f"{UNREAD} (it broke off: {answer.failure})")
        text = answer.body.decode("utf-8-sig", "replace")
        if answer.failure is Failure.CUT:
            text = text.rpartition("\n")[0]  # half a line could say the opposite of the whole
        return Rules(text)
    if status is not None and 300 <= status < 500 and status not in _UNKNOWN_STATUS:  # noqa: PLR2004
        return _NONE  # there is none, or it lies behind more redirects than anybody need follow
    if status is None and (answer.failure in _HOST_WIDE or not answer.address):
        return _NONE
    why = f"status {status}" if status else answer.failure
    return Rules(closed=f"{UNREAD} ({why})")
