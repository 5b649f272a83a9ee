"""Finds the pages that a feed announces: news, events, what was changed lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from checker.finders import _sitemaps
from checker.finders._addresses import plain

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask, Looked
    from checker.model.pages import PageRef
    from checker.model.problems import Unchecked
    from checker.model.sites import Site


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The pages that RSS or Atom feeds announce."""

    address: Annotated[list[str], Meta(min_length=1, description="Addresses of the feeds.")]


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield what the feeds announce."""
    steps = [_sitemaps.Step(plain(each, site.start) or each) for each in options.address]
    async for each in _sitemaps.read("feed", steps, ask, what="feed"):
        yield each
