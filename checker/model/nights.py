"""What earlier runs know: the state of each problem, and what became of those that are no longer seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.originals import Claim  # noqa: TC001 - msgspec reads the annotations when it runs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from checker.model.problems import Problem, State
    from checker.model.runs import PageResult


class Standing(Struct, frozen=True, kw_only=True):
    """What history says of one problem."""

    state: State
    new_rule: bool = False
    """True if the site is checked by this rule for the first time: the problem is not new, only the look is."""
    first_seen: date
    last_seen: date
    runs: int = 1
    """In how many runs it was seen."""


class Absent(Struct, frozen=True, kw_only=True):
    """A problem of the run before that this run did not see: fixed, or not looked at."""

    problem: Problem
    page_name: str
    owner: str | None
    standing: Standing
    why: str
    """`put right`, `page removed`, `rule no longer used`, `its page could not be read`, ..."""


class Night(Struct, frozen=True, kw_only=True):
    """One run in a few numbers, for the trend."""

    run: str
    today: date
    complete: bool
    pages: int
    danger: int = 0
    wrong: int = 0
    doubtful: int = 0
    untidy: int = 0
    finished: datetime | None = None


class Mark(Struct, frozen=True, kw_only=True):
    """Which run it was, and when it ended."""

    id: str
    finished: datetime


class Comparison(Struct, frozen=True, kw_only=True):
    """A run beside the one before."""

    first: bool
    """True on the site's first run: nothing is new then."""
    previous: Mark | None = None
    standings: Mapping[str, Standing] = {}
    """By the problem's fingerprint."""
    absent: tuple[Absent, ...] = ()
    since: Mapping[str, date] = {}
    """By the fingerprint of an `Unchecked`: since when it could not be looked at."""
    trend: tuple[Night, ...] = ()
    """Up to 30 runs, this one last."""


class Gist(Struct, frozen=True, kw_only=True):
    """What of a page that was read is needed before it is judged: so it need not be unpacked for that."""

    headings: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """What its links lead to, as it is asked."""
    domains: tuple[str, ...] = ()
    """Of its email addresses."""
    claims: tuple[Claim, ...] = ()
    """What it says of contacts that have websites of their own."""
    words: str = ""
    """Stands for all its words: the same on two pages that say the same."""


class RememberedPage(Struct, frozen=True, kw_only=True):
    """What is known of a page from the last time it was read, so that it need not be read again.

    The page itself is kept too: `Recording.reading` gives it, as it is large and most of the time nobody asks for it.
    """

    url: str
    first_seen: date
    unchanged_since: date | None = None
    """Since when the page's own words are as they are."""
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    gist: bytes | None = None
    """What it leads to and what it says, for `history.codec.gist`."""
    reading_key: str | None = None
    """What its reading depends on beside the page: version and settings. If it differs, the page is read anew."""
    result: PageResult | None = None
    """What became of it, without its problems, mentions and contacts: most nights nobody asks for them."""
    written: bytes | None = None
    """The same with its mentions and contacts, for `history.bodies.result`."""

    @property
    def title(self) -> str | None:
        """The title it had."""
        return self.result.title if self.result else None

    @property
    def status(self) -> int | None:
        """What its server answered."""
        return self.result.status if self.result else None


class Spell(Struct, frozen=True, kw_only=True):
    """For how long something was so."""

    what: str
    """A verdict, a state, or whether a page could be read."""
    since: date
    until: date | None
    """The day of the first run for which it was no longer so; None if it still is."""
    why: str = ""


class ProblemHistory(Struct, frozen=True, kw_only=True):
    """One problem, from the first time it was seen."""

    problem: Problem
    standing: Standing
    spells: tuple[Spell, ...]


class PageHistory(Struct, frozen=True, kw_only=True):
    """How long and how often: one page."""

    url: str
    title: str | None
    owner: str | None
    first_seen: date
    unchanged_since: date | None
    spells: tuple[Spell, ...]
    """When it could be read, and when it could not."""
    problems: tuple[ProblemHistory, ...]
    """All it ever had, the longest known first."""


class LinkHistory(Struct, frozen=True, kw_only=True):
    """How long and how often: one address that pages lead to."""

    url: str
    failing_since: date | None
    nights: int
    """How many nights in a row it gave no good answer."""
    last_good: date | None
    spells: tuple[Spell, ...]
    """Its verdicts, one after the other."""
    pages: tuple[str, ...]
    """Those with an open problem about it."""
