"""Looks up names once a run, with our own resolver, so that what was judged is what is asked."""

from __future__ import annotations

import asyncio
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Generic, TypeVar

import aiodns
import pycares

from checker.model.fetching import Failure
from checker.model.names import MailServers, Resolved
from checker.web._resolvers import Resolvers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_NO_NAME = frozenset({pycares.errno.ARES_ENOTFOUND, pycares.errno.ARES_ENONAME})
_NO_DATA = frozenset({pycares.errno.ARES_ENODATA})
_IMPOSSIBLE = frozenset({pycares.errno.ARES_EBADNAME, pycares.errno.ARES_EBADQUERY})
_AT_ONCE = 100  # questions in the air: with thousands, answers are lost in the socket's buffer and asked for again
_DEAF = 100  # questions in a row without any answer, after which the name server itself is taken to be down
_DEAF_FOR = 30.0  # seconds, before it is asked again
_NO_ANSWER = frozenset({pycares.errno.ARES_ETIMEOUT, pycares.errno.ARES_ECONNREFUSED})
_LOOPBACK = "127.0.0.1"
_KNOWN_TO_ALL = ("uk", "org", "com")
"""Endings. A name server that says they do not exist knows nothing of the internet: the network is closed."""

_Answer = TypeVar("_Answer")
_Record = TypeVar("_Record")


