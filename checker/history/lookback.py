"""How long and how often: what became of a page, a link or a problem over all runs."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from checker.history import codec
from checker.history.ending import SEEN_NAMES
from checker.history.rebuilding import standing
from checker.history.schema import answers, pages, problems, results, runs, standings, targets
from checker.model.nights import LinkHistory, PageHistory, ProblemHistory, Spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from sqlalchemy import Connection, Row

    AnyRow = Row[*tuple[Any, ...]]


class Calendar:
    """On which day each run of a site was. Of a run that was thinned out, the next one that is left says it."""

    def __init__(self, connection: Connection, site: int) -> None:
        query = select(runs.c.number, runs.c.today).where(runs.c.site_id == site, runs.c.finished.is_not(None))
        rows = connection.execute(query.order_by(runs.c.number)).all()
        self._numbers = [row.number for row in rows]
        self._days = [row.today for row in rows]

    def day(self, number: int) -> date:
        """Give the day of a run."""
        found: date = self._days[min(bisect_left(self._numbers, number), len(self._days) - 1)]
        return found

    def spell(self, row: AnyRow, what: str, why: str = "") -> Spell:
        """Put a row that holds for some runs into days."""
        until = None if row.until is None else self.day(row.until)
        return Spell(what=what, since=self.day(row.since), until=until, why=why)


def page_history(connection: Connection, run: AnyRow, address: str) -> PageHistory | None:
    """Tell the history of a page up to the latest run; None where it was never met."""
    found = select(pages).where(pages.c.site_id == run.site_id, pages.c.key == codec.key(address))
    page = connection.execute(found).first()
    if page is None:
        return None
    calendar = Calendar(connection, run.site_id)
    rows = connection.execute(select(results).where(results.c.page_id == page.id).order_by(results.c.since))
    spells = (calendar.spell(row, "read" if row.read else "not read") for row in rows)
    return PageHistory(
        url=page.url,
        title=page.title,
        owner=page.owner,
        first_seen=page.first_seen,
        unchanged_since=page.unchanged_since,
        spells=_joined(spells),
        problems=_problem_histories(connection, run, page.id, calendar.spell),
    )


def _problem_histories(
    connection: Connection, run: AnyRow, page: int, spell: Callable[[AnyRow, str, str], Spell]
) -> tuple[ProblemHistory, ...]:
    query = (
        select(standings, problems.c.first_seen)
        .join(problems, problems.c.id == standings.c.problem_id)
        .where(problems.c.page_id == page)
        .order_by(problems.c.first_seen, problems.c.id, standings.c.since)
    )
    grouped: dict[int, list[AnyRow]] = {}
    for row in connection.execute(query):
        grouped.setdefault(row.problem_id, []).append(row)
    return tuple(
        ProblemHistory(
            problem=codec.problem(rows[-1].body),
            standing=standing(rows[-1], run),
            spells=_joined(spell(row, row.state, row.why) for row in rows),
        )
        for rows in grouped.values()
    )


def link_history(connection: Connection, run: AnyRow, address: str) -> LinkHistory | None:
    """Tell the history of an address that pages lead to; None where it was never met."""
    key = codec.key(address)
    target = connection.execute(select(targets).where(targets.c.site_id == run.site_id, targets.c.key == key)).first()
    if target is None:
        return None
    calendar = Calendar(connection, run.site_id)
    rows = connection.execute(select(answers).where(answers.c.target_id == target.id).order_by(answers.c.since)).all()
    holds = (
        select(pages.c.url)
        .join(problems, problems.c.page_id == pages.c.id)
        .join(standings, standings.c.problem_id == problems.c.id)
        .where(problems.c.site_id == run.site_id, problems.c.subject == key)
        .where(standings.c.until.is_(None), standings.c.state.in_(SEEN_NAMES))
    )
    return LinkHistory(
        url=target.url,
        failing_since=target.failing_since,
        nights=target.nights,
        last_good=target.last_good,
        spells=_joined(calendar.spell(row, row.verdict, codec.target(row.body).judgement.why) for row in rows),
        pages=tuple(sorted(set(connection.execute(holds).scalars()))),
    )


def _joined(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Make one of spells that follow each other and say the same."""
    joined: list[Spell] = []
    for each in spells:
        last = joined[-1] if joined else None
        if last and last.what == each.what and last.until is not None and last.until >= each.since:
            joined[-1] = Spell(what=last.what, since=last.since, until=each.until, why=each.why)
        else:
            joined.append(each)
    return tuple(joined)
