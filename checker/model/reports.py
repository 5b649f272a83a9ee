"""What a report says, counted, grouped and put in order once, so that no format has to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.model.problems import Severity

if TYPE_CHECKING:
    from checker.model.problems import Problem, Unchecked
    from checker.model.rules import RuleDoc
    from checker.model.runs import PageResult, Run
    from checker.model.sites import Accepted, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How results are to look where they are going."""

    width: int = 100
    """Columns."""
    color: bool = False
    verbose: bool = False
    actions: bool = False
    """The log of GitHub Actions, which takes some lines for commands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What stands on some pages, without judgement."""

    pages: tuple[PageResult, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    """What could not be looked at and belongs to no page."""

    @property
    def left(self) -> tuple[Unchecked, ...]:
        """Everything that could not be looked at, also that of the pages."""
        return (*self.unchecked, *(each for page in self.pages for each in page.unchecked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
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
    owner: str | None = None
    also_on: tuple[str, ...] = ()
    accepted: Accepted | None = None
    shown_at: str | None = None
    """The page's address with a text fragment, so that a browser scrolls to the words."""
    template: bool = False

    @property
    def title(self) -> str:
        """What is found, in a few words."""
        return self.rule.title.rstrip(".") if self.rule else self.problem.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedPage:
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

    @property
    def address(self) -> str:
        """Where it is published, or the file."""
        return self.result.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one owner has to do. The owner is None where a site names none."""

    owner: str | None
    tally: Tally
    pages: tuple[ReportedPage, ...]
    """Those with open problems, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """All open problems that one rule found."""

    rule: str
    title: str
    severity: Severity
    """The worst of them."""
    entries: tuple[Entry, ...]
    pages: int
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that could not be looked at, once, with all the pages it concerns."""

    id: str
    what: str
    why: str
    stage: str
    verdict: str | None
    pages: tuple[str, ...]
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Gaps that have the same cause."""

    why: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One address that pages lead to."""

    url: str
    pages: int
    """How many of the pages lead there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much was looked at, and what came of it."""

    found: int
    read: int
    unread: int
    faulty: int
    """Pages with open problems."""
    problems: Tally
    accepted: int
    mentions: tuple[tuple[str, int], ...]
    """Every kind with its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run, ready to be written in any format."""

    run: Run
    site: Site | None
    rules: tuple[RuleDoc, ...]
    totals: Totals
    pages: tuple[ReportedPage, ...]
    """Sorted by address."""
    entries: tuple[Entry, ...]
    """All problems, also accepted ones, page by page."""
    first: tuple[Entry, ...]
    """What to do first: at most five."""
    shares: tuple[Share, ...]
    sorts: tuple[Sort, ...]
    accepted: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    reasons: tuple[Reason, ...]
    targets: tuple[Target, ...]
    clean: tuple[ReportedPage, ...] = field(default=())
    """Pages that were read and have no open problem."""
