"""Finds the pages of a WordPress site: by its REST interface and by its sitemap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Raw, Struct, field

from checker.finders import _json, _sitemaps
from checker.finders._addresses import plain
from checker.finders._markup import day_of
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask
    from checker.model.sites import Site

_INNER = frozenset({"attachment", "nav_menu_item"})
"""Types that are no pages; so are all whose name begins with wp_."""
_SITEMAPS = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml")
_LISTS = re.compile(
    r"/wp-sitemap-(?:taxonomies|users|posts-attachment)-"
    r"|/(?:category|post_tag|post_format|author|attachment|[a-z]{1,30}_(?:cat|tag|category))-sitemap\d{0,4}\."
)
"""Sitemaps of pages that only list others or show a picture, as WordPress and Yoast, a common extension, name them."""
_A_PAGE = 100
"""Records asked for at once, the most there may be (developer.wordpress.org, REST API, Pagination)."""


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The pages, posts and other types of content of a WordPress site."""

    base: Annotated[
        str | None, Meta(description="Address of the WordPress site. Without it: the start of the site.")
    ] = None
    types: Annotated[
        list[str], Meta(description="Types of content, like page and post. Without them: all that are public.")
    ] = field(default_factory=list)


class _Type(Struct):
    rest_base: str = ""
    rest_namespace: str = "wp/v2"


class _Record(Struct):
    link: str
    modified_gmt: str | None = None


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield every public page of every type, by both lists WordPress has: each may lack a type the other knows."""
    base = plain(options.base or site.start, site.start) or site.start
    base = base if base.endswith("/") else f"{base}/"
    listed = 0
    async for each in _told(base, options, ask):
        listed += isinstance(each, PageRef)
        yield each
    if listed:
        yield Looked(where=f"WordPress at {printable(base)}", address=base, listed=listed)
        if options.types:
            return
    steps = [_sitemaps.Step(each) for each in await ask.robots_sitemaps(base)]
    steps += [_sitemaps.Step(base + name, guessed=True) for name in _SITEMAPS]
    # by its own name: the days in a sitemap are believed less than those of the system itself
    async for found in _sitemaps.read("sitemap", steps, ask, but=_LISTS):
        listed += isinstance(found, PageRef)
        yield found
    if not listed:
        yield Looked(where=f"WordPress at {printable(base)}", address=base, listed=0)


async def _told(base: str, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked]:
    """Yield what the REST interface tells; nothing where it is shut."""
    for root in (f"{base}wp-json", f"{base}?rest_route="):
        known = await _json.read(f"{root}/wp/v2/types", dict[str, _Type], ask)
        if isinstance(known, _json.Unread):
            continue
        for name, kind in known[0].items():
            wanted = name in options.types if options.types else name not in _INNER and not name.startswith("wp_")
            if wanted and kind.rest_base:
                async for each in _records(f"{root}/{kind.rest_namespace}/{kind.rest_base}", ask):
                    yield each
        return


async def _records(collection: str, ask: Ask) -> AsyncGenerator[PageRef | Unchecked]:
    """Yield the records of one type. A type that is closed has no public pages.

    What is private takes up room in a page of results, which may so be short or empty: how many there are decides.
    """
    joint = "&" if "?" in collection else "?"
    for page in range(1, _json.PAGES + 1):
        address = f"{collection}{joint}per_page={_A_PAGE}&page={page}&_fields=link,modified_gmt"
        got = await _json.read(address, list[Raw], ask)
        if isinstance(got, _json.Unread):
            if page > 1:
                yield Unchecked(what=address, why=got.why, stage="find")
            return
        raw, fetched = got
        for record in _json.each(raw, _Record):
            yield PageRef(url=record.link, found_by="wordpress", changed=day_of(record.modified_gmt or ""))
        total = fetched.header("x-wp-totalpages")
        if len(raw) < _A_PAGE if not total.isdecimal() else page >= int(total[:9]):
            return
    yield Unchecked(what=collection, why=f"There are more than {_json.PAGES:,} pages of results.", stage="find")
