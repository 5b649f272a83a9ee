"""Puts beside each problem what the rest of the run, the site and earlier runs say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.entries import Entry, ReportedPage
from checker.model.nights import Standing
from checker.model.problems import State
from checker.report._order import standing as order
from checker.report._places import edit, shown_at
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.model.nights import Comparison
    from checker.model.problems import Problem
    from checker.model.rules import RuleDoc
    from checker.model.runs import PageResult, Run
    from checker.model.sites import Accepted, Site


class Knowledge(Struct, frozen=True, kw_only=True):
    """All that a report is made from."""

    run: Run
    docs: Mapping[str, RuleDoc]
    site: Site | None
    comparison: Comparison | None
    accepted: tuple[Accepted, ...]
    asks: Mapping[Problem, str]
    """Drafts of mails to the people whose details are wrong."""

    def acceptance(self, problem: Problem) -> Accepted | None:
        """Find the entry that leaves a problem be today."""
        found = self.site.acceptance(problem, self.run.today) if self.site else None
        return found or next(
            (each for each in self.accepted if each.until >= self.run.today and each.covers(problem)), None
        )

    def standing(self, identity: str) -> Standing | None:
        """Say what earlier runs know of a problem; one they do not know is new, but not on a site's first run."""
        if self.comparison is None:
            return None
        today = self.run.today
        state = State.STILL_OPEN if self.comparison.first else State.NEW
        unknown = Standing(state=state, first_seen=today, last_seen=today)
        return self.comparison.standings.get(identity, unknown)


def reported(known: Knowledge) -> tuple[ReportedPage, ...]:
    """Give the pages sorted by address, each with its problems."""
    return _Pages(known).all()


def owner_of(result: PageResult, site: Site | None) -> str | None:
    """Say whose page it is."""
    return result.owner or (site.owner_of(result.address) if site else None)


class _Pages:
    """Counts what several pages share while each is looked at."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._ids: Counter[str] = Counter()
        self._places: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._shared: dict[str, list[str]] = defaultdict(list)
        for problem in (each for page in known.run.pages for each in page.problems):
            self._places[_sameness(problem)].add(problem.page)
            if problem.place.template:
                for page in problem.also_on:
                    self._shared[page].append(problem.fingerprint)

    def all(self) -> tuple[ReportedPage, ...]:
        return tuple(self._page(each) for each in sorted(self._known.run.pages, key=lambda page: page.address))

    def _page(self, result: PageResult) -> ReportedPage:
        site = self._known.site
        owner = owner_of(result, site)
        entries = tuple(sorted((self._entry(each, result, owner) for each in result.problems), key=order))
        return ReportedPage(
            result=result,
            name=_name(result),
            owner=owner,
            edit=edit(site, result.url),
            entries=entries,
            open=tuple(entry for entry in entries if entry.accepted is None),
            shared=tuple(sorted(self._shared.get(result.address, ()))),
        )

    def _entry(self, problem: Problem, result: PageResult, owner: str | None) -> Entry:
        known, identity = self._known, problem.fingerprint
        self._ids[identity] += 1
        again = self._ids[identity]
        accepted, standing = known.acceptance(problem), known.standing(identity)
        url = result.url if problem.page == result.address else problem.page
        return Entry(
            problem=problem,
            id=identity,
            anchor=identity if again == 1 else f"{identity}-{again}",
            rule=known.docs.get(problem.rule),
            page_name=_name(result),
            page_url=url,
            language=result.language,
            owner=owner,
            edit=edit(known.site, url),
            also_on=tuple(sorted({*self._places[_sameness(problem)], *problem.also_on} - {problem.page})),
            accepted=accepted,
            state=_state(accepted, standing),
            standing=standing,
            days=_days(standing, known.run.today),
            views=self._views(problem),
            shown_at=shown_at(problem, url),
            ask=known.asks.get(problem),
        )

    def _views(self, problem: Problem) -> int:
        visits = self._known.site.views if self._known.site else {}
        pages = (problem.page, *problem.also_on) if problem.place.template else (problem.page,)
        return sum(visits.get(page, 0) for page in pages)


def _state(accepted: Accepted | None, standing: Standing | None) -> State | None:
    if standing is None:
        return State.ACCEPTED if accepted else None
    if accepted:
        return State.ACCEPTED
    # what was accepted and is no longer has been open all the time
    return State.STILL_OPEN if standing.state is State.ACCEPTED else standing.state


def _days(standing: Standing | None, today: date) -> int | None:
    return max(0, (today - standing.first_seen).days) if standing else None


def _name(result: PageResult) -> str:
    return squash(result.title or "") or result.address


def _sameness(problem: Problem) -> tuple[str, str]:
    return problem.rule, squash(problem.place.quote)
