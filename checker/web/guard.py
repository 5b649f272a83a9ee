"""Decides which network addresses may be asked, and pins the one that was judged.

Addresses on pages are hostile destinations: a link may lead into the network the checker runs in. Every host is
resolved here, every address judged, and the connection made to that address and no other, at every redirect anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from checker.model.fetching import Failure, Fetched
from checker.urls import SCHEMES, parts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from checker.model.fetching import Fetch, Request
    from checker.urls import Parts
    from checker.web.names import Resolved

BAD_PORTS = frozenset(
    # Fetch standard, "port blocking": https://fetch.spec.whatwg.org/#port-blocking
    int(port)
    for port in (
        "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117"
        " 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636"
        " 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697"
        " 10080"
    ).split()
)
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_SIX_TO_FOUR = ip_network("2002::/16")  # RFC 3056: bits 16 to 47 are
_TRANSITIONAL = (ip_network("64:ff9b:1::/48"), ip_network("2001::/32"), ip_network("fec0::/10"), ip_network("::/96"))

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """One `--connect-to`: whoever would connect to the left is led to the right. `*` keeps what it was."""

    host: str
    port: str
    to_host: str
    to_port: str

    def fits(self, host: str, port: int) -> bool:
        """Tell whether it speaks of this host and port."""
        return self.host in {"*", host} and self.port in {"*", str(port)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the operator has opened. Everything else that is not global stays shut."""

    networks: tuple[Network, ...] = ()
    private: bool = False
    rewrites: tuple[Rewrite, ...] = ()


def allowed(address: str, policy: Policy) -> bool:
    """Tell whether a network address may be asked."""
    try:
        found = _plain(ip_address(address))
    except ValueError:
        return False
    if any(found in network for network in policy.networks if network.version == found.version):
        return True
    return policy.private or _is_global(found)


def guarded(fetch: Fetch, *, resolve: Callable[[str], Awaitable[Resolved]], policy: Policy) -> Fetch:
    """Let through only what may be asked, pinned to the address that was judged."""

    async def ask(request: Request) -> Fetched:
        there = parts(request.url)
        if there is None or there.scheme not in SCHEMES or not there.host:
            return _refused(request, Failure.MALFORMED, "not a web address")
        own = _port(there)
        rewrite = next((each for each in policy.rewrites if each.fits(there.host, own)), None)
        port = int(rewrite.to_port) if rewrite and rewrite.to_port != "*" else own
        if own in BAD_PORTS:
            return _refused(request, Failure.MALFORMED, f"port {own} is never asked")
        named = rewrite is not None and rewrite.to_host != "*"
        host = rewrite.to_host if rewrite and named else there.host
        resolved = await resolve(host)
        if resolved.failure:
            return _refused(request, resolved.failure, f"the name {host} was not resolved")
        open_ones = resolved.addresses if named else _open(resolved.addresses, policy)
        if not open_ones:
            return _refused(request, Failure.NOT_PUBLIC, ", ".join(resolved.addresses))
        return await fetch(replace(request, pin=(open_ones[0], port)))

    return ask


def _open(addresses: Iterable[str], policy: Policy) -> tuple[str, ...]:
    return tuple(address for address in addresses if allowed(address, policy))


def _refused(request: Request, failure: Failure, detail: str) -> Fetched:
    return Fetched(url=request.url, final_url=request.url, failure=failure, detail=detail)


def _port(there: Parts) -> int:
    return int(there.port) if there.port else 443 if there.scheme == "https" else 80


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Take the IPv4 address out of the forms of IPv6 that carry one."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    return address


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and any(address in network for network in _TRANSITIONAL):
        return False
    # is_global calls multicast global, and 192.0.0.0/24 partly
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
