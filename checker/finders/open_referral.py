"""Finds services in an Open Referral UK feed, with the day on which each was last checked.

Source: github.com/OpenReferralUK/uk-profile. `assured_date` is when somebody last made sure that the record is right,
`last_modified` when it was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from msgspec import Meta, Raw, Struct, field
from msgspec.structs import replace

from checker.finders import _json, _records
from checker.finders._addresses import plain
from checker.finders._markup import day_of
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import count, printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.finding import Ask
    from checker.model.sites import Site

ADDS = True
_GONE = frozenset({"inactive", "defunct"})


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The services of an Open Referral UK feed. What it says of each is checked like a page, beside its own page.

    The day in `assured_date` counts as that of the last review.
    """

    feed: Annotated[str, Meta(pattern="^https?://", description="Address of the feed, up to and without /services.")]
    page: (
        Annotated[
            str,
            Meta(
                pattern="[{]id[}]",
                description="Address of a service's page, if it has one of its own; {id} stands for the service's id.",
            ),
        ]
        | None
    ) = None
    records: Annotated[
        bool, Meta(description="false to check only the services' pages, not what the feed itself says of them.")
    ] = True


class _Listing(Struct):
    contents: list[Raw] = field(default_factory=list)
    content: list[Raw] = field(default_factory=list)
    """As version 1 named it."""
    total_pages: int = 0
    totalPages: int = 0  # noqa: N815 - as version 1 named it


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield each service that is not closed down."""
    services = options.feed.rstrip("/").removesuffix("/services") + "/services"
    listed = bad = 0
    async for found in _told(services, ask):
        if isinstance(found, Unchecked):
            yield found
            continue
        good = _json.each(found, _records.Service)
        bad += len(found) - len(good)
        for service in good:
            async for each in _found(services, service, site, options, ask):
                listed += isinstance(each, PageRef)
                yield each
    if bad:
        why = f"{count(bad, 'record')} of the feed could not be read: they are not as Open Referral UK has them."
        yield Unchecked(what=services, why=why, stage="find")
    yield Looked(where=f"the feed {printable(services)}", address=services, listed=listed)


async def _told(services: str, ask: Ask) -> AsyncGenerator[list[Raw] | Unchecked]:
    """Yield the records of one page of the feed after the other. A feed may forget to say how many there are."""
    before: list[bytes] = []
    for page in range(1, _json.PAGES + 1):
        address = f"{services}?page={page}"
        got = await _json.read(address, _Listing, ask)
        if isinstance(got, _json.Unread):
            yield Unchecked(what=address, why=got.why, stage="find")
            return
        raw, total = got[0].contents or got[0].content, max(got[0].total_pages, got[0].totalPages)
        here = [bytes(each) for each in raw]
        if not raw or here == before:
            return
        yield raw
        before = here
        if total and page >= total:
            return


async def _found(
    services: str, service: _records.Service, site: Site, options: Options, ask: Ask
) -> AsyncGenerator[PageRef | Unchecked]:
    """Yield a service's page, and its record as a page."""
    listed = service
    record = f"{services}/{quote(str(service.id), safe='')}"
    if service.status in _GONE:
        return
    if not (service.contacts or service.phones) and (options.records or not options.page):
        # a listing may leave out what the record itself has
        got = await _json.read(record, _records.Service, ask)
        if isinstance(got, _json.Unread):
            yield Unchecked(what=record, why=got.why, stage="find")
            return
        service = got[0]
        if service.status in _GONE:
            return
    ref = PageRef(
        url=record,
        found_by="open_referral",
        reviewed=day_of(service.assured_date or listed.assured_date or ""),
        changed=day_of(service.last_modified or listed.last_modified or ""),
    )
    if url := _page_of(service, site, options):
        yield replace(ref, url=url)
    if options.records or not options.page:
        body = _records.written(service).encode("utf-8", "replace")
        yield replace(ref, body=body, content_type="text/html; charset=utf-8")


def _page_of(service: _records.Service, site: Site, options: Options) -> str | None:
    """Give the address of a service's own page, as the site file says or as the record does, if that is the site's."""
    if options.page:
        return plain(options.page.replace("{id}", quote(str(service.id), safe=""))) or options.page
    url = plain(service.url or "")
    return url if url and site.holds(url) else None
