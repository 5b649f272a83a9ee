"""The end of a run: what every problem's state depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import exists, select

from checker.history.schema import answers, done_targets, rules, runs, targets
from checker.history.states import SEEN

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Row

    from checker.history.spans import Tonight

    AnyRow = Row[*tuple[Any, ...]]

SEEN_NAMES = tuple(each.value for each in SEEN)
"""As the database has them."""


class Ending(Struct, frozen=True, kw_only=True):
    """What holds for the whole run when it ends."""

    complete: bool
    used: frozenset[str]
    """Names of the rules that were applied."""
    left_out: frozenset[str]
    """Names of the rules that exist and were not applied."""
    listed: frozenset[int]
    """Ids of pages that were found but not read, beside those that were recorded."""
    settled: bool
    """True if an earlier run was complete."""
    known: frozenset[str]
    """Names of the rules that an earlier run applied."""
    before: date
    """The day of the run before; this one's on the first run."""


def ending(
    tonight: Tonight,
    *,
    complete: bool,
    used: tuple[str, ...],
    left_out: tuple[str, ...],
    listed: frozenset[int],
) -> Ending:
    """Gather what holds for the whole run."""
    earlier = (runs.c.site_id == tonight.site) & (runs.c.number < tonight.number)
    asked = tonight.connection
    known = select(rules.c.name).where(rules.c.site_id == tonight.site, rules.c.first < tonight.number)
    before = select(runs.c.today).where(earlier).order_by(runs.c.number.desc()).limit(1)
    return Ending(
        complete=complete,
        used=frozenset(used),
        left_out=frozenset(left_out),
        listed=listed,
        settled=bool(asked.execute(select(exists().where(earlier, runs.c.complete))).scalar()),
        known=frozenset(asked.execute(known).scalars()),
        before=asked.execute(before).scalar() or tonight.today,
    )


def addresses(tonight: Tonight, keys: set[bytes]) -> dict[bytes, AnyRow]:
    """Look up what is known of the addresses that problems speak of, and whether this run has an answer for them."""
    query = (
        select(
            targets.c.key,
            targets.c.first_run,
            targets.c.answered,
            answers.c.verdict,
            done_targets.c.target_id.label("done"),
        )
        .outerjoin(answers, answers.c.id == targets.c.answer_id)
        .outerjoin(done_targets, done_targets.c.target_id == targets.c.id)
        .where(targets.c.site_id == tonight.site, targets.c.key.in_(keys))
    )
    return {row.key: row for row in tonight.connection.execute(query)} if keys else {}


def runs_before(tonight: Tonight, row: AnyRow) -> int:
    """Count the runs that saw the problem before this one: a row of one that is seen counts every run it holds."""
    if row.state is None:
        return row.counted or 0
    return int(row.runs) + (tonight.number - 1 - int(row.since) if row.state in SEEN_NAMES else 0)
