"""Problems that the run found: new, or still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from checker.history import codec
from checker.history.database import BATCH
from checker.history.ending import addresses, runs_before
from checker.history.schema import done_pages, found, pages, problems, standings
from checker.history.spans import put
from checker.history.states import Before, of_found
from checker.model.problems import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from checker.history.ending import Ending
    from checker.history.spans import Tonight

    AnyRow = Row[*tuple[Any, ...]]


def settle_found(tonight: Tonight, end: Ending) -> None:
    """Give every problem the run found its state."""
    query = (
        select(
            found,
            problems.c.id.label("problem_id"),
            problems.c.runs.label("counted"),
            problems.c.retired,
            standings.c.state,
            standings.c.since,
            standings.c.runs,
            pages.c.first_run,
            pages.c.first_read,
            done_pages.c.page_id.label("done"),
        )
        .join(pages, pages.c.id == found.c.page_id)
        .outerjoin(done_pages, done_pages.c.page_id == found.c.page_id)
        .outerjoin(problems, (problems.c.site_id == found.c.site_id) & (problems.c.fingerprint == found.c.fingerprint))
        .outerjoin(standings, (standings.c.problem_id == problems.c.id) & standings.c.until.is_(None))
        .where(found.c.site_id == tonight.site)
        .order_by(found.c.id)
        .limit(BATCH)
    )
    last = 0
    while rows := tonight.connection.execute(query.where(found.c.id > last)).all():
        last = rows[-1].id
        _settle_found(tonight, rows, end)


def _settle_found(tonight: Tonight, rows: Sequence[AnyRow], end: Ending) -> None:
    known = addresses(tonight, {row.subject for row in rows if row.subject})
    ids = _problem_ids(tonight, rows)
    wanted: dict[int, dict[str, object]] = {}
    for row in rows:
        state, new_rule = of_found(_before(tonight, row, end, known.get(row.subject)))
        wanted[ids[row.fingerprint]] = {
            "state": state.value,
            "why": "",
            "new_rule": new_rule,
            "severity": row.severity,
            "last_seen": tonight.today,
            "runs": runs_before(tonight, row) + 1,
            "digest": codec.digest(row.body + f"{state} {new_rule}".encode()),
            "body": row.body,
        }
    put(tonight, standings, "problem_id", wanted)


def _before(tonight: Tonight, row: AnyRow, end: Ending, address: AnyRow | None) -> Before:
    of_its_own = row.done is not None
    state = State(row.state) if row.state else None
    if state is None and row.problem_id is not None:
        state = State.FIXED
    return Before(
        state=state,
        retired=bool(row.retired),
        first_run=tonight.number == 1,
        settled=end.settled,
        rule_known=row.rule in end.known,
        page_known=of_its_own and row.first_run < tonight.number,
        page_read=row.first_read is not None and row.first_read < tonight.number,
        address_known=address is not None and address.first_run < tonight.number,
        address_answered=address is None or (address.answered is not None and address.answered < tonight.number),
    )


def _problem_ids(tonight: Tonight, rows: Sequence[AnyRow]) -> dict[str, int]:
    """Give the ids of problems, and make rows for those never met."""
    fresh = [
        {
            "site_id": tonight.site,
            "page_id": row.page_id,
            "fingerprint": row.fingerprint,
            "rule": row.rule,
            "subject": row.subject,
            "first_seen": tonight.today,
            "last_seen": tonight.today,
            "runs": 0,
        }
        for row in rows
        if row.problem_id is None
    ]
    if fresh:
        tonight.connection.execute(problems.insert(), fresh)
    query = select(problems.c.fingerprint, problems.c.id).where(
        problems.c.site_id == tonight.site, problems.c.fingerprint.in_([row.fingerprint for row in rows])
    )
    return {row.fingerprint: row.id for row in tonight.connection.execute(query)}
