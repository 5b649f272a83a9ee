"""The pages and the addresses of a run that has ended: read from the database a few at a time, as often as wanted.

A report of a large site holds what it tells, and not all that stands on its pages. Only the numbers of the rows are
held here, in the order they are told in.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, collate, func, select

from checker.history import bodies, codec
from checker.history.database import batches
from checker.history.ending import SEEN_NAMES
from checker.history.schema import answers, leftovers, pages, problems, results, runs, standings, targets
from checker.history.spans import holding
from checker.model.problems import in_order
from checker.model.runs import Outline, PageResult
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from checker.model.targets import Target

    AnyRow = Row[*tuple[Any, ...]]

_FEW = 100
"""Pages in hand at a time."""


class Pages(Struct, frozen=True, kw_only=True, eq=False):
    """The pages of a run by their addresses, their problems and what could not be looked at put together again."""

    connection: Connection
    run: AnyRow
    ids: Sequence[int]
    faults: Mapping[int, Sequence[int]]
    """By page the ids of the standings of its problems."""

    @classmethod
    def of(cls, connection: Connection, run: AnyRow) -> Pages:
        """Find them."""
        faults: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
        query = (
            select(standings.c.id, problems.c.page_id)
            .join(problems, problems.c.id == standings.c.problem_id)
            .where(problems.c.site_id == run.site_id, holding(standings, run.number))
            .where(standings.c.state.in_(SEEN_NAMES))
            .order_by(problems.c.id)
        )
        for row in connection.execute(query):
            faults[row.page_id].append(row.id)
        read = select(results.c.page_id).where(holding(results, run.number))
        ordered = select(pages.c.id).where(pages.c.site_id == run.site_id).order_by(_by_letter(connection, pages.c.url))
        ids = array("q", connection.execute(ordered.where(pages.c.id.in_(read))).scalars())
        # what belongs to the whole site may stand under an address that is no page
        known = frozenset(ids)
        if not faults.keys() <= known:
            every = connection.execute(ordered).scalars()
            ids = array("q", (each for each in every if each in known or each in faults))
        return cls(connection=connection, run=run, ids=ids, faults=dict(faults))

    def __len__(self) -> int:
        """Count them."""
        return len(self.ids)

    def __iter__(self) -> Iterator[PageResult]:
        """Read them, each whole."""
        for some in batches(self.ids, _FEW):
            with self.connection.begin():
                parts = self._parts(some)
            yield from (parts.whole(each) for each in some)

    def outlines(self) -> Iterator[Outline]:
        """Read them, each without what stands on it."""
        for some in batches(self.ids, _FEW):
            with self.connection.begin():
                parts = self._parts(some)
            yield from (parts.outline(each) for each in some)

    def _parts(self, some: Sequence[int]) -> _Parts:
        then = self.run.number
        bodies = select(results.c.page_id, results.c.body).where(results.c.page_id.in_(some), holding(results, then))
        left = select(leftovers.c.page_id, leftovers.c.body).where(
            leftovers.c.page_id.in_(some), holding(leftovers, then)
        )
        names = select(pages.c.id, pages.c.url, pages.c.title).where(pages.c.id.in_(some))
        told = {row.id: row.body for row in self._told([each for page in some for each in self.faults.get(page, ())])}
        return _Parts(
            results={row.page_id: row.body for row in self.connection.execute(bodies)},
            left={row.page_id: row.body for row in self.connection.execute(left)},
            problems={page: [told[each] for each in self.faults.get(page, ())] for page in some},
            names={row.id: row for row in self.connection.execute(names)},
        )

    def _told(self, ids: Sequence[int]) -> Iterator[AnyRow]:
        for some in batches(ids):
            query = select(standings.c.id, standings.c.body).where(standings.c.id.in_(some))
            yield from self.connection.execute(query)


class _Parts(NamedTuple):
    """A few pages as they are written down, by their ids."""

    results: Mapping[int, bytes]
    left: Mapping[int, bytes]
    problems: Mapping[int, Sequence[bytes]]
    names: Mapping[int, AnyRow]

    def whole(self, page: int) -> PageResult:
        """Put one of them together."""
        body = self.results.get(page)
        return self._told(page, bodies.result(body) if body is not None else self._no_page(page))

    def outline(self, page: int) -> Outline:
        """Put one of them together, without what stands on it."""
        body = self.results.get(page)
        if body is None:
            return Outline(page=self._told(page, self._no_page(page)), counted={})
        found = bodies.outline(body, contacts=bool(self.problems[page]))
        return replace(found, page=self._told(page, found.page))

    def _no_page(self, page: int) -> PageResult:
        name = self.names[page]
        return PageResult(target=name.url, url=name.url, title=name.title, is_page=False)

    def _told(self, page: int, result: PageResult) -> PageResult:
        """Add what is wrong with it, and what of it could not be looked at."""
        left = codec.unchecked(self.left[page]) if page in self.left else ()
        problems = in_order(map(codec.problem, self.problems[page]))
        return replace(result, problems=problems, unchecked=(*result.unchecked, *left))


class Targets(Struct, frozen=True, kw_only=True, eq=False):
    """The addresses that were asked in a run, sorted, each with its answer of that night."""

    connection: Connection
    run: AnyRow
    ids: Sequence[int]
    """Of the answers."""

    @classmethod
    def of(cls, connection: Connection, run: AnyRow) -> Targets:
        """Find them."""
        query = (
            select(answers.c.id)
            .join(targets, targets.c.id == answers.c.target_id)
            .where(targets.c.site_id == run.site_id, holding(answers, run.number))
            .order_by(_by_letter(connection, targets.c.url))
        )
        return cls(connection=connection, run=run, ids=array("q", connection.execute(query).scalars()))

    def __len__(self) -> int:
        """Count them."""
        return len(self.ids)

    def __iter__(self) -> Iterator[Target]:
        """Read them, each with all that was seen."""
        for some in batches(self.ids):
            with self.connection.begin():
                rows = {row.id: row for row in self.connection.execute(_answers(some))}
            yield from (_as_it_was(codec.target(rows[each].body), rows[each], self.run) for each in some)

    def verdicts(self) -> dict[Verdict, int]:
        """Count them by what they lead to."""
        query = (
            select(answers.c.verdict, func.count())
            .join(targets, targets.c.id == answers.c.target_id)
            .where(targets.c.site_id == self.run.site_id, holding(answers, self.run.number))
            .group_by(answers.c.verdict)
        )
        with self.connection.begin():
            return {Verdict(row[0]): row[1] for row in self.connection.execute(query)}


def _answers(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    began = (runs.c.site_id == targets.c.site_id) & (runs.c.number == answers.c.since)
    return (
        select(
            *(answers.c.id, answers.c.body, answers.c.asked, answers.c.nights, answers.c.since),
            runs.c.today.label("began"),
        )
        .join(targets, targets.c.id == answers.c.target_id)
        .outerjoin(runs, began)
        .where(answers.c.id.in_(ids))
    )


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


def _by_letter(connection: Connection, address: ColumnElement[str]) -> ColumnElement[str]:
    """Order addresses as Python does, whatever language the database speaks."""
    return address if connection.dialect.name == "sqlite" else collate(address, "C")
