"""What finders may use, and what they tell besides the pages they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from checker.model.fetching import Fetch, Fetched


class Ask(Struct, frozen=True, kw_only=True):
    """What a finder may use of the world. Finders open no connection themselves, and read no HTML."""

    fetch: Fetch
    """Asks politely and remembers, so that the next stage gets the same answer without asking again."""
    robots_sitemaps: Callable[[str], Awaitable[tuple[str, ...]]]
    """Gives the addresses of the Sitemap lines in the robots.txt of an address's host."""
    links_of: Callable[[Fetched], tuple[str, ...]]
    """Gives the addresses a page of HTML leads to: absolute, its base element and refresh heeded."""
    folder: Path
    """Where the site file is: files it names are beside it."""


class Looked(Struct, frozen=True, kw_only=True):
    """Where a finder looked, said when it is done there."""

    where: str
    """Goes on where a sentence began: `the sitemap at https://www.example.gov.uk/sitemap.xml`."""
    address: str
    """The same as an address or a path."""
    listed: int
    """How many addresses stand there, whether or not they may be checked."""
