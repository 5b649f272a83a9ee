"""Finds services in an Open Referral UK feed, with the day on which each was last checked.

Source: github.com/OpenReferralUK/uk-profile. `assured_date` is when somebody last made sure that the record is right,
`last_modified` when it was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from msgspec import Meta, Raw, Struct, field

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
    """The services of an Open Referral UK feed. Without `page`, what the feed says of each is checked like a page."""

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


class _Listing(Struct):
    contents: list[Raw] = field(default_factory=list)
    content: list[Raw] = field(default_factory=list)
    """As version 1 named it."""
    total_pages: int = 0
    totalPages: int = 0  # noqa: N815 - as version 1 named it


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:  # noqa: ARG001 - all finders take a site
    """Yield each service that is not closed down."""
    services = options.feed.rstrip("/").removesuffix("/services") + "/services"
    listed = bad = 0
    for page in range(1, _json.PAGES + 1):
        address = f"{services}?page={page}"
        got = await _json.read(address, _Listing, ask)
        if isinstance(got, _json.Unread):
            yield Unchecked(what=address, why=got.why, stage="find")
            break
        raw = got[0].contents or got[0].content
        good = _json.each(raw, _records.Service)
        bad += len(raw) - len(good)
        for service in good:
            if service.status not in _GONE:
                listed += 1
                yield await _page(services, service, options, ask)
        if not raw or page >= max(got[0].total_pages, got[0].totalPages):
            break
    if bad:
        why = f"{count(bad, 'record')} of the feed could not be read: they are not as Open Referral UK has them."
        yield Unchecked(what=services, why=why, stage="find")
    yield Looked(where=f"the feed {printable(services)}", address=services, listed=listed)


async def _page(services: str, service: _records.Service, options: Options, ask: Ask) -> PageRef | Unchecked:
    """Give a service's page, or its record as a page."""
    name = quote(str(service.id), safe="")
    reviewed, changed = day_of(service.assured_date or ""), day_of(service.last_modified or "")
    if options.page:
        url = plain(options.page.replace("{id}", name)) or options.page
        return PageRef(url=url, found_by="open_referral", reviewed=reviewed, changed=changed)
    record = f"{services}/{name}"
    if not service.contacts and not service.phones:
        # a listing may leave out what the record itself has
        got = await _json.read(record, _records.Service, ask)
        if isinstance(got, _json.Unread):
            return Unchecked(what=record, why=got.why, stage="find")
        service = got[0]
    body = _records.written(service).encode("utf-8", "replace")
    return PageRef(
        url=record,
        found_by="open_referral",
        reviewed=reviewed,
        changed=changed,
        body=body,
        content_type="text/html; charset=utf-8",
    )
