"""What is wrong on a page, and what could not be looked at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.digests import blake2b
from checker.model.pages import Place  # noqa: TC001 - msgspec reads the annotations when it runs
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How bad it is for the reader, the worst first."""

    DANGER = "danger"
    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    UNTIDY = "untidy"

    @property
    def rank(self) -> int:
        """0 for the worst. Sort by this, not by the word."""
        return list(Severity).index(self)

    def at_least(self, other: Severity) -> bool:
        """Tell whether this is as bad as the other or worse."""
        return self.rank <= other.rank


class Certainty(StrEnum):
    """How sure we are, apart from how bad it is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


class State(StrEnum):
    """What a problem is compared with the run before."""

    NEW = "new"
    STILL_OPEN = "still-open"
    FIXED = "fixed"
    ACCEPTED = "accepted"
    NOT_SEEN = "not-seen"


class Fault(Struct, frozen=True, kw_only=True):
    """What a rule says about one place. The rule's own words and severity hold where this is silent."""

    message: str
    """A full sentence about this place, in the present tense, naming the thing."""
    place: Place
    fix: str | None = None
    suggestion: str | None = None
    """The exact words to put there instead, where they are known."""
    severity: Severity | None = None
    certainty: Certainty | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Named facts behind the judgement."""
    page: str | None = None
    """Which page, where a rule looks at a whole site."""
    also_on: tuple[str, ...] = ()
    """Other pages with the same value."""


class Problem(Struct, frozen=True, kw_only=True):
    """A fault on a page, with everything a person needs to mend it."""

    rule: str
    severity: Severity
    certainty: Certainty
    page: str
    """Address of the page, or the file as it was named."""
    place: Place
    message: str
    fix: str
    suggestion: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    times: int = 1
    """How often the same words stand wrong on this page."""
    also_on: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same problem has the same fingerprint every night: rule, page and quoted words, nothing else."""
        return fingerprint(self.rule, _in_one_order(self.page), squash(self.place.quote).casefold())

    @property
    def position(self) -> tuple[int, int, int, str]:
        """Where among its page's problems it stands: by its place, then by how bad it is."""
        block = self.place.block
        return (block if block is not None else 1 << 30, self.place.start, self.severity.rank, self.rule)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put the problems of one page in the order they are told in."""
    return tuple(sorted(problems, key=lambda each: each.position))


class Unchecked(Struct, frozen=True, kw_only=True):
    """Something that could not be looked at. Never a problem, and never silence."""

    what: str
    """The page, address or rule."""
    why: str
    """A sentence for the person who reads the report."""
    stage: str
    """Where it was given up: find, fetch, read, extract, look up, check."""
    pages: tuple[str, ...] = ()
    verdict: str | None = None
    fault: bool = False
    """True if the checker itself failed (a rule raised): the run is then incomplete."""

    @property
    def fingerprint(self) -> str:
        """The same on every night: the stage and what it was."""
        return fingerprint("unchecked", self.stage, self.what)


def _in_one_order(page: str) -> str:
    """Sort the query of an address: a sitemap that is made anew may turn it round, and the page is still the same."""
    before, mark, query = page.partition("?")
    return f"{before}?{'&'.join(sorted(query.split('&')))}" if mark and "&" in query else page


def fingerprint(*parts: str) -> str:
    """Hash a few words to 16 hexadecimal digits."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
