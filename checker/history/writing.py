"""Writes down what became of pages: many at a time, because a statement costs as much for one as for fifty."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from checker.history import codec
from checker.history.database import insertion
from checker.history.outcomes import Judged
from checker.history.schema import done_pages, found, leftovers, pages, results, unlooked
from checker.history.spans import change, end, put
from checker.history.subjects import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Executable, Row

    from checker.history.outcomes import Outcome
    from checker.history.spans import Tonight
    from checker.model.problems import Problem, Unchecked
    from checker.model.runs import PageResult

    AnyRow = Row[*tuple[Any, ...]]

_LARGE = {"reading", "gist"}
"""What is written anew whenever a page was read anew, and not compared."""
_LIGHT = tuple(column for column in pages.c if column.name not in _LARGE)

GONE = frozenset({404, 410})
"""What a server says of a page that is not there."""


def record(tonight: Tonight, outcomes: Iterable[Outcome]) -> None:
    """Record what became of pages, each once."""
    by_url = {each.result.address: each for each in outcomes}
    rows = _known_pages(tonight, list(by_url))
    _note(tonight, [(rows[url], each) for url, each in by_url.items()])
    put(tonight, results, "page_id", {rows[url].id: _row(each) for url, each in by_url.items()})
    doing = [{"page_id": rows[url].id, "site_id": tonight.site, **_doing(each.result)} for url, each in by_url.items()]
    if doing:
        tonight.connection.execute(_putting_done(tonight.dialect), doing)


def _row(outcome: Outcome) -> dict[str, object]:
    result, body = outcome.result, outcome.body
    return {"read": result.read, "gaps": bool(result.unchecked), "digest": codec.digest(body), "body": body}


def _doing(result: PageResult) -> dict[str, object]:
    return {
        "read": result.read,
        "gone": not result.read and result.status in GONE,
        "whole": not any(each.stage in {"read", "extract"} for each in result.unchecked),
    }


def _note(tonight: Tonight, outcomes: Iterable[tuple[AnyRow, Outcome]]) -> None:
    """Write what changed of pages' own rows, and nothing where nothing did."""
    alike: defaultdict[frozenset[str], list[dict[str, object]]] = defaultdict(list)
    for page, each in outcomes:
        changed = _news(tonight, page, each)
        if changed:
            alike[frozenset(changed)].append({"_id": page.id, **changed})
    for rows in alike.values():
        change(tonight, pages, rows)


def _news(tonight: Tonight, page: AnyRow, outcome: Outcome) -> dict[str, object]:
    result, wording = outcome.result, outcome.wording
    news = {name: value for name, value in outcome.known.items() if value is not None}
    if result.read:
        news |= {"title": result.title, "owner": result.owner}
        if page.first_read is None:
            news["first_read"] = tonight.number
    if wording is not None and wording != page.wording:
        news |= {"wording": wording, "unchanged_since": tonight.today}
    return {name: value for name, value in news.items() if name in _LARGE or getattr(page, name) != value}


def _known_pages(tonight: Tonight, urls: Sequence[str]) -> dict[str, AnyRow]:
    """Give the rows of pages without what was read of them, and make them where there are none."""
    keys = {codec.key(url): url for url in urls}
    asked = {"site": tonight.site, "keys": list(keys)}
    rows = {keys[row.key]: row for row in tonight.connection.execute(_finding(), asked)}
    missing = [url for url in keys.values() if url not in rows]
    if missing:
        register(tonight, missing)
        rows = {keys[row.key]: row for row in tonight.connection.execute(_finding(), asked)}
    return rows


@lru_cache(maxsize=1)
def _finding() -> Executable:
    return (
        select(*_LIGHT, done_pages.c.judged, leftovers.c.id.label("left"))
        .select_from(pages)
        .outerjoin(done_pages, done_pages.c.page_id == pages.c.id)
        .outerjoin(leftovers, (leftovers.c.page_id == pages.c.id) & leftovers.c.until.is_(None))
        .where(pages.c.site_id == bindparam("site"), pages.c.key.in_(bindparam("keys", expanding=True)))
    )


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


def record_judged(tonight: Tonight, judged: Iterable[Judged]) -> None:
    """Record the problems of pages, and what of them could not be looked at. The states come when the run ends."""
    by_url = {each.url: each for each in judged}
    rows = _known_pages(tonight, list(by_url))
    # judged before in this run, or no page of its own
    _forget(tonight, [row.id for row in rows.values() if row.judged is not False])
    _find(tonight, [(rows[url], each) for url, each in by_url.items()])
    for url, each in by_url.items():
        if each.unchecked or rows[url].left is not None:
            _leave(tonight, rows[url].id, each.unchecked)
    _finish(tonight, [row.id for row in rows.values()], judged=True)
    _finish(tonight, [rows[url].id for url, each in by_url.items() if not each.whole], whole=False)


def forget_judged(tonight: Tonight, urls: Iterable[str]) -> None:
    """Let go of what was recorded when pages were judged: it turned out that they cannot be believed."""
    ids = [row.id for row in _known_pages(tonight, list(urls)).values()]
    _forget(tonight, ids)
    _finish(tonight, ids, judged=False)


def _forget(tonight: Tonight, ids: Sequence[int]) -> None:
    if ids:
        for table in (found, unlooked):
            tonight.connection.execute(table.delete().where(table.c.page_id.in_(ids)))


def _finish(tonight: Tonight, ids: Sequence[int], **values: bool) -> None:
    if ids:
        tonight.connection.execute(done_pages.update().where(done_pages.c.page_id.in_(ids)).values(values))


def record_more(tonight: Tonight, url: str, problems: Iterable[Problem]) -> None:
    """Add problems to those of a page that was judged."""
    page = _known_pages(tonight, [url])[url]
    _find(tonight, [(page, Judged(url=url, problems=tuple(problems)))])


def _find(tonight: Tonight, judged: Iterable[tuple[AnyRow, Judged]]) -> None:
    rows = [_found(tonight, page.id, problem, each.addresses) for page, each in judged for problem in each.problems]
    if rows:
        tonight.connection.execute(_putting_found(tonight.dialect), rows)


@lru_cache(maxsize=2)
def _putting_found(dialect: str) -> Executable:
    """Write a problem once, the last time it is found: made once, because making it takes as long as running it."""
    insert = insertion(dialect, found)
    same = {name: insert.excluded[name] for name in ("page_id", "severity", "subject", "body")}
    return insert.on_conflict_do_update(index_elements=["site_id", "fingerprint"], set_=same)


@lru_cache(maxsize=2)
def _putting_done(dialect: str) -> Executable:
    insert = insertion(dialect, done_pages)
    same = {name: insert.excluded[name] for name in ("read", "gone", "whole")}
    return insert.on_conflict_do_update(index_elements=["page_id"], set_=same)


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
