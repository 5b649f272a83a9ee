"""Looks up host names once a run, with our own resolver, so that what was judged is what is asked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from ipaddress import ip_address

import aiodns
import pycares

from checker.model.fetching import Failure

_NO_NAME = frozenset({pycares.errno.ARES_ENOTFOUND, pycares.errno.ARES_ENONAME})
_NO_DATA = frozenset({pycares.errno.ARES_ENODATA})
_IMPOSSIBLE = frozenset({pycares.errno.ARES_EBADNAME, pycares.errno.ARES_EBADQUERY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the name server said."""

    addresses: tuple[str, ...] = ()
    failure: Failure | None = None


class Names:
    """A name server, and what it has said so far."""

    def __init__(self, *, nameserver: str | None = None, timeout: float = 5.0) -> None:
        """Choose the server.

        Args:
            nameserver: HOST or HOST:PORT; None for the system's.
            timeout: Seconds for one try; the question is asked twice.
        """
        host, _, port = (nameserver or "").partition(":")
        own = int(port) if port else 0  # 0 is c-ares' word for the usual port
        servers = [host] if host else None
        self._resolver = aiodns.DNSResolver(servers, udp_port=own, tcp_port=own, timeout=timeout, tries=2)
        self._asked: dict[str, asyncio.Future[Resolved]] = {}

    async def resolve(self, host: str) -> Resolved:
        """Give the addresses of a host. Asked once a run; whoever comes meanwhile waits for the same answer."""
        literal = _literal(host)
        if literal:
            return Resolved(addresses=(literal,))
        if host not in self._asked:
            self._asked[host] = asyncio.ensure_future(self._ask(host))
        return await asyncio.shield(self._asked[host])

    async def _ask(self, host: str) -> Resolved:
        four = await self._query(host, "A")
        if four.addresses or four.failure is Failure.NO_NAME:
            return four
        six = await self._query(host, "AAAA")
        return six if six.addresses else four

    async def _query(self, host: str, kind: str) -> Resolved:
        try:
            answer = await self._resolver.query_dns(host, kind)
        except aiodns.error.DNSError as fault:
            return Resolved(failure=_failure(fault.args[0]))
        except (UnicodeError, ValueError):
            return Resolved(failure=Failure.MALFORMED)
        found = tuple(record.data.addr for record in answer.answer if hasattr(record.data, "addr"))
        return Resolved(addresses=found, failure=None if found else Failure.NO_ADDRESS)


def _failure(code: int) -> Failure:
    if code in _NO_NAME:
        return Failure.NO_NAME
    if code in _NO_DATA:
        return Failure.NO_ADDRESS
    return Failure.MALFORMED if code in _IMPOSSIBLE else Failure.NAME_SILENT


def _literal(host: str) -> str | None:
    try:
        return str(ip_address(host.strip("[]")))
    except ValueError:
        return None
