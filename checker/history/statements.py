"""What is asked of the database about addresses again and again.

Each statement is made once, because making it takes longer than running it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select

from checker.history.database import insertion
from checker.history.schema import answers, done_targets, targets
from checker.history.states import GOOD
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Executable, Select

    Query = Select[*tuple[Any, ...]]

_ANSWERS = tuple(each.value for each in Verdict if each.is_answer)
GOOD_NAMES = tuple(sorted(each.value for each in GOOD))
"""As the database has them."""


@lru_cache(maxsize=4)
def latest(*, ours: bool, good: bool = False) -> Query:
    """Give addresses with all that is known of them, each with its latest answer.

    Args:
        ours: Only of one site.
        good: Only where that answer is good.
    """
    query = _with(targets.c.answer_id)
    query = query.where(targets.c.site_id == bindparam("site")) if ours else query
    return query.where(answers.c.verdict.in_(GOOD_NAMES)) if good else query


@lru_cache(maxsize=1)
def before() -> Query:
    """Give addresses of a site, each with the answer it had before tonight."""
    earlier = answers.alias()
    answer = (
        select(earlier.c.id)
        .where(earlier.c.target_id == targets.c.id, earlier.c.since < bindparam("tonight"))
        .order_by(earlier.c.since.desc())
        .limit(1)
        .correlate(targets)
        .scalar_subquery()
    )
    return _with(answer).where(targets.c.site_id == bindparam("site"), targets.c.first_run < bindparam("tonight"))


def _with(answer: ColumnElement[int]) -> Query:
    both = targets.outerjoin(answers, answers.c.id == answer)
    return select(targets, answers.c.verdict, answers.c.body).select_from(both).where(_wanted())


@lru_cache(maxsize=1)
def done() -> Query:
    """Give the answers that the run under way has of addresses of a site."""
    found_out = exists().where(done_targets.c.target_id == targets.c.id)
    query = select(targets.c.url, answers.c.verdict, answers.c.body).join(answers, answers.c.id == targets.c.answer_id)
    return query.where(_wanted(), targets.c.site_id == bindparam("site"), found_out)


@lru_cache(maxsize=1)
def ids() -> Query:
    """Give the ids of addresses of a site."""
    return select(targets.c.key, targets.c.id).where(_wanted(), targets.c.site_id == bindparam("site"))


def _wanted() -> ColumnElement[bool]:
    return targets.c.key.in_(bindparam("keys", expanding=True))


@lru_cache(maxsize=2)
def meet(dialect: str) -> Executable:
    """Make a row for an address that has none."""
    return insertion(dialect, targets).on_conflict_do_nothing(index_elements=["site_id", "key"])


@lru_cache(maxsize=1)
def point() -> Executable:
    """Note which answer is the latest of addresses."""
    newest = (
        select(answers.c.id).where(answers.c.target_id == targets.c.id, answers.c.until.is_(None)).scalar_subquery()
    )
    stale = targets.c.answer_id.is_distinct_from(newest)
    ours = targets.c.id.in_(bindparam("ids", expanding=True))
    return targets.update().where(ours, stale).values(answer_id=newest)


@lru_cache(maxsize=1)
def first_answered() -> Executable:
    """Note of addresses that something was found out for the first time."""
    found_out = exists().where(answers.c.id == targets.c.answer_id, answers.c.verdict.in_(_ANSWERS))
    ours = targets.c.id.in_(bindparam("ids", expanding=True))
    return targets.update().where(ours, targets.c.answered.is_(None), found_out).values(answered=bindparam("tonight"))


@lru_cache(maxsize=2)
def finish(dialect: str) -> Executable:
    """Note that the run under way has an answer for an address."""
    return insertion(dialect, done_targets).on_conflict_do_nothing(index_elements=["target_id"])
