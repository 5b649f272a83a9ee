"""A run as it was, from the database alone, so that its report can be written again without network."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from checker.history import codec, originals, stored
from checker.history.ending import SEEN_NAMES
from checker.history.schema import gaps, pages, problems, runs, standings
from checker.history.spans import holding
from checker.model.nights import Absent, Comparison, Mark, Night, Standing
from checker.model.problems import State
from checker.model.runs import Run

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Row

    AnyRow = Row[*tuple[Any, ...]]

_TREND = 30
"""Runs."""


def rebuilt(connection: Connection, row: AnyRow) -> Run:
    """Give a whole run; its pages and addresses are read when they are wanted, while the connection is open.

    Args:
        connection: To the database.
        row: Of the run, from `runs`.
    """
    return Run(
        id=row.name,
        started=datetime.fromisoformat(row.started),
        finished=datetime.fromisoformat(row.finished),
        today=row.today,
        complete=row.complete,
        pages=stored.Pages.of(connection, row),
        rules=codec.names(row.rules),
        left_out=codec.names(row.left_out) if row.left_out else (),
        unchecked=codec.unchecked(row.unchecked) if row.unchecked else (),
        targets=stored.Targets.of(connection, row),
        confirmed=originals.confirmed(connection, row.site_id, row.today),
    )


def _standings(run: AnyRow) -> Select[*tuple[Any, ...]]:
    """Select the state of every problem as it was in a run."""
    return (
        select(standings, problems.c.page_id, problems.c.first_seen, problems.c.fingerprint)
        .join(problems, problems.c.id == standings.c.problem_id)
        .where(problems.c.site_id == run.site_id, holding(standings, run.number))
    )


def comparison(connection: Connection, site: int, number: int) -> Comparison:
    """Give a run beside the one before."""
    row = connection.execute(select(runs).where(runs.c.site_id == site, runs.c.number == number)).one()
    seen: dict[str, Standing] = {}
    absent: list[Absent] = []
    names = {page.id: page for page in connection.execute(_page_names(row))}
    for each in connection.execute(_standings(row)):
        if each.state in SEEN_NAMES:
            # the words of a problem may have lost half a surrogate pair: its name of that night holds, too
            seen[each.fingerprint] = seen[codec.problem(each.body).fingerprint] = standing(each, row)
        else:
            absent.append(_absent(each, row, names.get(each.page_id)))
    return Comparison(
        first=number == 1,
        previous=_previous(connection, row),
        standings=seen,
        absent=tuple(sorted(absent, key=lambda each: (each.problem.page, each.problem.fingerprint))),
        since=_since(connection, row),
        trend=trend(connection, site, number),
    )


def _page_names(run: AnyRow) -> Select[*tuple[Any, ...]]:
    """Select the names of the pages with problems that were not seen."""
    missing = (
        select(problems.c.page_id)
        .join(standings, standings.c.problem_id == problems.c.id)
        .where(problems.c.site_id == run.site_id, holding(standings, run.number), standings.c.state.not_in(SEEN_NAMES))
    )
    return select(pages.c.id, pages.c.url, pages.c.title, pages.c.owner).where(pages.c.id.in_(missing))


def standing(row: AnyRow, run: AnyRow) -> Standing:
    """Say what a row of `standings` means in a run that it holds in."""
    is_seen = row.state in SEEN_NAMES
    return Standing(
        state=State(row.state),
        new_rule=row.new_rule,
        first_seen=row.first_seen,
        last_seen=run.today if is_seen else row.last_seen,
        runs=row.runs + (run.number - row.since if is_seen else 0),
    )


def _absent(row: AnyRow, run: AnyRow, page: AnyRow | None) -> Absent:
    problem = codec.problem(row.body)
    return Absent(
        problem=problem,
        page_name=(page.title if page else None) or problem.page,
        owner=page.owner if page else None,
        standing=standing(row, run),
        why=row.why,
    )


def _previous(connection: Connection, run: AnyRow) -> Mark | None:
    query = (
        select(runs)
        .where(runs.c.site_id == run.site_id, runs.c.number < run.number)
        .order_by(runs.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Mark(id=row.name, finished=datetime.fromisoformat(row.finished)) if row else None


def _since(connection: Connection, run: AnyRow) -> dict[str, date]:
    query = select(gaps.c.fingerprint, gaps.c.first_seen).where(
        gaps.c.site_id == run.site_id, holding(gaps, run.number)
    )
    return {row.fingerprint: row.first_seen for row in connection.execute(query)}


def trend(connection: Connection, site: int, number: int, *, limit: int = _TREND) -> tuple[Night, ...]:
    """Give the last runs in a few numbers, this one last."""
    query = (
        select(runs)
        .where(runs.c.site_id == site, runs.c.number <= number, runs.c.finished.is_not(None))
        .order_by(runs.c.number.desc())
        .limit(limit)
    )
    return tuple(night(row) for row in reversed(connection.execute(query).all()))


def night(row: AnyRow) -> Night:
    """Give one run in a few numbers."""
    return Night(
        run=row.name,
        today=row.today,
        complete=row.complete,
        pages=row.pages,
        danger=row.danger,
        wrong=row.wrong,
        doubtful=row.doubtful,
        untidy=row.untidy,
        finished=datetime.fromisoformat(row.finished),
    )
