"""Decides which network addresses may be asked, and pins the one that was judged.

Addresses on pages are hostile destinations: a link may lead into the network the checker runs in. Every host is
resolved here, every address judged, and the connection made to that address and no other, at every redirect anew.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from checker.model.fetching import Failure, Fetched
from checker.urls import SCHEMES, parts

if TYPE_CHECKING:
    from checker.model.fetching import Fetch, Network, Request, Rewrite
    from checker.model.names import Resolve
    from checker.urls import Parts

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
_GLOBAL_SIX = ip_network("2000::/3")  # the only unicast space IANA has opened
_SHUT = tuple(
    # what older versions of the standard library, or all of them, call global; IANA's registries of special addresses
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20"))
)

_CLOSED_ENDINGS = ("local", "internal", "intranet", "lan", "corp", "home", "localdomain", "home.arpa")
# RFC 6762, RFC 8375, ICANN's reservation of .internal, and RFC 6762 appendix G for what networks use besides
_TRIES = 3  # addresses of one host that are tried when it refuses


class Policy(Struct, frozen=True, kw_only=True):
    """What the operator has opened. Everything else that is not global stays shut."""

    networks: tuple[Network, ...] = ()
    private: bool = False
    own_hosts: frozenset[str] = frozenset()
    own_networks: tuple[Network, ...] = ()
    """Open to the site's own hosts, and to no other: a link elsewhere must not lead into them."""
    rewrites: tuple[Rewrite, ...] = ()
    proxied: bool = False
    """True if a proxy makes the connections: it resolves names for itself."""


class _Way(Struct, frozen=True, kw_only=True):
    """Where a request would connect to."""

    host: str
    port: int
    named: bool
    """True if the operator's own `--connect-to` names the host: that is allowed then."""


def allowed(address: str, policy: Policy, *, host: str = "") -> bool:
    """Tell whether a network address may be asked on behalf of a host."""
    found = _read(address)
    if found is None:
        return False
    opened = policy.networks + (policy.own_networks if host in policy.own_hosts else ())
    if any(found in network for network in opened if network.version == found.version):
        return True
    return policy.private or _is_global(found)


@lru_cache(maxsize=4096)
def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return _plain(ip_address(address))
    except ValueError:
        return None


def guarded(fetch: Fetch, *, resolve: Resolve, policy: Policy) -> Fetch:
    """Let through only what may be asked, pinned to the address that was judged."""

    async def ask(request: Request) -> Fetched:
        there = parts(request.url)
        if there is None or there.scheme not in SCHEMES or not there.host:
            return _refused(request, Failure.MALFORMED, "not a web address")
        if _port(there) in BAD_PORTS:
            return _refused(request, Failure.MALFORMED, f"port {_port(there)} is never asked")
        way = _way(there, policy)
        resolved = await resolve(way.host, look=request.look)
        if resolved.failure:
            failure = _why_unresolved(resolved.failure, way.host, policy)
            return _refused(request, failure, f"the name {way.host} was not resolved")
        open_ones = [each for each in resolved.addresses if way.named or allowed(each, policy, host=there.host)]
        if not open_ones:
            return _refused(request, Failure.NOT_PUBLIC, ", ".join(resolved.addresses))
        # the standard's own spelling goes on, so that libcurl cannot read another host in it than was judged
        return await _first_to_answer(fetch, replace(request, url=there.href), open_ones, way.port)

    return ask


async def _first_to_answer(fetch: Fetch, request: Request, addresses: list[str], port: int) -> Fetched:
    """Try the next address where the one before could not be connected to, as browsers do."""
    answer = await fetch(replace(request, pin=(addresses[0], port)))
    for address in addresses[1:_TRIES]:
        if answer.address or answer.failure not in {Failure.REFUSED, Failure.TIMEOUT, Failure.NO_ROUTE}:
            break
        answer = await fetch(replace(request, pin=(address, port)))
    return answer


def _way(there: Parts, policy: Policy) -> _Way:
    own = _port(there)
    rewrite = next((each for each in policy.rewrites if each.fits(there.host, own)), None)
    if rewrite is None:
        return _Way(host=there.host, port=own, named=False)
    named = rewrite.to_host != "*"
    port = own if rewrite.to_port == "*" else int(rewrite.to_port)
    return _Way(host=rewrite.to_host if named else there.host, port=port, named=named)


def _why_unresolved(failure: Failure, host: str, policy: Policy) -> Failure:
    if failure is not Failure.NO_NAME:
        return failure
    if _is_inside_name(host):
        return Failure.NOT_PUBLIC
    # behind a proxy our name server often knows only the names inside, and then nothing follows from its no
    return Failure.NAME_SILENT if policy.proxied else failure


def _is_inside_name(host: str) -> bool:
    """Tell whether a name that does not exist here could only exist inside somebody's network."""
    plain = host.rstrip(".")
    return "." not in plain or plain.endswith(tuple("." + each for each in _CLOSED_ENDINGS))


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


@lru_cache(maxsize=4096)
def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL_SIX:
        return False
    if any(address in network for network in _SHUT if network.version == address.version):
        return False
    # is_global calls multicast global
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