class Names:
    """A name server, and what it has said so far."""

    def __init__(self, *, nameserver: str | None = None, timeout: float = 5.0, trusted: bool = True) -> None:
        """Choose the server.

        Args:
            nameserver: HOST or HOST:PORT; None for the system's.
            timeout: Seconds for one try; the question is asked twice.
            trusted: False if it is not believed that a name does not exist before the server has shown that it knows
                any. One that was named on the command line is believed.
        """
        host, port = _server(nameserver or "")
        servers = [host] if host else None  # port 0 is c-ares' word for the usual port
        self._resolvers = Resolvers(
            lambda: aiodns.DNSResolver(servers, udp_port=port, tcp_port=port, timeout=timeout, tries=2)
        )
        self._trusted = trusted
        self._trying: asyncio.Task[bool] | None = None
        self._unanswered = 0
        self._deaf_until = 0.0
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._hosts: _Once[Resolved] = _Once()
        self._looks: dict[str, int] = {}
        """The last look at each name that was looked at more than once."""
        self._mail: _Once[MailServers] = _Once()
        self._txt: _Once[tuple[str, ...]] = _Once()
        self._ns: _Once[tuple[str, ...]] = _Once()

    def forget(self) -> None:
        """Forget every answer that has come."""
        for each in (self._hosts, self._mail, self._txt, self._ns):
            each.known.clear()

    async def close(self) -> None:
        """Leave no question in the air."""
        asking: list[asyncio.Task[object]] = [self._trying] if self._trying else []
        asking += (task for each in (self._hosts, self._mail, self._txt, self._ns) for task in each.asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        await self._resolvers.close()

    async def resolve(self, host: str, *, look: int = 1) -> Resolved:
        """Give the addresses of a host, IPv4 where it has any. Asked once a run; who comes meanwhile waits.

        Args:
            host: A name, or an address.
            look: At the second look a name that had no address is asked again. One that had keeps it: what was judged
                is what is asked.
        """
        literal = _literal(host)
        if literal:
            return Resolved(addresses=(literal,))
        name = host.rstrip(".")
        if look > self._looks.get(name, 1):
            self._looks[name] = look
            known = self._hosts.known.get(name)
            if known and known.failure:
                del self._hosts.known[name]
        return await self._hosts.answer(name, partial(self._addresses, look=look))

    async def mx(self, domain: str) -> MailServers:
        """Say who takes the mail of a domain. Asked once a run; who comes meanwhile waits."""
        return await self._mail.answer(domain.rstrip("."), self._mail_servers)

    async def texts(self, domain: str) -> tuple[str, ...]:
        """Give the TXT records of a domain; none where there are none or nobody says."""
        return await self._txt.answer(domain.rstrip("."), self._all_texts)

    async def name_servers(self, domain: str) -> tuple[str, ...]:
        """Give the name servers of a registered domain; none where nobody says."""
        return await self._ns.answer(domain.rstrip("."), self._all_name_servers)

    async def _addresses(self, host: str, *, look: int) -> Resolved:
        four = await self._query(host, "A", pycares.ARecordData, look=look)
        if isinstance(four, list):
            return Resolved(addresses=tuple(each.addr for each in four))
        if four is Failure.NO_NAME:
            return Resolved(failure=four)
        six = await self._query(host, "AAAA", pycares.AAAARecordData, look=look)
        if isinstance(six, list):
            return Resolved(addresses=tuple(each.addr for each in six))
        # a server that failed for one kind has not said that there is none of it
        return Resolved(failure=six if four is Failure.NO_ADDRESS else four)

    async def _mail_servers(self, domain: str) -> MailServers:
        found = await self._query(domain, "MX", pycares.MXRecordData)
        if isinstance(found, Failure):
            return MailServers(failure=found)
        ranked = sorted((each.priority, each.exchange.rstrip(".").lower()) for each in found)
        hosts = tuple(host for _, host in ranked if host)
        return MailServers(hosts=hosts, null=not hosts)

    async def _all_texts(self, domain: str) -> tuple[str, ...]:
        found = await self._query(domain, "TXT", pycares.TXTRecordData)
        return () if isinstance(found, Failure) else tuple(each.data.decode("utf-8", "replace") for each in found)

    async def _all_name_servers(self, domain: str) -> tuple[str, ...]:
        found = await self._query(domain, "NS", pycares.NSRecordData)
        return () if isinstance(found, Failure) else tuple(sorted(each.nsdname.rstrip(".").lower() for each in found))

    async def _query(self, name: str, kind: str, form: type[_Record], *, look: int = 1) -> list[_Record] | Failure:
        """Ask one question; an empty answer is NO_ADDRESS. The aliases on the way are left out."""
        found = await self._question(name, kind, form, look=look)
        if isinstance(found, list):
            self._trusted = True
        if found is Failure.NO_NAME and not self._trusted:
            self._trying = self._trying or asyncio.ensure_future(self._knows_any())
            self._trusted = await asyncio.shield(self._trying)
            return found if self._trusted else Failure.NAME_SILENT
        return found

    async def _knows_any(self) -> bool:
        """Tell whether the server knows what every name server on the internet knows."""
        asked = [self._question(each, "NS", pycares.NSRecordData) for each in _KNOWN_TO_ALL]
        return any(isinstance(each, list) or each is Failure.NO_ADDRESS for each in await asyncio.gather(*asked))

    async def _question(self, name: str, kind: str, form: type[_Record], *, look: int = 1) -> list[_Record] | Failure:
        async with self._places:
            if asyncio.get_running_loop().time() < self._deaf_until:
                return Failure.NAME_SILENT
            try:
                answer = await self._resolvers.query(name, kind, look=look)
            except aiodns.error.DNSError as fault:
                self._hear(answered=fault.args[0] not in _NO_ANSWER)
                return _failure(fault.args[0])
            except (UnicodeError, ValueError):
                return Failure.MALFORMED
        self._hear(answered=True)
        return [each.data for each in answer.answer if isinstance(each.data, form)] or Failure.NO_ADDRESS

    def _hear(self, *, answered: bool) -> None:
        """Notice when the name server is down, so that a thousand names do not wait for it one after the other."""
        self._unanswered = 0 if answered else self._unanswered + 1
        if self._unanswered >= _DEAF:
            self._deaf_until = asyncio.get_running_loop().time() + _DEAF_FOR


class _Once(Generic[_Answer]):
    """What was said of each name. It is asked once; whoever comes meanwhile waits for the same answer."""

    def __init__(self) -> None:
        self.known: dict[str, _Answer] = {}
        self.asking: dict[str, asyncio.Task[_Answer]] = {}

    async def answer(self, name: str, ask: Callable[[str], Awaitable[_Answer]]) -> _Answer:
        known = self.known.get(name)
        if known is not None:
            return known
        if name not in self.asking:
            self.asking[name] = asyncio.ensure_future(self._asked(name, ask))
        return await asyncio.shield(self.asking[name])

    async def _asked(self, name: str, ask: Callable[[str], Awaitable[_Answer]]) -> _Answer:
        try:
            found = self.known[name] = await ask(name)
        finally:
            del self.asking[name]
        return found


def _failure(code: int) -> Failure:
    if code in _NO_NAME:
        return Failure.NO_NAME
    if code in _NO_DATA:
        return Failure.NO_ADDRESS
    return Failure.MALFORMED if code in _IMPOSSIBLE else Failure.NAME_SILENT


def _literal(host: str) -> str | None:
    """Give the address where a host is written as one, or is this very machine (RFC 6761, 6.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return _LOOPBACK
    if ":" not in host and not host[-1:].isdigit():
        return None  # a name, as nearly all are: it is told quicker than by trying
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        return None


def _server(words: str) -> tuple[str, int]:
    """Take HOST, HOST:PORT, [IPV6]:PORT or a bare IPv6 address apart; port 0 where none is named."""
    try:
        return str(ip_address(words.strip("[]"))), 0
    except ValueError:
        host, _, port = words.rpartition(":")
        return (host.strip("[]"), int(port)) if host else (words, 0)
