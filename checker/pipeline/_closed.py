"""No web at all: what `--offline` puts in the client's place. Whoever asks is told that there is no way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.fetching import Failure, Fetched
from checker.model.names import MailServers, Resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.fetching import Request


class Closed:
    """Answers as a machine without any network would."""

    async def fetch(self, request: Request) -> Fetched:
        """Give no answer."""
        return Fetched(url=request.url, final_url=request.url, failure=Failure.NO_ROUTE, detail="offline")

    async def resolve(self, host: str) -> Resolved:  # noqa: ARG002 - the client's signature
        """Know no address."""
        return Resolved(failure=Failure.NO_ROUTE)

    async def mx(self, domain: str) -> MailServers:  # noqa: ARG002 - the client's signature
        """Know no mail server."""
        return MailServers(failure=Failure.NO_ROUTE)

    async def texts(self, domain: str) -> tuple[str, ...]:  # noqa: ARG002 - the client's signature
        """Know no records."""
        return ()

    async def name_servers(self, domain: str) -> tuple[str, ...]:  # noqa: ARG002 - the client's signature
        """Know no name servers."""
        return ()

    async def sitemaps(self, url: str) -> tuple[str, ...]:  # noqa: ARG002 - the client's signature
        """Know no sitemaps."""
        return ()

    async def refusal(self, url: str) -> str:  # noqa: ARG002 - the client's signature
        """Know no rules."""
        return ""

    @property
    def waited(self) -> float:
        """Wait for nothing."""
        return 0.0

    def announce(self, urls: Iterable[str]) -> None:
        """Take no notice."""

    def forget(self) -> None:
        """Know nothing."""
