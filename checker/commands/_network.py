"""The options about the network, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable


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
