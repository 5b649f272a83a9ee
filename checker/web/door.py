"""Shows what lets us in at the site's own door, and nowhere else.

It stands below the redirects, so that each hop is looked at by its own address: what led here does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.urls import origin

if TYPE_CHECKING:
    from checker.model.fetching import Fetch, Fetched, Pass, Request


def showing(fetch: Fetch, held: Pass | None) -> Fetch:
    """Show a pass at the addresses it is for."""
    if held is None:
        return fetch

    async def ask(request: Request) -> Fetched:
        return await fetch(replace(request, held=held if origin(request.url) in held.origins else None))

    return ask
