"""Which domains take mail, by what name servers say. No mail server is ever asked: it would lie, or call it spam."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol

from checker.model.fetching import Failure
from checker.model.targets import Mail, MailDomain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.model.names import MailServers, Resolved


class Resolver(Protocol):
    """A name server, as `checker.web.names.Names` asks it."""

    async def mx(self, domain: str, /) -> MailServers:
        """Say who takes the mail of a domain."""

    async def resolve(self, host: str, /) -> Resolved:
        """Give the addresses of a host."""


_TAKEN = ""
_NOBODY_SENDS = "v=spf1-all"
_NONE = frozenset({Failure.NO_NAME, Failure.NO_ADDRESS, Failure.MALFORMED})


Texts = Callable[[str], Awaitable["Sequence[str]"]]
"""Gives the TXT records of a domain."""


async def look_up(domains: Iterable[str], *, resolver: Resolver, texts: Texts | None = None) -> dict[str, MailDomain]:
    """Ask for every domain once, all together; the resolver minds how many questions are in the air.

    Args:
        domains: As they stand in email addresses.
        resolver: Whom to ask.
        texts: Asked only for a domain without mail servers of its own: it may say that nobody sends mail for it.
    """
    distinct = sorted({domain.lower().rstrip(".") for domain in domains})
    found = await asyncio.gather(*(_one(domain, resolver, texts) for domain in distinct))
    return dict(zip(distinct, found, strict=True))


async def _one(domain: str, resolver: Resolver, texts: Texts | None) -> MailDomain:
    servers = await resolver.mx(domain)
    if servers.failure in {Failure.NO_NAME, Failure.MALFORMED}:
        return _said(domain, Mail.NO_DOMAIN, f"The domain {domain} does not exist.")
    if servers.null:
        return _said(domain, Mail.NO_MAIL, f"The domain {domain} says that it takes no mail.")
    if servers.failure is Failure.NO_ADDRESS or (servers.failure is None and not servers.hosts):
        # without MX the domain's own address takes the mail (RFC 5321, 5.1)
        return await _by_own_address(domain, resolver, texts)
    if servers.failure is not None:
        return _unknown(domain)
    return await _by_servers(domain, servers.hosts, resolver)


async def _by_own_address(domain: str, resolver: Resolver, texts: Texts | None) -> MailDomain:
    own = await resolver.resolve(domain)
    if own.addresses:
        said = await texts(domain) if texts else ()
        if any("".join(each.lower().split()) == _NOBODY_SENDS for each in said):
            return _said(
                domain, Mail.NO_MAIL, f"The domain {domain} names no mail server, and nobody sends mail for it."
            )
        return _said(domain, Mail.TAKEN, _TAKEN)
    if own.failure is Failure.NO_NAME:
        return _said(domain, Mail.NO_DOMAIN, f"The domain {domain} does not exist.")
    if own.failure is Failure.NO_ADDRESS or own.failure is None:
        return _said(domain, Mail.NO_MAIL, f"The domain {domain} names no server that takes mail.")
    return _unknown(domain)


async def _by_servers(domain: str, hosts: Sequence[str], resolver: Resolver) -> MailDomain:
    """Hold the servers a domain names to it: if none of them exists, nobody takes the mail."""
    for host in hosts:
        found = await resolver.resolve(host)
        if found.addresses or found.failure not in _NONE:
            return _said(domain, Mail.TAKEN, _TAKEN)
    return _said(domain, Mail.NO_MAIL, f"The servers that are to take the mail of {domain} do not exist.")


def _said(domain: str, mail: Mail, why: str) -> MailDomain:
    return MailDomain(domain=domain, mail=mail, why=why)


def _unknown(domain: str) -> MailDomain:
    return _said(domain, Mail.UNKNOWN, f"The name server did not say whether {domain} takes mail.")
