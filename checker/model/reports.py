"""What a report says, counted, grouped and put in order once, so that no format has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from checker.model.entries import (
        Ageing,
        Card,
        Destination,
        Entry,
        Former,
        Gap,
        Reason,
        ReportedPage,
        Share,
        Sort,
        Tally,
    )
    from checker.model.nights import Comparison
    from checker.model.problems import Unchecked
    from checker.model.rules import RuleDoc
    from checker.model.runs import PageResult, Run, Series
    from checker.model.sites import Site


class Style(Struct, frozen=True, kw_only=True):
    """How results are to look where they are going."""

    width: int = 100
    """Columns."""
    color: bool = False
    verbose: bool = False
    actions: bool = False
    """The log of GitHub Actions, which takes some lines for commands."""
    fail_on: str = "wrong"
    """The severity from which on a problem is a failure, or `never`."""
    ending: str = ""
    """Of the file results go to, with its dot; empty for standard output."""
    beside: tuple[str, ...] = ()
    """Names of the other files that lie beside this one, for who reads it to download."""
    carried: Mapping[str, Carried] = {}
    """What the team wrote into an older workbook, by the problem's id."""


class Carried(Struct, frozen=True, kw_only=True):
    """The team's own columns of one row of the worklist."""

    who: str = ""
    status: str = ""
    notes: str = ""


class Extraction(Struct, frozen=True, kw_only=True):
    """What stands on some pages, without judgement."""

    pages: tuple[PageResult, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    """What could not be looked at and belongs to no page."""

    @property
    def left(self) -> tuple[Unchecked, ...]:
        """Everything that could not be looked at, also that of the pages."""
        return (*self.unchecked, *(each for page in self.pages for each in page.unchecked))


class States(Struct, frozen=True, kw_only=True):
    """How many problems are in each state."""

    new: int
    still_open: int
    fixed: int
    accepted: int
    not_seen: int


class Totals(Struct, frozen=True, kw_only=True):
    """How much was looked at, and what came of it."""

    found: int
    read: int
    unread: int
    faulty: int
    """Pages with open problems."""
    problems: Tally
    cards: int
    """How many there are to show: the same problem on many pages is one."""
    accepted: int
    mentions: tuple[tuple[str, int], ...]
    """Every kind with its number."""
    states: States | None = None
    """None where nothing is known of earlier runs."""
    targets: tuple[tuple[str, int], ...] = ()
    """Every verdict with its number; empty where no address was asked."""
    debuts: tuple[tuple[str, int], ...] = ()
    """What checks that are new to the site have found: their titles, each with its number."""
    unchecked: tuple[tuple[str, int], ...] = ()
    """How many pages, links and other things could not be looked at and were not accepted, without zeros."""


class Report(Struct, frozen=True, kw_only=True):
    """One run, ready to be written in any format."""

    run: Run
    site: Site | None
    comparison: Comparison | None
    """The run beside the one before; None where no earlier run is known of at all."""
    rules: tuple[RuleDoc, ...]
    totals: Totals
    pages: tuple[ReportedPage, ...]
    """Sorted by address, each without what stands on it."""
    contents: Iterable[PageResult]
    """The same with all that stands on them, read anew each time: a large site's would fill the memory."""
    entries: tuple[Entry, ...]
    """All problems, also accepted ones, page by page."""
    first: tuple[Card, ...]
    """What to do first: at most five."""
    shares: tuple[Share, ...]
    sorts: tuple[Sort, ...]
    fixed: tuple[Former, ...]
    not_seen: tuple[Former, ...]
    accepted: tuple[Entry, ...]
    """Those that end first come first."""
    gaps: tuple[Gap, ...]
    """All that could not be looked at, also what was accepted."""
    left: tuple[Gap, ...]
    """What could not be looked at and nobody accepted."""
    reasons: tuple[Reason, ...]
    """The causes of those."""
    spared: tuple[Gap, ...]
    """What could not be looked at and somebody accepted, those that end first at the top."""
    targets: Series[Destination]
    """Sorted by address, read anew each time."""
    accept: str | None = None
    """The command that leaves a problem or an unchecked address be, with `ID` for which; None without a site file."""
    settings: str = ""
    """Eight characters that stand for all the site was judged by: two reports with others are not alike."""
    ageing: tuple[Ageing, ...] = ()
    clean: tuple[ReportedPage, ...] = ()
    """Pages that were read and have no open problem."""

    @property
    def first_run(self) -> bool:
        """Tell whether the site was looked at for the first time."""
        return self.comparison is not None and self.comparison.first


class Front(Struct, frozen=True, kw_only=True):
    """One site on the front door of all reports."""

    name: str
    link: str | None
    """Where its latest report lies, beside the front door: `example-council/latest/report.html`."""
    finished: datetime | None
    """When the run ended that this is about; None where there was none yet."""
    complete: bool = True
    danger: int = 0
    wrong: int = 0
    new: int | None = None
    """None on a site's first run."""
    failed: str | None = None
    """What went wrong where the last night made no report: the numbers are then those of an earlier night."""
