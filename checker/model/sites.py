"""A site: what its file in `sources/` says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.model.rules import Ages
from checker.text import squash

if TYPE_CHECKING:
    from datetime import date

    from checker.model.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who looks after some of the site's pages."""

    name: str
    pattern: str | None = None
    heading: str | None = None
    addresses: frozenset[str] = frozenset()
    """Pages listed one by one in a file."""
    notify: str | None = None
    """Name of the environment variable that says where to tell them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
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
        href = problem.place.href or problem.place.quote
        return (
            (self.rule is None or problem.rule == self.rule)
            and (self.page is None or like(self.page, problem.page))
            and (self.link is None or like(self.link, href))
            and (self.quote is None or squash(self.quote).casefold() == squash(problem.place.quote).casefold())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """The true details of one of the organisation's own services."""

    name: str
    phone: str | None = None
    email: str | None = None
    retired: tuple[str, ...] = ()
    """Numbers and emails that are no longer in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Somebody read a page through and found it right."""

    page: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
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
    ages: Ages = field(default_factory=Ages)
    owners: tuple[Owner, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    contact_details: tuple[ContactDetails, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()

    def holds(self, address: str) -> bool:
        """Tell whether a page belongs to this site: it lies below its start, or is included, and is not excluded."""
        if any(self._like(pattern, address) for pattern in self.exclude):
            return False
        return address.startswith(self.start) or any(self._like(pattern, address) for pattern in self.include)

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
            origin = "/".join(self.start.split("/", 3)[:3])
            return like(origin + pattern, address)
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
