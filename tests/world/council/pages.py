"""What a page of the council's site is, and the faults that stand on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

ORIGIN = "https://www.harbourshire.gov.uk"
ALWAYS = 10_000
"""A night nobody lives to see."""
FRESH = dt.date(2026, 9, 14)
"""When most pages were last changed, as their stamps say."""


class State(StrEnum):
    """What becomes of somebody who asks for a page."""

    READ = "read"
    ABSENT = "absent"
    """404."""
    FAILING = "failing"
    """500."""
    SILENT = "silent"
    """It never answers."""
    MOVED = "moved"
    """Another page of the site answers."""


class Validator(StrEnum):
    """What the server says so that it need not send a page again."""

    NONE = "none"
    ETAG = "etag"
    MODIFIED = "modified"
    BOTH = "both"


class Found(StrEnum):
    """How a checker can learn of a page."""

    SITEMAP = "sitemap"
    CRAWL = "crawl"
    """Linked from another page, in no list."""
    LISTING = "listing"
    """Only in the CSV list beside the site file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault put on a page, and how it is known when found."""

    rule: str
    html: str
    """What is put on the page."""
    quote: str = ""
    """Words a problem must quote; empty where it is about the whole page."""
    first: int = 1
    last: int = ALWAYS
    """The nights on which it stands there."""
    offline: bool = True
    """Whether it can be found without the network."""
    whole: bool = False
    """Whether it only shows beside the site's other pages."""

    def stands(self, night: int) -> bool:
        """Tell whether it is there on a night."""
        return self.first <= night <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the council's site."""

    target: str
    """Path and query."""
    title: str
    body: tuple[str, ...] = ()
    """Pieces of HTML."""
    faults: tuple[Fault, ...] = ()
    links: tuple[str, ...] = ()
    """Names of outside situations it links to."""
    updated: dt.date | None = FRESH
    validator: Validator = Validator.NONE
    found: Found = Found.SITEMAP
    states: tuple[State, ...] = (State.READ,)
    """By night; the last holds on."""
    moved_to: str = ""

    @property
    def url(self) -> str:
        return ORIGIN + self.target

    def state(self, night: int) -> State:
        """Give what becomes of it on a night, counted from 1."""
        return self.states[min(night, len(self.states)) - 1]

    def listed(self, night: int) -> bool:
        """Tell whether the sitemap names it: also pages that fail, but none that were taken down or are yet to come."""
        taken_down = len(self.states) > 1 and self.state(night) is State.ABSENT
        return self.found is Found.SITEMAP and not taken_down

    def standing(self, night: int) -> tuple[Fault, ...]:
        """Give the faults that a reader meets on a night."""
        if self.state(night) is not State.READ:
            return ()
        return tuple(fault for fault in self.faults if fault.stands(night))
