"""Finds the pages of a Drupal site (LocalGov Drupal among them): by JSON:API where it is open, and by the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Raw, Struct, field

from checker.finders import _json, _sitemaps
from checker.finders._addresses import origin, plain
from checker.finders._markup import day_of
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask
    from checker.model.sites import Site

_A_PAGE = 50
"""Records asked for at once, the most JSON:API gives."""


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The pages of a Drupal site, of every type of content."""

    base: Annotated[str | None, Meta(description="Address of the Drupal site. Without it: the start of the site.")] = (
        None
    )
    types: Annotated[
        list[str], Meta(description="Types of content, like localgov_services_page. Without them: all.")
    ] = field(default_factory=list)


class _Link(Struct):
    href: str = ""


class _Index(Struct):
    links: dict[str, _Link | str | None] = field(default_factory=dict)


class _Path(Struct):
    alias: str | None = None


class _Attributes(Struct):
    path: _Path | None = None
    changed: str | None = None
    drupal_internal__nid: int | None = None
    status: bool = True
    """Whether it is published. Who is let in as an editor is shown drafts too."""


class _Record(Struct):
    attributes: _Attributes


class _Collection(Struct):
    data: list[Raw] = field(default_factory=list)
    links: dict[str, _Link | str | None] = field(default_factory=dict)


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield every page of every type, and what the sitemap lists: JSON:API may be shut, for one type or for all."""
    base = (plain(options.base or site.start, site.start) or site.start).rstrip("/")
    index = await _json.read(f"{base}/jsonapi", _Index, ask)
    listed = 0
    for name in [] if isinstance(index, _json.Unread) else index[0].links:
        entity, _, bundle = name.partition("--")
        if entity != "node" or (options.types and bundle not in options.types):
            continue
        async for each in _records(base, bundle, ask):
            listed += isinstance(each, PageRef)
            yield each
    if listed:
        yield Looked(where=f"Drupal at {printable(base)}/", address=f"{base}/", listed=listed)
        if options.types:
            return
    steps = [_sitemaps.Step(each) for each in await ask.robots_sitemaps(f"{base}/")]
    steps.append(_sitemaps.Step(f"{base}/sitemap.xml", guessed=True))
    # by its own name: the days in a sitemap are believed less than those of the system itself
    async for found in _sitemaps.read("sitemap", steps, ask):
        listed += isinstance(found, PageRef)
        yield found
    if not listed:
        yield Looked(where=f"Drupal at {printable(base)}/", address=f"{base}/", listed=0)


async def _records(base: str, bundle: str, ask: Ask) -> AsyncGenerator[PageRef | Unchecked]:
    fields = f"fields[node--{bundle}]=path,changed,drupal_internal__nid,status"
    address: str | None = f"{base}/jsonapi/node/{bundle}?{fields}&page[limit]={_A_PAGE}"
    asked: set[str] = set()
    while address and address not in asked and len(asked) < _json.PAGES:
        asked.add(address)
        got = await _json.read(address, _Collection, ask)
        if isinstance(got, _json.Unread):
            if len(asked) > 1:
                yield Unchecked(what=address, why=got.why, stage="find")
            return
        for record in _json.each(got[0].data, _Record):
            if url := _address(base, record.attributes):
                yield PageRef(url=url, found_by="drupal", changed=day_of(record.attributes.changed or ""))
        following = got[0].links.get("next")
        address = plain(following if isinstance(following, str) else following.href, base) if following else None
        # what a site names is asked for only on the site itself
        address = address if address and origin(address) == origin(base) else None


def _address(base: str, record: _Attributes) -> str | None:
    if not record.status:
        return None
    if record.path and record.path.alias:
        return f"{base}/{record.path.alias.lstrip('/')}"
    return f"{base}/node/{record.drupal_internal__nid}" if record.drupal_internal__nid else None
