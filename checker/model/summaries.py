"""A page as rules about a whole site see it: who can be reached, and how. Small, since all are held at once."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.mentions import Kind, Role
from checker.model.pages import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS, _ROLES = tuple(Kind), (None, *Role)
_WIDTH = 11
"""Numbers that stand for one reach."""
_NOWHERE = -1
"""Stands for the block of what stands in none."""


class Reach(Struct, frozen=True, kw_only=True):
    """One number, email, postcode or host of a page: the first of its mentions there."""

    kind: Kind
    value: str
    """As in `Mention.value`; an email all in small letters; of a link only the host."""
    place: Place
    """Which words, and where; what stands around them is looked up again for a fault."""
    role: Role | None = None
    name: str | None = None
    """Whose it is, where the page says so."""
    also: tuple[str, ...] = ()
    """Whose it is besides, where the page gives it to several."""


class PageSummary(Struct, frozen=True, kw_only=True):
    """What one page gives its readers to reach somebody by."""

    url: str
    title: str | None = None
    reaches: tuple[Reach, ...] = ()


class SiteView:
    """All pages of a run, as a rule about the whole site is shown them.

    A site of 20,000 pages has half a million reaches. Each is held as a few numbers, which stand for words that are
    held once, and becomes a `Reach` again when a rule looks at it.
    """

    def __init__(self, pages: Iterable[PageSummary] = ()) -> None:
        """Begin with some pages."""
        self._numbers: dict[str | None, int] = {}
        self._words: list[str | None] = []
        self._rows = array("i")
        self._urls: list[str] = []
        self._titles: list[str | None] = []
        self._ends = array("q")
        """By page, the number of the first reach that is no longer its own."""
        self._where: dict[tuple[Kind, str], array[int]] | None = None
        """Every number and email, and its reaches in the order of the pages; None until a rule asks."""
        for each in pages:
            self.add(each)

    def add(self, page: PageSummary) -> None:
        """Take one more page."""
        self._where = None
        for each in page.reaches:
            place = each.place
            words = map(self._number, (each.value, each.name, place.quote, place.href, "\n".join(each.also)))
            block = _NOWHERE if place.block is None else place.block
            known = (_KINDS.index(each.kind), _ROLES.index(each.role), place.template)
            self._rows.extend((*known, *words, block, place.start, place.end))
        self._urls.append(page.url)
        self._titles.append(page.title)
        self._ends.append(len(self._rows) // _WIDTH)

    @property
    def urls(self) -> frozenset[str]:
        """Name the pages."""
        return frozenset(self._urls)

    @property
    def pages(self) -> Iterator[PageSummary]:
        """Give the pages, sorted by address."""
        for number in self._sorted():
            reaches = tuple(map(self._reach, self._of_page(number)))
            yield PageSummary(url=self._urls[number], title=self._titles[number], reaches=reaches)

    def values(self, kind: Kind) -> Iterator[str]:
        """Yield the numbers, the emails or the hosts of the site, each once."""
        return (value for of, value in self._standing() if of is kind)

    def times(self, kind: Kind, value: str) -> int:
        """Count the pages that hold a number, email or host."""
        return len(self._standing().get((kind, value), ()))

    def holding(self, kind: Kind, value: str) -> list[tuple[str, Reach]]:
        """Give the addresses of the pages that hold a number, email or host, and how it stands there."""
        found = self._standing().get((kind, value), ())
        return [(self._urls[bisect_right(self._ends, number)], self._reach(number)) for number in found]

    def _standing(self) -> dict[tuple[Kind, str], array[int]]:
        if self._where is None:
            where: defaultdict[tuple[Kind, str], array[int]] = defaultdict(lambda: array("i"))
            for page in self._sorted():
                for number in self._of_page(page):
                    kind, _, _, value = self._rows[number * _WIDTH : number * _WIDTH + 4]
                    where[_KINDS[kind], self._words[value] or ""].append(number)
            self._where = dict(where)
        return self._where

    def _sorted(self) -> list[int]:
        return sorted(range(len(self._urls)), key=self._urls.__getitem__)

    def _of_page(self, page: int) -> range:
        return range(self._ends[page - 1] if page else 0, self._ends[page])

    def _reach(self, number: int) -> Reach:
        kind, role, template, *words, block, start, end = self._rows[number * _WIDTH : (number + 1) * _WIDTH]
        value, name, quote, href, also = (self._words[each] for each in words)
        at = None if block == _NOWHERE else block
        place = Place(quote=quote or "", href=href, block=at, start=start, end=end, template=bool(template))
        names = tuple(also.split("\n")) if also else ()
        return Reach(kind=_KINDS[kind], value=value or "", place=place, role=_ROLES[role], name=name, also=names)

    def _number(self, words: str | None) -> int:
        found = self._numbers.setdefault(words, len(self._words))
        if found == len(self._words):
            self._words.append(words)
        return found
