"""A page as rules about a whole site see it: who can be reached, and how. Small, since all are held at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Kind, Role
    from checker.model.pages import Place


class Reach(Struct, frozen=True, kw_only=True):
    """One number, email or postcode of a page: the first of its mentions there."""

    kind: Kind
    value: str
    """As in `Mention.value`; an email all in small letters."""
    place: Place
    role: Role | None = None
    name: str | None = None
    """Whose it is, where the page says so."""


class PageSummary(Struct, frozen=True, kw_only=True):
    """What one page gives its readers to reach somebody by."""

    url: str
    title: str | None = None
    reaches: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """All pages of a run, as a rule about the whole site is shown them."""

    pages: tuple[PageSummary, ...]
    _where: dict[tuple[Kind, str], list[tuple[PageSummary, Reach]]] = field(init=False, repr=False, compare=False)
    """Every number and email, and the pages it stands on, in the order of the pages."""

    def __post_init__(self) -> None:
        """Sort the numbers and emails, once a run."""
        where: defaultdict[tuple[Kind, str], list[tuple[PageSummary, Reach]]] = defaultdict(list)
        for page in self.pages:
            for reach in page.reaches:
                where[reach.kind, reach.value].append((page, reach))
        object.__setattr__(self, "_where", dict(where))

    def values(self, kind: Kind) -> Iterator[str]:
        """Yield the numbers or the emails of the site, each once."""
        return (value for of, value in self._where if of is kind)

    def holding(self, kind: Kind, value: str) -> list[tuple[PageSummary, Reach]]:
        """Give the pages that hold a number or email, and how it stands there."""
        return self._where.get((kind, value), [])
