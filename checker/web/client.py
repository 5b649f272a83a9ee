"""Puts the layers together: one call, and an address is asked as it should be."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import TYPE_CHECKING, Self, TypeVar

import pycurl
from msgspec.structs import replace

from checker import __version__
from checker.model.fetching import STANDARD, RobotsPolicy
from checker.web.door import showing
from checker.web.engine import Engine
from checker.web.guard import Policy, guarded
from checker.web.memory import Memory
from checker.web.names import Names
from checker.web.pace import Pacer
from checker.web.redirects import following
from checker.web.robots import TOKEN, Robots, robots_limits
from checker.web.visits import forgetting

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from types import TracebackType

    from checker.model.fetching import Fetch, Fetched, Pace, Request, WebOptions
    from checker.model.names import MailServers, Resolved

_OPEN_FILES = 4096
_CONNECTIONS = 2048
"""Kept open, at most: a host's next address often comes after those of a thousand others. With TLS one takes 90 kB."""
_Result = TypeVar("_Result")


class Client:
    """The web, as one run of the checker meets it. Use as an asynchronous context manager.

    From the outside in: memory (once a run), redirects (each hop anew), robots.txt, the guard (which address may be
    asked), pace (when), the engine. Names are looked up before a place in flight is taken.
    """

    def __init__(
        self,
        options: WebOptions,
        *,
        log: Callable[[Fetched], None] | None = None,
    ) -> None:
        """Put the layers together. Nothing is asked yet.

        Args:
            options: What this run may do, and how.
            log: Is told of every single request that was made, each hop of a redirect for itself.
        """
        self._options = options
        self._log = log

    async def __aenter__(self) -> Self:
        """Begin."""
        options = self._options
        self._engine = Engine(
            agent=options.agent, ca_bundle=options.ca_bundle, proxy=options.proxy, connections=_connections()
        )
        named = options.nameserver is not None
        self._names = Names(nameserver=options.nameserver, timeout=options.limits.name, trusted=named)
        self._memory = Memory()
        self._pacer = pacer = Pacer(
            pace_of=partial(_pace, options), in_flight=options.in_flight, first=options.own_hosts.__contains__
        )
        policy = Policy(
            networks=options.networks,
            private=options.private,
            own_hosts=options.own_hosts,
            own_networks=options.own_networks,
            rewrites=options.rewrites,
            proxied=bool(options.proxy),
        )
        one_hop = guarded(
            pacer.paced(self._logged(showing(self._engine.fetch, options.held))),
            resolve=self._names.resolve,
            policy=policy,
        )
        self._robots = Robots(
            following(one_hop),
            limits=robots_limits(options.limits),
            policy_of=partial(_robots_policy, options),
            delay=pacer.crawl_delay,
        )
        self._ask = self._memory.remembering(forgetting(following(self._robots.obeying(one_hop))))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no question in the air, and close every connection."""
        await self._memory.close()
        await self._robots.close()
        await self._names.close()
        await self._engine.__aexit__(kind, fault, trace)

    async def fetch(self, request: Request) -> Fetched:
        """Ask one address. Never raises for anything the network does."""
        if request.limits is STANDARD:
            request = replace(request, limits=self._options.limits)
        return await self._ask(request)

    async def resolve(self, host: str) -> Resolved:
        """Give the addresses of a host."""
        return await self._names.resolve(host)

    async def mx(self, domain: str) -> MailServers:
        """Say who takes the mail of a domain."""
        return await self._names.mx(domain)

    async def texts(self, domain: str) -> tuple[str, ...]:
        """Give the TXT records of a domain."""
        return await self._names.texts(domain)

    async def name_servers(self, domain: str) -> tuple[str, ...]:
        """Give the name servers of a registered domain."""
        return await self._names.name_servers(domain)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Give the sitemaps that the robots.txt of this address's host lists, as they are written there."""
        return await self._robots.sitemaps(url)

    async def refusal(self, url: str) -> str:
        """Say why robots.txt keeps us from an address, however few are asked; an empty string where it does not."""
        return await self._robots.refusal(url)

    @property
    def waited(self) -> float:
        """Give the seconds that requests waited for their turn, all together."""
        return self._pacer.waited

    def announce(self, urls: Iterable[str]) -> None:
        """Say beforehand which addresses will be asked, so that a host with many is known as such from the first."""
        self._robots.announce(urls)

    def forget(self) -> None:
        """Forget what was said, when nothing is asked any more: of a large site it fills much of the memory."""
        self._memory.forget()
        self._names.forget()
        self._pacer.forget()

    def _logged(self, fetch: Fetch) -> Fetch:
        log = self._log
        if log is None:
            return fetch

        async def ask(request: Request) -> Fetched:
            answer = await fetch(request)
            log(answer)
            return answer

        return ask


def agent(about: str | None, contact: str | None = None) -> str:
    """Make the User-Agent header: it names the tool and its version, for which site it asks, and whom to write to.

    Args:
        about: The address of the site that is checked; None for pages of no site.
        contact: Where to reach the people who run the checker.
    """
    whom = "".join(each for each in contact or "" if each.isascii() and each.isprintable() and each not in "();")
    said = (f"+{about}" if about else "", whom)
    return f"Mozilla/5.0 (compatible; {'; '.join((f'{TOKEN}/{__version__}', *filter(None, said)))})"


def run(main: Coroutine[object, object, _Result]) -> _Result:
    """Run a coroutine on the fastest loop there is. libcurl needs one that watches sockets, also on Windows."""
    _allow_open_files()
    with asyncio.Runner(loop_factory=_loop) as runner:
        return runner.run(main)


def _allow_open_files() -> None:
    """Ask the system for as many open connections as the pool may hold; some begin with 256."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _connections() -> int:
    """Give how many connections may be kept open: half of the files that the system lets us open, at most."""
    if sys.platform == "win32":
        return _CONNECTIONS
    import resource  # noqa: PLC0415 - Windows has none

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _CONNECTIONS if soft == resource.RLIM_INFINITY else min(_CONNECTIONS, soft // 2)


def _loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.SelectorEventLoop()
    try:
        from uvloop import new_event_loop  # noqa: PLC0415 - it is not there on every system
    except ImportError:
        return asyncio.SelectorEventLoop()
    return new_event_loop()


def _pace(options: WebOptions, host: str) -> Pace:
    return options.own if host in options.own_hosts else options.others


def _robots_policy(options: WebOptions, host: str) -> RobotsPolicy:
    own = host in options.own_hosts and options.robots is not RobotsPolicy.NEVER
    return RobotsPolicy.ALWAYS if own else options.robots


def library() -> str:
    """Name the library that asks, with its version and what it stands on."""
    return str(pycurl.version)
