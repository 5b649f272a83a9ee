"""Pages: what is remembered of them, and what this run has done."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select

from checker.history import codec
from checker.history.database import BATCH, insertion
from checker.history.schema import done_pages, found, leftovers, pages, results, runs, unlooked
from checker.history.spans import end, put
from checker.history.subjects import subject_of
from checker.model.nights import RememberedPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Executable, Row, Select

    from checker.history.spans import Tonight
    from checker.model.problems import Problem, Unchecked
    from checker.model.runs import PageResult

    AnyRow = Row[*tuple[Any, ...]]

_LIGHT = tuple(column for column in pages.c if column is not pages.c.reading)

GONE = frozenset({404, 410})
"""What a server says of a page that is not there."""


def remembered(tonight: Tonight, url: str) -> RememberedPage | None:
    """Give what is known of a page, or None where it was never met."""
    row = tonight.connection.execute(_known(tonight).where(pages.c.key == codec.key(url))).first()
    return _remembered(row) if row else None


def done(tonight: Tonight, after: int = 0) -> list[tuple[int, RememberedPage]]:
    """Give some of the pages this run is done with, beginning after that id."""
    ours = exists().where(done_pages.c.page_id == pages.c.id, done_pages.c.site_id == tonight.site)
    query = _known(tonight).where(ours, pages.c.id > after).order_by(pages.c.id).limit(BATCH // 10)
    rows = tonight.connection.execute(query)
    return [(row.id, _remembered(row)) for row in rows]


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


def _known(tonight: Tonight) -> Select[*tuple[Any, ...]]:
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
    return select(pages, results.c.body).select_from(both).where(pages.c.site_id == tonight.site)


def _remembered(row: AnyRow) -> RememberedPage:
    return RememberedPage(
        url=row.url,
        first_seen=row.first_seen,
        unchanged_since=row.unchanged_since,
        etag=row.etag or None,
        last_modified=row.last_modified or None,
        body_hash=row.body_hash or None,
        reading=row.reading,
        reading_key=row.reading_key,
        result=codec.result(row.body) if row.body else None,
    )


def record(
    tonight: Tonight, result: PageResult, body: bytes, *, known: Mapping[str, object], wording: bytes | None
) -> None:
    """Record what became of a page.

    Args:
        tonight: The run under way.
        result: What became of it; its problems come later.
        body: The same, encoded.
        known: What the next run needs: columns of `pages`. What is None stays as it was.
        wording: What stands for the page's own words; None where they were not read.
    """
    page = known_page(tonight, result.address)
    _note(tonight, page, result, known, wording)
    row: dict[str, object] = {
        "read": result.read,
        "gaps": bool(result.unchecked),
        "digest": codec.digest(body),
        "body": body,
    }
    put(tonight, results, "page_id", {page.id: row})
    doing = {
        "read": result.read,
        "gone": not result.read and result.status in GONE,
        "whole": not any(each.stage in {"read", "extract"} for each in result.unchecked),
    }
    insert = insertion(tonight.dialect, done_pages).values(page_id=page.id, site_id=tonight.site, **doing)
    tonight.connection.execute(insert.on_conflict_do_update(index_elements=["page_id"], set_=doing))


def _note(
    tonight: Tonight,
    page: AnyRow,
    result: PageResult,
    known: Mapping[str, object],
    wording: bytes | None,
) -> None:
    """Write what changed of a page's own row, and nothing where nothing did."""
    news = {name: value for name, value in known.items() if value is not None}
    if result.read:
        news |= {"title": result.title, "owner": result.owner}
        if page.first_read is None:
            news["first_read"] = tonight.number
    if wording is not None and wording != page.wording:
        news |= {"wording": wording, "unchanged_since": tonight.today}
    changed = {name: value for name, value in news.items() if name == "reading" or getattr(page, name) != value}
    if changed:
        tonight.connection.execute(pages.update().where(pages.c.id == page.id).values(changed))


