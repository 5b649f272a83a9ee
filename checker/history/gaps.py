"""Since when something could not be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from checker.history import bodies, codec
from checker.history.database import BATCH, batches
from checker.history.schema import done_pages, gaps, leftovers, results
from checker.history.spans import end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

    from checker.history.spans import Tonight
    from checker.model.problems import Unchecked


def note(tonight: Tonight, unchecked: tuple[Unchecked, ...], *, complete: bool) -> None:
    """Begin what is new and end what is over. A run that stopped early ends nothing: it did not look."""
    ours = (gaps.c.site_id == tonight.site) & gaps.c.until.is_(None)
    rows = tonight.connection.execute(select(gaps.c.fingerprint, gaps.c.id).where(ours))
    held = {row.fingerprint: row.id for row in rows}
    met = {each.fingerprint for each in _all(tonight, unchecked)}
    fresh = [
        {"site_id": tonight.site, "fingerprint": each, "since": tonight.number, "first_seen": tonight.today}
        for each in sorted(met - held.keys())
    ]
    if fresh:
        tonight.connection.execute(gaps.insert(), fresh)
    if complete:
        for batch in batches(sorted(held[each] for each in held.keys() - met)):
            end(tonight, gaps, gaps.c.id.in_(batch))


def _all(tonight: Tonight, unchecked: tuple[Unchecked, ...]) -> Iterator[Unchecked]:
    """Give everything the run could not look at, a few pages at a time."""
    yield from unchecked
    for body in _bodies(tonight, leftovers):
        yield from codec.unchecked(body)
    for body in _bodies(tonight, results):
        yield from bodies.bare(body).unchecked


def _bodies(tonight: Tonight, table: Table) -> Iterator[bytes]:
    query = (
        select(table.c.page_id, table.c.body)
        .join(done_pages, done_pages.c.page_id == table.c.page_id)
        .where(done_pages.c.site_id == tonight.site, table.c.until.is_(None))
        .order_by(table.c.page_id)
        .limit(BATCH // 10)
    )
    if table is results:
        query = query.where(results.c.gaps)
    last = 0
    while rows := tonight.connection.execute(query.where(table.c.page_id > last)).all():
        last = rows[-1].page_id
        yield from (row.body for row in rows)
