"""Answers and pages: what a server is told of the page we have, and what is made of its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import readers, urls
from checker.model.fetching import Fetched, Remembered
from checker.model.pages import Source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from checker.model.fetching import Request
    from checker.model.nights import RememberedPage
    from checker.model.pages import PageRef
    from checker.model.sites import Site


_FILE = re.compile(r"filename\*?=\s{0,9}(?:[\w-]{1,20}'[\w-]{0,20}')?[\"']?([^\"';]+)", re.IGNORECASE)
"""The first name a file is given, well enough to see its ending (RFC 6266)."""
_LONGEST = 1_000


def given(ref: PageRef, body: bytes) -> Fetched:
    """Make the answer of a page that its finder brought."""
    kind = (("content-type", ref.content_type),) if ref.content_type else ()
    return Fetched(url=ref.url, final_url=ref.url, status=200, body=body, headers=kind)


def source_of(answer: Fetched, *, target: str, url: str) -> Source:
    """Make of an answer what a reader is given.

    Args:
        answer: With a body.
        target: What names the page in every output.
        url: Where it is published.
    """
    kind = answer.header("content-type") or None
    name = _FILE.search(answer.header("content-disposition")[:_LONGEST])
    return Source(target=target, url=url, body=answer.body, content_type=kind, name=name[1] if name else None)


def once(
    fetch: Callable[[Request], Awaitable[Fetched]], same: Callable[[str], str | None]
) -> Callable[[Request], Awaitable[Fetched]]:
    """Ask once for addresses of which one answer holds for all. `same` names the one that is asked."""

    async def ask(request: Request) -> Fetched:
        asked = same(request.url)
        if asked is None or asked == request.url:
            return await fetch(request)
        answer = await fetch(replace(request, url=asked))
        final = request.url if answer.final_url == asked else answer.final_url
        return replace(answer, url=request.url, final_url=final)

    return ask


def remembered(known: RememberedPage | None) -> Remembered | None:
    """Give what the server is told of the page we have."""
    if known is None:
        return None
    return Remembered(etag=known.etag or "", last_modified=known.last_modified or "", body_hash=known.body_hash or "")


def may_be_read(site: Site, address: str) -> bool:
    """Tell whether an address may be a page of the site, or a document that is read like one."""
    return site.holds(address) or is_own_document(site, address)


def is_own_document(site: Site, address: str) -> bool:
    """Tell whether an address may be a document of the site, where the site wants those read."""
    may_be = readers.is_document(address) or readers.may_be_document(address)
    return site.documents and may_be and site.keeps(address)


def led_away(site: Site, ref: PageRef, answer: Fetched) -> str | None:
    """Say why an answer is not the page, where it comes from elsewhere; None if it does not."""
    there = urls.target(answer.final_url) or answer.final_url
    if there != ref.url and not may_be_read(site, there):
        return f"This address now leads to another site: {there}"
    return None