def known_page(tonight: Tonight, url: str) -> AnyRow:
    """Give the row of a page without what was read of it, and make it where there is none."""
    query = (
        select(*_LIGHT, done_pages.c.judged, leftovers.c.id.label("left"))
        .select_from(pages)
        .outerjoin(done_pages, done_pages.c.page_id == pages.c.id)
        .outerjoin(leftovers, (leftovers.c.page_id == pages.c.id) & leftovers.c.until.is_(None))
        .where(pages.c.site_id == tonight.site, pages.c.key == codec.key(url))
    )
    row = tonight.connection.execute(query).first()
    if row is None:
        register(tonight, [url])
        row = tonight.connection.execute(query).one()
    return row


def register(tonight: Tonight, urls: Iterable[str]) -> None:
    """Make rows for pages that have none."""
    rows = [
        {
            "site_id": tonight.site,
            "key": codec.key(url),
            "url": url,
            "first_seen": tonight.today,
            "first_run": tonight.number,
        }
        for url in urls
    ]
    insert = insertion(tonight.dialect, pages).on_conflict_do_nothing(index_elements=["site_id", "key"])
    tonight.connection.execute(insert, rows)


def record_judged(
    tonight: Tonight,
    url: str,
    problems: Iterable[Problem],
    unchecked: tuple[Unchecked, ...],
    addresses: Mapping[str, str],
) -> None:
    """Record the problems of a page, and what of it could not be looked at. The states come when the run ends."""
    page = known_page(tonight, url)
    if page.judged is not False:
        # judged before in this run, or no page of its own
        tonight.connection.execute(found.delete().where(found.c.page_id == page.id))
        tonight.connection.execute(unlooked.delete().where(unlooked.c.page_id == page.id))
    rows = [_found(tonight, page.id, each, addresses) for each in problems]
    if rows:
        tonight.connection.execute(_putting_found(tonight.dialect), rows)
    if unchecked or page.left is not None:
        _leave(tonight, page.id, unchecked)
    tonight.connection.execute(done_pages.update().where(done_pages.c.page_id == page.id).values(judged=True))


def record_more(tonight: Tonight, url: str, problems: Iterable[Problem]) -> None:
    """Add problems to those of a page that was judged."""
    page = known_page(tonight, url)
    rows = [_found(tonight, page.id, each, {}) for each in problems]
    if rows:
        tonight.connection.execute(_putting_found(tonight.dialect), rows)


@lru_cache(maxsize=2)
def _putting_found(dialect: str) -> Executable:
    """Write a problem once, the last time it is found: made once, because making it takes as long as running it."""
    insert = insertion(dialect, found)
    same = {name: insert.excluded[name] for name in ("page_id", "severity", "subject", "body")}
    return insert.on_conflict_do_update(index_elements=["site_id", "fingerprint"], set_=same)


def _found(tonight: Tonight, page: int, problem: Problem, addresses: Mapping[str, str]) -> dict[str, object]:
    fingerprint = problem.fingerprint
    return {
        "site_id": tonight.site,
        "page_id": page,
        "fingerprint": fingerprint,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "subject": subject_of(problem, addresses.get(fingerprint)),
        "body": codec.encode(problem),
    }


def _leave(tonight: Tonight, page: int, unchecked: tuple[Unchecked, ...]) -> None:
    if not unchecked:
        end(tonight, leftovers, leftovers.c.page_id == page)
        return
    body = codec.encode(unchecked)
    put(tonight, leftovers, "page_id", {page: {"digest": codec.digest(body), "body": body}})
    keys = {codec.key(form) for each in unchecked for form in _forms(each.what)}
    tonight.connection.execute(
        unlooked.insert(), [{"site_id": tonight.site, "page_id": page, "key": each} for each in sorted(keys)]
    )


def _forms(what: str) -> Iterator[str]:
    """Give what an `Unchecked` speaks of; of an email address also its domain, which is what was asked about."""
    yield what
    _, at, domain = what.rpartition("@")
    if at:
        yield domain.lower()
