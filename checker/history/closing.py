"""What is written when a run ends: from here on it has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from checker.history import codec, writing
from checker.history.database import batches, insertion
from checker.history.schema import answers, done_pages, done_targets, found, leftovers, results, rules, runs
from checker.history.schema import pages as page_rows
from checker.history.schema import targets as target_rows
from checker.history.spans import end
from checker.model.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from checker.history.spans import Tonight
    from checker.model.problems import Unchecked


def listed(tonight: Tonight, unread: Iterable[str]) -> frozenset[int]:
    """Know the pages that were found and not read, and give their ids."""
    ids: set[int] = set()
    for batch in batches(unread):
        writing.register(tonight, batch)
        keys = [codec.key(url) for url in batch]
        query = select(page_rows.c.id).where(page_rows.c.site_id == tonight.site, page_rows.c.key.in_(keys))
        ids.update(tonight.connection.execute(query).scalars())
    return frozenset(ids)


def end_spans(tonight: Tonight) -> None:
    """End what was not met this time."""
    done = exists().where(done_pages.c.page_id == page_rows.c.id)
    judged = exists().where(done_pages.c.page_id == page_rows.c.id, done_pages.c.judged)
    asked = exists().where(done_targets.c.target_id == target_rows.c.id)
    unmet = select(page_rows.c.id).where(page_rows.c.site_id == tonight.site, ~done)
    unjudged = select(page_rows.c.id).where(page_rows.c.site_id == tonight.site, ~judged)
    unasked = select(target_rows.c.id).where(target_rows.c.site_id == tonight.site, ~asked)
    end(tonight, results, results.c.page_id.in_(unmet))
    end(tonight, leftovers, leftovers.c.page_id.in_(unjudged))
    end(tonight, answers, answers.c.target_id.in_(unasked))


def count(tonight: Tonight, finished: datetime, *, complete: bool, unchecked: tuple[Unchecked, ...]) -> None:
    """Write the run's own row: from here on it has ended."""
    by_severity = (
        select(found.c.severity, func.count()).where(found.c.site_id == tonight.site).group_by(found.c.severity)
    )
    counted = {str(severity): number for severity, number in tonight.connection.execute(by_severity)}
    met = select(func.count()).select_from(done_pages).where(done_pages.c.site_id == tonight.site)
    values = {
        "finished": finished.isoformat(),
        "complete": complete,
        "unchecked": codec.encode(unchecked) if unchecked else None,
        "pages": tonight.connection.execute(met).scalar_one(),
        **{each.value: counted.get(each.value, 0) for each in Severity},
    }
    which = (runs.c.site_id == tonight.site) & (runs.c.number == tonight.number)
    tonight.connection.execute(runs.update().where(which).values(values))


def note_rules(tonight: Tonight, applied: tuple[str, ...]) -> None:
    """Remember by which rules the site was checked for the first time."""
    rows = [{"site_id": tonight.site, "name": name, "first": tonight.number} for name in applied]
    if rows:
        insert = insertion(tonight.dialect, rules).on_conflict_do_nothing(index_elements=["site_id", "name"])
        tonight.connection.execute(insert, rows)
