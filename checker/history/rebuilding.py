"""A run as it was, from the database alone, so that its report can be written again without network."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import Select, select

from checker.history import codec
from checker.history.ending import SEEN_NAMES
from checker.history.schema import answers, gaps, leftovers, pages, problems, results, runs, standings, targets
from checker.history.spans import holding
from checker.model.nights import Absent, Comparison, Mark, Night, Standing
from checker.model.problems import Problem, State, Unchecked
from checker.model.runs import PageResult, Run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection, Row

    from checker.model.targets import Target

    AnyRow = Row[*tuple[Any, ...]]

_TREND = 30
"""Runs."""


def rebuilt(connection: Connection, row: AnyRow) -> Run:
    """Give a whole run.

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
        pages=tuple(sorted(_pages(connection, row), key=lambda each: each.address)),
        rules=codec.names(row.rules),
        left_out=codec.names(row.left_out) if row.left_out else (),
        unchecked=codec.unchecked(row.unchecked) if row.unchecked else (),
        targets=tuple(sorted(_targets(connection, row), key=lambda each: each.url)),
    )


def _pages(connection: Connection, run: AnyRow) -> Iterator[PageResult]:
    """Put pages, their problems and what could not be looked at together again."""
    faults = _problems(connection, run)
    rest = _leftovers(connection, run)
    query = (
        select(pages.c.id, results.c.body)
        .join(results, results.c.page_id == pages.c.id)
        .where(pages.c.site_id == run.site_id, holding(results, run.number))
    )
    for row in connection.execute(query):
        result = codec.result(row.body)
        unchecked = (*result.unchecked, *rest.get(row.id, ()))
        yield replace(result, problems=_in_order(faults.pop(row.id, [])), unchecked=unchecked)
    # what belongs to the whole site may stand under an address that is no page
    names = select(pages.c.id, pages.c.url, pages.c.title).where(pages.c.id.in_(sorted(faults)))
    for page in connection.execute(names) if faults else ():
        problems = _in_order(faults[page.id])
        yield PageResult(target=page.url, url=page.url, title=page.title, problems=problems, is_page=False)


def _in_order(found: list[Problem]) -> tuple[Problem, ...]:
    """Put the problems of a page in the order `rules.judge` gives them."""

    def place(each: Problem) -> tuple[int, int, int, str]:
        block = each.place.block
        return (1 << 30 if block is None else block, each.place.start, each.severity.rank, each.rule)

    return tuple(sorted(found, key=place))


def _problems(connection: Connection, run: AnyRow) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = defaultdict(list)
    query = _standings(run).where(standings.c.state.in_(SEEN_NAMES)).order_by(problems.c.id)
    for row in connection.execute(query):
        found[row.page_id].append(codec.problem(row.body))
    return found


def _leftovers(connection: Connection, run: AnyRow) -> dict[int, tuple[Unchecked, ...]]:
    query = (
        select(leftovers.c.page_id, leftovers.c.body)
        .join(pages, pages.c.id == leftovers.c.page_id)
        .where(pages.c.site_id == run.site_id, holding(leftovers, run.number))
    )
    return {row.page_id: codec.unchecked(row.body) for row in connection.execute(query)}


def _standings(run: AnyRow) -> Select[*tuple[Any, ...]]:
    """Select the state of every problem as it was in a run."""
    return (
        select(standings, problems.c.page_id, problems.c.first_seen, problems.c.fingerprint)
        .join(problems, problems.c.id == standings.c.problem_id)
        .where(problems.c.site_id == run.site_id, holding(standings, run.number))
    )


def _targets(connection: Connection, run: AnyRow) -> Iterator[Target]:
    query = (
        select(answers.c.body, answers.c.asked, answers.c.nights, answers.c.since, runs.c.today.label("began"))
        .join(targets, targets.c.id == answers.c.target_id)
        .outerjoin(runs, (runs.c.site_id == targets.c.site_id) & (runs.c.number == answers.c.since))
        .where(targets.c.site_id == run.site_id, holding(answers, run.number))
    )
    for row in connection.execute(query):
        yield _as_it_was(codec.target(row.body), row, run)


def _as_it_was(target: Target, row: AnyRow, run: AnyRow) -> Target:
    """Take back what later nights added: the same answer was perhaps given again since."""
    started, finished = datetime.fromisoformat(run.started), datetime.fromisoformat(run.finished)
    evidence, past = target.evidence, target.past
    if evidence and row.asked and evidence.asked > finished:
        evidence = replace(evidence, asked=datetime.fromisoformat(row.asked))
    if past.failing_since:
        days = (run.today - row.began).days if row.began else run.number - row.since
        past = replace(past, nights=row.nights + max(0, min(days, run.number - row.since)))
    if past.last_good and past.last_good > run.today:
        past = replace(past, last_good=run.today)
    return replace(target, evidence=evidence, past=past, from_memory=bool(evidence and evidence.asked < started))


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
