"""Documents that pages lead to: which addresses may give one, and which turn out to give none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import readers, urls
from checker.model.fetching import Failure
from checker.model.pages import PageRef
from checker.pipeline._answers import is_own_document, source_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from checker.model.fetching import Fetch, Fetched, Limits, Request
    from checker.model.nights import RememberedPage
    from checker.model.rules import Settings
    from checker.model.sites import Site

_LED_TO = "documents"
"""What documents are found by."""


def led_to(site: Site, addresses: Iterable[str], found: Container[str]) -> Iterator[PageRef]:
    """Yield the addresses that may give a document of the site, and are no page that was found already."""
    for address in addresses:
        if address not in found and is_own_document(site, address):
            yield PageRef(url=address, found_by=_LED_TO)


def leads_on(ref: PageRef) -> bool:
    """Tell whether documents that a page leads to are looked for: from document to document there is no end."""
    return ref.found_by != _LED_TO and not readers.is_document(ref.url)


async def asked(ref: PageRef, request: Request, fetch: Fetch, *, first: Limits, settings: Settings) -> Fetched:
    """Ask for an address; where it promises nothing, for its beginning first, as most are pictures and pages."""
    if not _promises_nothing(ref):
        return await fetch(request)
    answer = await fetch(replace(request, limits=first))
    is_more = answer.failure is Failure.CUT and readers.gives_document(
        source_of(answer, target=ref.url, url=answer.final_url), settings
    )
    return await fetch(request) if is_more else answer


def _promises_nothing(ref: PageRef) -> bool:
    return ref.found_by == _LED_TO and not readers.is_document(ref.url)


def is_none(ref: PageRef, answer: Fetched, known: RememberedPage | None, *, site: Site, settings: Settings) -> bool:
    """Tell whether an address that promised nothing gave no document: it is a link, and no page of the site.

    What was read on an earlier night and does not come tonight is a document still.
    """
    if not _promises_nothing(ref) or answer.from_memory:
        return False
    if answer.status is None or answer.status >= 400:  # noqa: PLR2004 - the answers that are no page
        return known is None
    if not site.keeps(urls.target(answer.final_url) or answer.final_url):
        return True
    return not readers.gives_document(source_of(answer, target=ref.url, url=answer.final_url), settings)
