"""Pages: what is remembered of them, and which this run is done with."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, func, select, text

from checker.history import bodies, codec
from checker.history.schema import done_pages, pages, results, runs
from checker.model.nights import RememberedPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column, Connection, Row, Select

    from checker.history.spans import Tonight

    AnyRow = Row[*tuple[Any, ...]]
    Known = Select[*tuple[Any, ...]]


_LIGHT = tuple(column for column in pages.c if column is not pages.c.reading)


def add_gist(connection: Connection) -> None:
    """Add the column: the step from the third form of the history to the fourth. Pages without one are read anew."""
    kind = pages.c.gist.type.compile(connection.dialect)
    connection.execute(text(f"ALTER TABLE pages ADD COLUMN gist {kind}"))


def remembered(tonight: Tonight, url: str) -> RememberedPage | None:
    """Give what is known of a page, or None where it was never met."""
    row = tonight.connection.execute(_one(), {"site": tonight.site, "key": codec.key(url)}).first()
    return _remembered(row) if row else None


def reading(tonight: Tonight, url: str) -> bytes | None:
    """Give a page as it was read, for `codec.reading`; None where it never was."""
    query = select(pages.c.reading).where(pages.c.site_id == tonight.site, pages.c.key == codec.key(url))
    found: bytes | None = tonight.connection.execute(query).scalar()
    return found


def forget_reading(tonight: Tonight, url: str) -> None:
    """Let go of a page as it was read, so that the next run reads it anew."""
    this = (pages.c.site_id == tonight.site) & (pages.c.key == codec.key(url))
    tonight.connection.execute(pages.update().where(this).values(reading=None, reading_key=None, gist=None))


def done(tonight: Tonight, urls: Iterable[str]) -> list[tuple[RememberedPage, bytes]]:
    """Give those of some pages that this run is done with, each with how it was read."""
    rows = tonight.connection.execute(_some(), {"site": tonight.site, "keys": [codec.key(url) for url in urls]})
    return [(_remembered(row), row.reading or b"") for row in rows]


def done_urls(tonight: Tonight) -> set[str]:
    """Give the addresses of the pages this run is done with."""
    query = select(pages.c.url).join(done_pages, done_pages.c.page_id == pages.c.id)
    return set(tonight.connection.execute(query.where(done_pages.c.site_id == tonight.site)).scalars())


def reached(tonight: Tonight) -> dict[str, int]:
    """Give the number of the last run that reached each page, if the run before did not reach everything."""
    before = tonight.number - 1
    complete = select(runs.c.complete).where(runs.c.site_id == tonight.site, runs.c.number == before)
    if tonight.connection.execute(complete).scalar() is not False:
        return {}
    last = func.max(func.coalesce(results.c.until - 1, before))
    query = select(pages.c.url, last).join(results, results.c.page_id == pages.c.id).group_by(pages.c.id, pages.c.url)
    return {row[0]: row[1] for row in tonight.connection.execute(query.where(pages.c.site_id == tonight.site))}


# made once: making one of these takes longer than running it


@lru_cache(maxsize=1)
def _one() -> Known:
    return _known(_LIGHT).where(pages.c.key == bindparam("key"))


@lru_cache(maxsize=1)
def _some() -> Known:
    ours = exists().where(done_pages.c.page_id == pages.c.id, done_pages.c.site_id == bindparam("site"))
    return _known(pages.c).where(ours, pages.c.key.in_(bindparam("keys", expanding=True))).order_by(pages.c.id)


def _known(columns: Iterable[Column[Any]]) -> Known:
    of_page = results.alias()
    latest = (
        select(of_page.c.id)
        .where(of_page.c.page_id == pages.c.id)
        .order_by(of_page.c.since.desc())
        .limit(1)
        .correlate(pages)
        .scalar_subquery()
    )
    both = pages.outerjoin(results, results.c.id == latest)
    return select(*columns, results.c.body).select_from(both).where(pages.c.site_id == bindparam("site"))


def _remembered(row: AnyRow) -> RememberedPage:
    return RememberedPage(
        url=row.url,
        first_seen=row.first_seen,
        unchanged_since=row.unchanged_since,
        etag=row.etag or None,
        last_modified=row.last_modified or None,
        body_hash=row.body_hash or None,
        gist=row.gist,
        reading_key=row.reading_key,
        result=bodies.bare(row.body) if row.body else None,
        written=row.body,
    )
