"""Problems that were open and that the run did not find: fixed, or not looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select

from checker.history import codec
from checker.history.database import BATCH
from checker.history.ending import SEEN_NAMES, addresses, runs_before
from checker.history.schema import done_pages, found, pages, problems, standings, unlooked
from checker.history.spans import change, end, put
from checker.history.states import RULE_RETIRED, Look, of_absent
from checker.model.problems import State
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from checker.history.ending import Ending
    from checker.history.spans import Tonight

    AnyRow = Row[*tuple[Any, ...]]
    Missed = set[tuple[int | None, bytes]]


def close_fixed(tonight: Tonight) -> None:
    """Let go of what was fixed in the run before: it was told once."""
    ours = select(problems.c.id).where(problems.c.site_id == tonight.site)
    old = (standings.c.state == State.FIXED.value) & (standings.c.since < tonight.number)
    end(tonight, standings, old & standings.c.problem_id.in_(ours))


def settle_absent(tonight: Tonight, ending: Ending) -> None:
    """Give every problem that was open and was not found its state."""
    seen = exists().where(found.c.site_id == problems.c.site_id, found.c.fingerprint == problems.c.fingerprint)
    query = (
        select(
            standings,
            problems.c.rule,
            problems.c.page_id,
            problems.c.subject,
            pages.c.first_read,
            done_pages.c.page_id.label("done"),
            done_pages.c.read,
            done_pages.c.gone,
            done_pages.c.judged,
            done_pages.c.whole,
        )
        .join(problems, problems.c.id == standings.c.problem_id)
        .join(pages, pages.c.id == problems.c.page_id)
        .outerjoin(done_pages, done_pages.c.page_id == problems.c.page_id)
        .where(problems.c.site_id == tonight.site, standings.c.until.is_(None), standings.c.since < tonight.number)
        .where(~seen, standings.c.state != State.FIXED.value)
        .order_by(standings.c.problem_id)
        .limit(BATCH)
    )
    last = 0
    while rows := tonight.connection.execute(query.where(standings.c.problem_id > last)).all():
        last = rows[-1].problem_id
        _settle_absent(tonight, rows, ending)


def _settle_absent(tonight: Tonight, rows: Sequence[AnyRow], ending: Ending) -> None:
    asked = addresses(tonight, {row.subject for row in rows if row.subject})
    missed = _missed(tonight, rows)
    wanted: dict[int, dict[str, object]] = {}
    for row in rows:
        state, why = of_absent(_look(row, ending, asked, missed))
        seen_before = row.state in SEEN_NAMES
        wanted[row.problem_id] = {
            "state": state.value,
            "why": why,
            "new_rule": False,
            "severity": row.severity,
            "last_seen": ending.before if seen_before else row.last_seen,
            "runs": runs_before(tonight, row),
            "digest": codec.digest(row.body + f"{state} {why}".encode()),
            "body": row.body,
        }
    put(tonight, standings, "problem_id", wanted)
    _close(tonight, wanted)


def _look(row: AnyRow, ending: Ending, asked: dict[bytes, AnyRow], missed: Missed) -> Look:
    address = asked.get(row.subject)
    # what belongs to the whole site stands under an address that need not be a page: it is looked at with the site
    no_page = row.done is None and row.first_read is None and row.page_id not in ending.listed
    unanswered = address is not None and address.done is not None and not Verdict(address.verdict).is_answer
    return Look(
        complete=ending.complete,
        rule_used=row.rule in ending.used,
        rule_retired=row.rule not in ending.used and row.rule not in ending.left_out,
        page_done=row.done is not None or no_page,
        page_read=bool(row.read) or no_page,
        page_gone=bool(row.gone),
        page_listed=row.done is not None or row.page_id in ending.listed or no_page,
        page_judged=bool(row.judged) or (no_page and ending.complete),
        page_whole=row.whole is not False,
        rule_failed=(row.page_id, codec.key(row.rule)) in missed,
        address_asked=row.subject is None or (address is not None and address.done is not None),
        address_unanswered=unanswered or (None, row.subject) in missed,
    )


def _missed(tonight: Tonight, rows: Sequence[AnyRow]) -> Missed:
    """Give what could not be looked at: by page and key (a rule that failed there), and by key alone (an address)."""
    keys = {row.subject for row in rows if row.subject} | {codec.key(row.rule) for row in rows}
    query = select(unlooked.c.page_id, unlooked.c.key).where(
        unlooked.c.site_id == tonight.site, unlooked.c.key.in_(keys)
    )
    found_out: Missed = {(row.page_id, row.key) for row in tonight.connection.execute(query)}
    return found_out | {(None, key) for _, key in found_out}


def _close(tonight: Tonight, wanted: dict[int, dict[str, object]]) -> None:
    """Note on problems that are no longer seen how often they were, for the day they come back."""
    rows = [
        {"_id": each, "runs": row["runs"], "last_seen": row["last_seen"], "retired": row["why"] == RULE_RETIRED}
        for each, row in wanted.items()
    ]
    change(tonight, problems, rows)
