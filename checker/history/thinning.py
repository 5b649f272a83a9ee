"""Runs older than 400 days: one a month is kept, and what held only between those is dropped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from checker.history.database import batches
from checker.history.schema import answers, gaps, leftovers, pages, problems, results, runs, standings, targets

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table

    from checker.history.spans import Tonight

KEPT = timedelta(days=400)
"""A year's comparison and a month to spare."""


def thin(tonight: Tonight) -> bool:
    """Drop what is old. What problems, pages and addresses themselves know, first seen and counts, is kept."""
    old = _surplus(tonight)
    for batch in batches(old):
        tonight.connection.execute(runs.delete().where(runs.c.id.in_(batch)))
    if not old:
        return False
    for table, owner, owners in (
        (results, results.c.page_id, pages),
        (leftovers, leftovers.c.page_id, pages),
        (answers, answers.c.target_id, targets),
        (standings, standings.c.problem_id, problems),
    ):
        ours = owner.in_(select(owners.c.id).where(owners.c.site_id == tonight.site))
        tonight.connection.execute(table.delete().where(ours, _untold(tonight, table)))
    tonight.connection.execute(gaps.delete().where(gaps.c.site_id == tonight.site, _untold(tonight, gaps)))
    return True


def shrink(tonight: Tonight) -> None:
    """Give the room back to the disk."""
    if tonight.connection.dialect.name == "sqlite":
        raw = tonight.connection.connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA incremental_vacuum").fetchall()


def _surplus(tonight: Tonight) -> list[int]:
    """Give the ids of old runs that are not the last of their month."""
    query = (
        select(runs.c.id, runs.c.today)
        .where(runs.c.site_id == tonight.site, runs.c.today < tonight.today - KEPT, runs.c.number < tonight.number)
        .order_by(runs.c.number)
    )
    rows = tonight.connection.execute(query).all()
    last = {(row.today.year, row.today.month): row.id for row in rows}
    return [row.id for row in rows if row.id not in last.values()]


def _untold(tonight: Tonight, table: Table) -> ColumnElement[bool]:
    """Select rows that held in none of the runs that are left. The latest answer of an address is never one."""
    told = exists().where(runs.c.site_id == tonight.site, runs.c.number >= table.c.since, runs.c.number < table.c.until)
    over = table.c.until.is_not(None) & ~told
    if table is answers:
        return over & ~exists().where(targets.c.answer_id == answers.c.id)
    return over
