"""What name servers say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from checker.model.fetching import Failure


class Resolved(Struct, frozen=True, kw_only=True):
    """The addresses of a host, or why there are none."""

    addresses: tuple[str, ...] = ()
    failure: Failure | None = None


class MailServers(Struct, frozen=True, kw_only=True):
    """Who takes the mail of a domain, by its MX records, or why that is not known.

    NO_NAME: the domain does not exist. NO_ADDRESS: it exists and names no server; its own address takes the mail then
    (RFC 5321, 5.1). NAME_SILENT: nothing is known.
    """

    hosts: tuple[str, ...] = ()
    """The preferred first."""
    null: bool = False
    """True if the domain says that it takes no mail at all (RFC 7505)."""
    failure: Failure | None = None


class Resolve(Protocol):
    """Gives the addresses of a host."""

    async def __call__(self, host: str, *, look: int = 1) -> Resolved:
        """Ask, or ask again at a further look where there were none."""
