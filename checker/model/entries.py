"""The parts of a report: problems with what is said beside them, and the groups they are shown in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.problems import Severity

if TYPE_CHECKING:
    from datetime import date

    from checker.model.nights import Absent, Standing
    from checker.model.problems import Problem, State
    from checker.model.rules import RuleDoc
    from checker.model.runs import PageResult
    from checker.model.sites import Accepted
    from checker.model.targets import Target


class Tally(Struct, frozen=True, kw_only=True):
    """How many problems of each severity."""

    danger: int = 0
    wrong: int = 0
    doubtful: int = 0
    untidy: int = 0

    @property
    def all(self) -> int:
        """How many in all."""
        return self.danger + self.wrong + self.doubtful + self.untidy

    @property
    def each(self) -> tuple[tuple[Severity, int], ...]:
        """Every severity with its number, the worst first."""
        return tuple(zip(Severity, (self.danger, self.wrong, self.doubtful, self.untidy), strict=True))


class Entry(Struct, frozen=True, kw_only=True):
    """A problem, with what a report says beside it."""

    problem: Problem
    id: str
    anchor: str
    """The id, made different where one report holds it twice: a page may be named twice."""
    rule: RuleDoc | None
    """None where the problem's rule is not among those of the report."""
    page_name: str
    page_url: str | None
    """None for a page that is a file."""
    language: str | None = None
    """Of the page."""
    owner: str | None = None
    edit: str | None = None
    """Where the page is edited."""
    also_on: tuple[str, ...] = ()
    accepted: Accepted | None = None
    state: State | None = None
    """None where nothing is known of earlier runs, nor is it accepted."""
    standing: Standing | None = None
    """None where nothing is known of earlier runs. The state above has the last word: this knows of no acceptance."""
    days: int | None = None
    """For how many days it has been open; None where nothing is known of earlier runs."""
    views: int = 0
    """Visits a month to the pages it stands on."""
    shown_at: str | None = None
    """The page's address with a text fragment, so that a browser scrolls to the words."""
    ask: str | None = None
    """A `mailto:` address with a draft, where the contact it belongs to has an email."""

    @property
    def title(self) -> str:
        """What is found, in a few words."""
        return self.rule.title.rstrip(".") if self.rule else self.problem.rule

    @property
    def template(self) -> bool:
        """Tell whether it stands in what the site repeats on its pages."""
        return self.problem.place.template


class ReportedPage(Struct, frozen=True, kw_only=True):
    """A page, with what a report says of it."""

    result: PageResult
    name: str
    """Its title, or its address where it has none."""
    owner: str | None
    edit: str | None
    """Where it is edited."""
    entries: tuple[Entry, ...] = ()
    """All its problems, the worst first, then as they stand on the page."""
    open: tuple[Entry, ...] = ()
    """Those nobody accepted."""
    shared: tuple[str, ...] = ()
    """Ids of problems of the site's template that stand on this page too."""

    @property
    def address(self) -> str:
        """Where it is published, or the file."""
        return self.result.address


class Card(Struct, frozen=True, kw_only=True):
    """One problem to put right: on one page, or the same on many."""

    entries: tuple[Entry, ...]
    """One a page. They differ in nothing but the page."""
    pages: tuple[str, ...] = ()
    """The pages of a card that stands for many, and none otherwise."""

    @property
    def entry(self) -> Entry:
        """The one that is shown."""
        return self.entries[0]


class Group(Struct, frozen=True, kw_only=True):
    """Cards under one heading: a page's, or those of many pages."""

    page: ReportedPage | None
    """None for what stands on many pages."""
    cards: tuple[Card, ...]


class Share(Struct, frozen=True, kw_only=True):
    """What one owner has to do. The owner is None where a site names none."""

    owner: str | None
    tally: Tally
    pages: int
    """How many pages have open problems."""
    new: int | None
    """How many are new; None where nothing is known of earlier runs."""
    oldest: int | None
    """For how many days the oldest has been open."""
    groups: tuple[Group, ...]
    """What stands on many pages first, then page by page, the worst first."""

    @property
    def cards(self) -> int:
        """How many cards there are to show."""
        return sum(len(group.cards) for group in self.groups)


class Sort(Struct, frozen=True, kw_only=True):
    """All open problems that one rule found."""

    rule: str
    title: str
    severity: Severity
    """The worst of them."""
    entries: tuple[Entry, ...]
    pages: int
    owners: tuple[str, ...]


class Former(Struct, frozen=True, kw_only=True):
    """A problem that this run did not see: fixed, or not looked at."""

    absent: Absent
    title: str
    days: int
    """For how long it was open."""
    id: str
    anchor: str

    @property
    def problem(self) -> Problem:
        """What was wrong."""
        return self.absent.problem


class GapKind(StrEnum):
    """What could not be looked at."""

    PAGE = "page"
    LINK = "link"
    OTHER = "other"
    """A rule that failed, a list of pages that was not there."""


class Gap(Struct, frozen=True, kw_only=True):
    """Something that could not be looked at, once, with all the pages it concerns."""

    id: str
    kind: GapKind
    what: str
    why: str
    stage: str
    verdict: str | None
    pages: tuple[str, ...]
    owner: str | None
    since: date | None = None
    accepted: Accepted | None = None


class Reason(Struct, frozen=True, kw_only=True):
    """Gaps that have the same cause."""

    title: str
    """The cause, as a heading."""
    brief: str
    """The cause with its number, to stand in a sentence: `11 websites block automatic checks`; or empty."""
    advice: str
    """What a person can do about it; empty where that says itself."""
    gaps: tuple[Gap, ...]


class Destination(Struct, frozen=True, kw_only=True):
    """One address that pages lead to."""

    url: str
    pages: int
    """How many of the pages lead there."""
    target: Target | None = None
    """None where it was not asked."""
    failing_since: date | None = None
    """The first day without a good answer."""


class Ageing(Struct, frozen=True, kw_only=True):
    """A page that needs a look soon, though nothing is wrong with it yet."""

    page: ReportedPage
    on: date
    why: str
