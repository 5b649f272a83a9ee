"""The options about the network, and what they come to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import _door
from checker.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.fetching import Network as Range
    from checker.model.fetching import Pace, Rewrite, WebOptions
    from checker.model.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How addresses are reached, and what may be."""

    nameserver: str | None = None
    connect_to: tuple[str, ...] = ()
    ca_bundle: str | None = None
    allow_network: tuple[str, ...] = ()
    allow_private: bool = False
    proxy: str | None = None

    @staticmethod
    def parameters() -> Iterable[click.Parameter]:
        """Give the options, named as the fields are."""
        words = "Ask this name server.  [default: the system's]"
        yield click.Option(["--nameserver"], metavar="HOST[:PORT]", help=words)
        words = "Connect there instead; * keeps what it was (*:443=*:8443). Repeatable."
        yield click.Option(["--connect-to"], metavar="HOST:PORT=HOST:PORT", multiple=True, help=words)
        words = "Trust the certificates in this file.  [default: the bundled ones]"
        yield click.Option(["--ca-bundle"], metavar="FILE", help=words)
        words = "Addresses in this private range may be asked. Repeatable."
        yield click.Option(["--allow-network"], metavar="CIDR", multiple=True, help=words)
        words = "All private and loopback addresses may be asked."
        yield click.Option(["--allow-private"], is_flag=True, help=words)
        words = "Ask through this proxy.  [default: what HTTPS_PROXY says]"
        yield click.Option(["--proxy"], metavar="URL", help=words)

    def check(self) -> None:
        """See to it, before any work is done, that each can be used.

        Raises:
            UsageFault: One cannot. The message names it.
        """
        self.ranges()
        self.rewrites()
        if self.ca_bundle is not None and not Path(self.ca_bundle).is_file():
            raise UsageFault(f'--ca-bundle: there is no file "{self.ca_bundle}".')
        _, colon, port = (self.nameserver or "").rpartition(":")
        if colon and "]" not in port and not _is_port(port):
            raise UsageFault(
                f'--nameserver: "{self.nameserver}" is not HOST or HOST:PORT.', "For example 127.0.0.1:53."
            )

    def ranges(self) -> tuple[Range, ...]:
        """Give the private ranges that may be asked.

        Raises:
            UsageFault: One is no range.
        """
        return tuple(_range(each) for each in self.allow_network)

    def rewrites(self) -> tuple[Rewrite, ...]:
        """Give where to connect instead.

        Raises:
            UsageFault: One is written in another way.
        """
        return tuple(_rewrite(each) for each in self.connect_to)

    def options(self, site: Site | None, *, patient: bool = True, offline: bool = False) -> WebOptions:
        """Give everything the web client is told.

        Args:
            site: Whose settings hold; None for pages that belong to none.
            patient: False where somebody waits: hosts that ask for a pause are then not waited for long.
            offline: True where nothing will be asked, so that nothing is needed to get in.

        Raises:
            UsageFault: What lets us in at the site's door is not there.
        """
        # needed only by those who ask the network
        from checker.model.fetching import RobotsPolicy, WebOptions  # noqa: PLC0415
        from checker.model.sites import Links, OwnPace  # noqa: PLC0415
        from checker.urls import host_of  # noqa: PLC0415
        from checker.web.client import agent  # noqa: PLC0415

        links, pace = (site.links, site.pace) if site else (Links(), OwnPace())
        own = (host_of(site.start), *(host_of(each) for each in site.include)) if site else ()
        return WebOptions(
            agent=agent(site.start if site else None, site.contact if site else None),
            nameserver=self.nameserver,
            rewrites=self.rewrites(),
            ca_bundle=self.ca_bundle,
            proxy=self.proxy or os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy") or "",
            networks=self.ranges(),
            private=self.allow_private,
            own_hosts=frozenset(filter(None, own)),
            held=None if offline else _door.held(site),
            own_networks=tuple(_range(each) for each in site.networks) if site else (),
            limits=links.limits,
            own=_pace(pace.per_second, pace.at_once, patient=patient),
            others=_pace(links.per_second, links.at_once, patient=patient),
            in_flight=links.in_flight,
            robots=RobotsPolicy(links.robots),
        )


def _pace(per_second: float, at_once: int, *, patient: bool) -> Pace:
    from checker.model.fetching import Pace  # noqa: PLC0415 - see above

    if patient:
        return Pace(per_second=per_second, at_once=at_once)
    return Pace(per_second=per_second, at_once=at_once, pause=1.0, longest_pause=3.0)


def _range(words: str) -> Range:
    try:
        return ip_network(words, strict=False)
    except ValueError:
        raise UsageFault(
            f'--allow-network: "{words}" is not a range of addresses.', "For example 10.0.0.0/8."
        ) from None


def _rewrite(words: str) -> Rewrite:
    from checker.model.fetching import Rewrite  # noqa: PLC0415 - see above

    left, equals, right = words.partition("=")
    (host, own), (to_host, to) = _place(left), _place(right)
    if not equals or not all((host, to_host)) or not (own == "*" or _is_port(own)) or not (to == "*" or _is_port(to)):
        hint = "Write HOST:PORT=HOST:PORT, where * keeps what it was: *:443=*:8443."
        raise UsageFault(f'--connect-to: "{words}" cannot be understood.', hint)
    return Rewrite(host=host.lower(), port=own, to_host=to_host, to_port=to)


def _place(words: str) -> tuple[str, str]:
    host, _, port = words.strip().rpartition(":")
    return host.strip("[]"), port


def _is_port(words: str) -> bool:
    return words.isascii() and words.isdecimal() and 0 < int(words) < 1 << 16
