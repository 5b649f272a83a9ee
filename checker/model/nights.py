"""What earlier runs know: the state of each problem, and what became of those that are no longer seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from checker.model.problems import Problem, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What history says of one problem."""

    state: State
    new_rule: bool = False
    """True if the site is checked by this rule for the first time: the problem is not new, only the look is."""
    first_seen: date
    last_seen: date
    runs: int = 1
    """In how many runs it was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A problem of the run before that this run did not see: fixed, or not looked at."""

    problem: Problem
    page_name: str
    owner: str | None
    standing: Standing
    why: str
    """`put right`, `page removed`, `rule no longer used`, `its page could not be read`, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One run in a few numbers, for the trend."""

    run: str
    today: date
    complete: bool
    pages: int
    danger: int = 0
    wrong: int = 0
    doubtful: int = 0
    untidy: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Which run it was, and when it ended."""

    id: str
    finished: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A run beside the one before."""

    first: bool
    """True on the site's first run: nothing is new then."""
    previous: Mark | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By the problem's fingerprint."""
    absent: tuple[Absent, ...] = ()
    since: Mapping[str, date] = field(default_factory=dict)
    """By the fingerprint of an `Unchecked`: since when it could not be looked at."""
    trend: tuple[Night, ...] = ()
    """Up to 30 runs, this one last."""
