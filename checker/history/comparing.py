"""What changed between any two runs of a site."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import Select, select

from checker.history import codec
from checker.history.ending import SEEN_NAMES
from checker.history.rebuilding import comparison, standing
from checker.history.schema import pages, problems, standings
from checker.history.spans import holding
from checker.history.states import PUT_RIGHT
from checker.model.nights import Absent, Comparison, Mark, Standing
from checker.model.problems import State

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    AnyRow = Row[*tuple[Any, ...]]


def between(connection: Connection, before: AnyRow, after: AnyRow) -> Comparison:
    """Hold a run against an earlier one that need not be the one before it. Both are rows of `runs`."""
    then = {row.problem_id: row for row in connection.execute(_seen(before))}
    now = {row.problem_id: row for row in connection.execute(_seen(after))}
    changed = _changed(connection, before, after)
    told = {row.fingerprint: _standing(row, after, changed.get(each, []), each in then) for each, row in now.items()}
    gone = (_absent(row, after, changed.get(each, [])) for each, row in then.items() if each not in now)
    return replace(
        comparison(connection, after.site_id, after.number),
        first=False,
        previous=Mark(id=before.name, finished=datetime.fromisoformat(before.finished)),
        standings=told,
        absent=tuple(sorted(gone, key=lambda each: (each.problem.page, each.problem.fingerprint))),
    )


def _seen(run: AnyRow) -> Select[*tuple[Any, ...]]:
    return _rows(run).where(holding(standings, run.number), standings.c.state.in_(SEEN_NAMES))


def _rows(run: AnyRow) -> Select[*tuple[Any, ...]]:
    return (
        select(standings, problems.c.fingerprint, problems.c.first_seen, pages.c.title, pages.c.owner)
        .join(problems, problems.c.id == standings.c.problem_id)
        .join(pages, pages.c.id == problems.c.page_id)
        .where(problems.c.site_id == run.site_id)
    )


def _changed(connection: Connection, before: AnyRow, after: AnyRow) -> dict[int, list[AnyRow]]:
    """Give the states that began after the one run and up to the other, oldest first."""
    query = _rows(after).where(standings.c.since > before.number, standings.c.since <= after.number)
    grouped: dict[int, list[AnyRow]] = {}
    for row in connection.execute(query.order_by(standings.c.since)):
        grouped.setdefault(row.problem_id, []).append(row)
    return grouped


def _standing(row: AnyRow, after: AnyRow, changed: list[AnyRow], was_there: bool) -> Standing:  # noqa: FBT001 - private
    is_new = not was_there and any(each.state == State.NEW.value for each in changed)
    new_rule = not was_there and any(each.new_rule for each in changed)
    return replace(
        standing(row, after), state=State.NEW if is_new else State.STILL_OPEN, new_rule=new_rule and not is_new
    )


def _absent(row: AnyRow, after: AnyRow, changed: list[AnyRow]) -> Absent:
    """Say what became of a problem. The night it was fixed may have been thinned out since."""
    ends = [each for each in changed if each.state not in SEEN_NAMES]
    last = ends[-1] if ends else row
    problem = codec.problem(last.body)
    told = standing(last, after)
    return Absent(
        problem=problem,
        page_name=last.title or problem.page,
        owner=last.owner,
        standing=told if ends else replace(told, state=State.FIXED),
        why=last.why or PUT_RIGHT,
    )
