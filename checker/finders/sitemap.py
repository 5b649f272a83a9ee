"""Finds pages in the site's sitemaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, field

from checker.finders import _sitemaps
from checker.finders._addresses import origin, plain

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask, Looked
    from checker.model.pages import PageRef
    from checker.model.problems import Unchecked
    from checker.model.sites import Site

_USUAL = ("sitemap.xml", "sitemap_index.xml")


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The pages that the site's sitemaps list: XML, packed or not, a list of lines, RSS or Atom."""

    address: Annotated[
        list[str],
        Meta(
            description="Addresses of sitemaps. Without them: those that robots.txt names, else /sitemap.xml and "
            "/sitemap_index.xml."
        ),
    ] = field(default_factory=list)
    fold: Annotated[
        bool, Meta(description="true if http and https, and addresses with and without www., are the same page.")
    ] = False


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield what the sitemaps list."""
    named = [plain(each, site.start) or each for each in options.address]
    named = named or [plain(each, site.start) or each for each in await ask.robots_sitemaps(site.start)]
    listed = 0
    async for each in _sitemaps.read("sitemap", [_sitemaps.Step(each) for each in named], ask):
        listed += getattr(each, "listed", 0)
        yield each
    if listed or options.address:
        return
    async for each in _sitemaps.read("sitemap", _usual(site.start), ask):
        yield each


def _usual(start: str) -> list[_sitemaps.Step]:
    folder = start.partition("?")[0].rpartition("/")[0]
    places = dict.fromkeys((f"{origin(start)}/", f"{folder}/"))
    return [_sitemaps.Step(place + name, guessed=True) for place in places for name in _USUAL]
