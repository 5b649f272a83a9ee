"""The shape of a report, as machines read it."""

from __future__ import annotations

from typing import Literal

import msgspec

from checker.formats._wire.shared import Stamp, Tool  # noqa: TC001 - the schema is made from them

Severity = Literal["danger", "wrong", "doubtful", "untidy"]
Certainty = Literal["sure", "likely", "guess"]
State = Literal["new", "still-open", "fixed", "accepted", "not-seen"]


class Site(msgspec.Struct, frozen=True):
    """The site a report is about."""

    key: str
    name: str
    start: str


class Previous(msgspec.Struct, frozen=True):
    """The run before."""

    id: str
    finished: str


class Run(msgspec.Struct, frozen=True):
    """When it was, and whether everything was seen."""

    id: str
    started: str
    finished: str
    complete: bool
    first: bool | None
    previous: Previous | None
    today: str


class PageTotals(msgspec.Struct, frozen=True):
    """How many pages."""

    found: int
    read: int
    unread: int


class SeverityTotals(msgspec.Struct, frozen=True):
    """How many problems nobody accepted."""

    danger: int
    wrong: int
    doubtful: int
    untidy: int


class StateTotals(msgspec.Struct, frozen=True, rename={"still_open": "still-open", "not_seen": "not-seen"}):
    """How many problems in each state; null for what only history knows."""

    new: int | None
    still_open: int | None
    fixed: int | None
    accepted: int
    not_seen: int | None


class MentionTotals(msgspec.Struct, frozen=True):
    """How many of each kind were found."""

    phone: int
    email: int
    link: int
    date: int
    postcode: int


class Totals(msgspec.Struct, frozen=True):
    """How much was looked at, and what came of it."""

    pages: PageTotals
    problems: SeverityTotals
    states: StateTotals
    mentions: MentionTotals
    targets: dict[str, int]


class Rule(msgspec.Struct, frozen=True):
    """What was looked for."""

    name: str
    title: str
    why: str
    fix: str
    severity: Severity
    offline: bool
    since: str
    authority: str


class ReportPage(msgspec.Struct, frozen=True):
    """One page of the run."""

    url: str
    title: str | None
    owner: str | None
    found_by: str | None
    read: bool
    status: int | None
    updated: Stamp | None
    problems: list[str]


class Hop(msgspec.Struct, frozen=True):
    """One redirect."""

    url: str
    status: int


class Target(msgspec.Struct, frozen=True):
    """One address that pages lead to."""

    url: str
    verdict: str | None
    certainty: Certainty | None
    why: str | None
    status: int | None
    final_url: str | None
    chain: list[Hop]
    looked_at: str | None
    failing_since: str | None
    pages: int


class Where(msgspec.Struct, frozen=True):
    """Where a problem stands, in the page's own words."""

    heading: str | None
    quote: str
    before: str
    after: str
    href: str | None
    line: int | None
    """Of the file, where it is text."""
    column: int | None
    page: int | None
    """Of a document that has pages."""


class Accepted(msgspec.Struct, frozen=True):
    """Why a problem is left, by whom, and until which day."""

    reason: str
    by: str
    until: str


class Problem(msgspec.Struct, frozen=True):
    """What is wrong in one place; one that is fixed or was not seen stands here too, with that state."""

    id: str
    rule: str
    severity: Severity
    certainty: Certainty
    state: State | None
    new_rule: bool | None
    first_seen: str | None
    last_seen: str | None
    runs: int | None
    times: int
    page: str
    owner: str | None
    template: bool
    where: Where
    message: str
    fix: str
    suggestion: str | None
    evidence: dict[str, str]
    also_on: list[str]
    accepted: Accepted | None


class Unchecked(msgspec.Struct, frozen=True):
    """What could not be looked at, and why."""

    id: str
    what: str
    why: str
    stage: str
    verdict: str | None
    since: str | None
    pages: list[str]
    owner: str | None
    accepted: Accepted | None


class Report(msgspec.Struct, frozen=True):
    """What `check --format json` prints, and `run` for one site."""

    schema: Literal[1]
    tool: Tool
    site: Site | None
    run: Run
    totals: Totals
    rules: list[Rule]
    pages: list[ReportPage]
    targets: list[Target]
    problems: list[Problem]
    unchecked: list[Unchecked]


class Reports(msgspec.Struct, frozen=True):
    """What `run --format json` prints for several sites."""

    schema: Literal[1]
    tool: Tool
    sites: list[Report]
