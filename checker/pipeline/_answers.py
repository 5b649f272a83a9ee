"""What a server is told of the page we have, and what stands for its answer where a finder brought the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.fetching import Fetched, Remembered

if TYPE_CHECKING:
    from checker.model.nights import RememberedPage
    from checker.model.pages import PageRef


def given(ref: PageRef, body: bytes) -> Fetched:
    """Make the answer of a page that its finder brought."""
    kind = (("content-type", ref.content_type),) if ref.content_type else ()
    return Fetched(url=ref.url, final_url=ref.url, status=200, body=body, headers=kind)


def remembered(known: RememberedPage | None) -> Remembered | None:
    """Give what the server is told of the page we have."""
    if known is None:
        return None
    return Remembered(etag=known.etag or "", last_modified=known.last_modified or "", body_hash=known.body_hash or "")
