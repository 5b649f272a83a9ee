"""A site: what its file in `sources/` says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.fetching import Limits
from checker.model.rules import Ages, Retired
from checker.text import squash
from checker.urls import host_of, origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.model.problems import Problem


class Finding(Struct, frozen=True, kw_only=True):
    """One way to find a site's pages."""

    kind: str
    """The name of a file in `checker.finders`."""
    options: Mapping[str, object]
    """As the site file gives them; the finder reads them strictly."""
    line: int | None = None
    """Where it stands in the site file."""


class Links(Struct, frozen=True, kw_only=True):
    """How links are asked where they lead."""

    limits: Limits = Limits()
    confirm: tuple[float, ...] = (5.0, 30.0)
    """Seconds before each further look at an address that failed, after everything else."""
    remember: float = 7 * 86_400.0
    """Seconds for which a good answer is used again."""
    robots: str = "many"
    originals: bool = True
    """Whether the phones and emails of organisations are held against the organisations' own websites."""
    per_second: float = 10.0
    at_once: int = 4
    in_flight: int = 128


class OwnPace(Struct, frozen=True, kw_only=True):
    """How fast the site's own hosts are asked."""

    per_second: float = 5.0
    at_once: int = 4


class NightLimits(Struct, frozen=True, kw_only=True):
    """How much of a site one run does; None means all of it. What is left comes first in the next."""

    pages: int | None = None
    links: int | None = None
    """Addresses that are asked, besides those that may be pages of the site."""
    bytes: int | None = None
    """Of bodies, unpacked."""


class Owner(Struct, frozen=True, kw_only=True):
    """Who looks after some of the site's pages."""

    name: str
    pattern: str | None = None
    heading: str | None = None
    addresses: frozenset[str] = frozenset()
    """Pages listed one by one in a file."""
    notify: str | None = None
    """Name of the environment variable that says where to tell them."""


class Accepted(Struct, frozen=True, kw_only=True):
    """A problem somebody decided to leave. All of link, rule, page and quote that are given must match."""

    reason: str
    by: str
    until: date
    """The last day it is left."""
    link: str | None = None
    rule: str | None = None
    page: str | None = None
    quote: str | None = None

    def covers(self, problem: Problem) -> bool:
        """Tell whether this was meant, the date apart."""
        # as it is written on the page, and as it is asked: without the number of a visit, and never relative
        written = (problem.place.href or problem.place.quote, dict(problem.evidence).get("address"))
        return (
            (self.rule is None or problem.rule == self.rule)
            and (self.page is None or like(self.page, problem.page))
            and (self.link is None or any(like(self.link, each) for each in written if each))
            and (self.quote is None or squash(self.quote).casefold() == squash(problem.place.quote).casefold())
        )


class Door(Struct, frozen=True, kw_only=True):
    """How to get in where only some are let in. All values are names of environment variables, no secrets."""

    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    user: str | None = None
    password: str | None = None
    certificate: str | None = None
    key: str | None = None
    key_password: str | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """Give every environment variable that has to be set."""
        named = (self.user, self.password, self.certificate, self.key, self.key_password)
        return tuple(dict.fromkeys(filter(None, (*dict(self.headers).values(), *dict(self.cookies).values(), *named))))


class ContactDetails(Struct, frozen=True, kw_only=True):
    """The true details of one of the organisation's own services."""

    name: str
    phone: str | None = None
    email: str | None = None
    retired: tuple[str, ...] = ()
    """Numbers and emails that are no longer in use."""


class Reviewed(Struct, frozen=True, kw_only=True):
    """Somebody read a page through and found it right."""

    page: str
    on: date
    by: str


class Site(Struct, frozen=True, kw_only=True):
    """Everything that is known of a site before it is looked at."""

    key: str
    """The name of its file without the ending."""
    name: str
    start: str
    """Absolute address, http or https."""
    region: str = "GB"
    edit: str | None = None
    """Where a page is edited; `{path}` and `{url}` stand for the page's."""
    content: str | None = None
    """CSS selector of a page's own content."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    phone_style: str | None = None
    """A phone number in the style of the site: `Settings.phone_style`."""
    documents: bool = False
    """Whether documents that pages link to on the site's own host are read like pages."""
    ages: Ages = Ages()
    owners: tuple[Owner, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    contact_details: tuple[ContactDetails, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    retired: tuple[Retired, ...] = ()
    finders: tuple[Finding, ...] = ()
    """Empty means: the sitemap, and where there is none, a crawl from the start."""
    render: tuple[str, ...] = ()
    """Patterns of pages that are shown to a browser where script builds them."""
    contact: str | None = None
    """Where to reach the people who run the checker; goes into the user agent."""
    door: Door | None = None
    """How to get in, where the site does not let everybody in."""
    networks: tuple[str, ...] = ()
    """Private networks the site's own hosts may live in."""
    pace: OwnPace = OwnPace()
    links: Links = Links()
    night: NightLimits = NightLimits()
    views: Mapping[str, int] = {}
    """Visits a month by address: what is seen most comes first."""
    file: str | None = None
    """The path of its file."""

    def holds(self, address: str) -> bool:
        """Tell whether a page belongs to this site: it lies below its start, or is included, and is not excluded."""
        if self.excluded_by(address) is not None:
            return False
        return address.startswith(self.start) or any(self._like(pattern, address) for pattern in self.include)

    def keeps(self, address: str) -> bool:
        """Tell whether a document belongs to this site. Many sites keep them beside their pages, on the same host."""
        return self.excluded_by(address) is None and (self.holds(address) or host_of(address) == host_of(self.start))

    def renders(self, address: str) -> bool:
        """Tell whether a page is shown to a browser where script builds it."""
        return any(self._like(pattern, address) for pattern in self.render)

    def excluded_by(self, address: str) -> str | None:
        """Give the pattern that leaves a page out, if one does."""
        return next((pattern for pattern in self.exclude if self._like(pattern, address)), None)

    def owner_of(self, address: str, headings: tuple[str, ...] = ()) -> str | None:
        """Name the owner of a page: the first whose pattern, list or heading fits."""
        for owner in self.owners:
            by_pattern = owner.pattern is not None and self._like(owner.pattern, address)
            if by_pattern or address in owner.addresses or owner.heading in headings:
                return owner.name
        return None

    def acceptance(self, problem: Problem, today: date) -> Accepted | None:
        """Find the entry that leaves a problem be on this day."""
        return next((each for each in self.accepted if each.until >= today and each.covers(problem)), None)

    def _like(self, pattern: str, address: str) -> bool:
        """A pattern that begins with a slash is about the path; the host is then the site's own."""
        if pattern.startswith("/"):
            return like(origin(self.start) + pattern, address)
        return like(pattern, address)


def like(pattern: str, words: str) -> bool:
    """Tell whether words fit a pattern in which `*` stands for anything.

    Nothing else is special: addresses are full of `?` and `[`. Takes linear time.
    """
    head, *rest = pattern.split("*")
    if not rest:
        return words == pattern
    *middle, tail = rest
    if not (words.startswith(head) and words.endswith(tail)):
        return False
    position, end = len(head), len(words) - len(tail)
    for part in middle:
        found = words.find(part, position, end)
        if found < 0:
            return False
        position = found + len(part)
    return position <= end
