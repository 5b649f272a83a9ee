"""A page as rules about a whole site see it: who can be reached, and how. Small, since all are held at once."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.mentions import Kind, Role
from checker.model.pages import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_KINDS, _ROLES = tuple(Kind), (None, *Role)
_NUMBERS = {(kind, role): number for number, (kind, role) in enumerate(product(_KINDS, _ROLES))}
_WIDTH = 9
"""Numbers that stand for one reach."""
_NOWHERE = -1
"""Stands for the block of what stands in none, and for words that are not there."""
_LENGTH = 4
"""Bytes in front of words: how long they are."""
_LATELY = 10_000
"""Words that are known to have been met: most that come again do so soon."""


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


class _Words:
    """Words one behind the other, named by where they begin: half a million strings would take five times as much."""

    def __init__(self) -> None:
        self._written = bytearray()
        self._met: dict[str, int] = {}
        self._read: dict[int, str] = {}

    def put(self, words: str | None) -> int:
        """Keep some words, those met lately but once, and give their name."""
        if words is None:
            return _NOWHERE
        met = self._met.get(words)
        if met is not None:
            return met
        if len(self._met) == _LATELY:
            self._met.clear()
        name = self._met[words] = len(self._written)
        letters = words.encode("utf-8", "surrogatepass")
        self._written += len(letters).to_bytes(_LENGTH, "little") + letters
        return name

    def get(self, name: int) -> str | None:
        """Give the words of a name: those read lately are at hand, as most stand on many pages."""
        if name == _NOWHERE:
            return None
        words = self._read.get(name)
        if words is None:
            start = name + _LENGTH
            length = int.from_bytes(self._written[name:start], "little")
            words = self._written[start : start + length].decode("utf-8", "surrogatepass")
            if len(self._read) == _LATELY:
                self._read.clear()
            self._read[name] = words
        return words


class SiteView:
    """All pages of a run, as a rule about the whole site is shown them.

    A site of 20,000 pages has half a million reaches. Each is held as a few numbers, some of which stand for words, and
    becomes a `Reach` again when a rule looks at it.
    """

    def __init__(self, pages: Iterable[PageSummary] = ()) -> None:
        """Begin with some pages."""
        self._words = _Words()
        self._rows = array("i")
        self._urls: list[str] = []
        self._titles = array("i")
        self._ends = array("q")
        """By page, the number of the first reach that is no longer its own."""
        self._of: Kind | None = None
        self._where: dict[str, int | array[int]] = {}
        """What there is of one kind, the one a rule asked for last, and its reaches in the order of the pages."""
        for each in pages:
            self.add(each)

    def add(self, page: PageSummary) -> None:
        """Take one more page."""
        self._of = None
        for each in page.reaches:
            place = each.place
            known = _NUMBERS[each.kind, each.role] * 2 + place.template
            words = map(self._words.put, (each.value, each.name, place.quote, place.href, "\n".join(each.also)))
            block = _NOWHERE if place.block is None else place.block
            self._rows.extend((known, *words, block, place.start, place.end))
        self._urls.append(page.url)
        self._titles.append(self._words.put(page.title))
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
            yield PageSummary(url=self._urls[number], title=self._words.get(self._titles[number]), reaches=reaches)

    def values(self, kind: Kind) -> Iterator[str]:
        """Yield the numbers, the emails or the hosts of the site, each once."""
        return iter(self._places(kind))

    def times(self, kind: Kind, value: str) -> int:
        """Count the pages that hold a number, email or host."""
        return len(self._found(kind, value))

    def holding(self, kind: Kind, value: str) -> list[tuple[str, Reach]]:
        """Give the addresses of the pages that hold a number, email or host, and how it stands there."""
        return list(map(self.standing, self._found(kind, value)))

    def named(self) -> Iterator[tuple[int, Kind, Role | None, str]]:
        """Say whose each reach is that stands in a page's own words and has a name, the pages sorted by address.

        Yields:
            Its number, its kind, its role and the name: most are never looked at, so no `Reach` is made.
        """
        for number in (each for page in self._sorted() for each in self._of_page(page)):
            known, name = self._rows[number * _WIDTH], self._rows[number * _WIDTH + 2]
            words = None if known % 2 else self._words.get(name)
            if words:
                kind, role = divmod(known // 2, len(_ROLES))
                yield number, _KINDS[kind], _ROLES[role], words

    def standing(self, number: int) -> tuple[str, Reach]:
        """Give the address of a page and how something stands there, by its number."""
        return self._urls[bisect_right(self._ends, number)], self._reach(number)

    def _found(self, kind: Kind, value: str) -> Sequence[int]:
        found = self._places(kind).get(value, ())
        return (found,) if isinstance(found, int) else found

    def _places(self, kind: Kind) -> dict[str, int | array[int]]:
        if self._of is not kind:
            self._of, self._where = kind, {}
            for number in (each for page in self._sorted() for each in self._of_page(page)):
                known, value = self._rows[number * _WIDTH : number * _WIDTH + 2]
                if _KINDS[known // 2 // len(_ROLES)] is kind:
                    _note(self._where, self._words.get(value) or "", number)
        return self._where

    def _sorted(self) -> list[int]:
        return sorted(range(len(self._urls)), key=self._urls.__getitem__)

    def _of_page(self, page: int) -> range:
        return range(self._ends[page - 1] if page else 0, self._ends[page])

    def _reach(self, number: int) -> Reach:
        known, *words, block, start, end = self._rows[number * _WIDTH : (number + 1) * _WIDTH]
        value, name, quote, href, also = map(self._words.get, words)
        at = None if block == _NOWHERE else block
        place = Place(quote=quote or "", href=href, block=at, start=start, end=end, template=bool(known % 2))
        kind, role = divmod(known // 2, len(_ROLES))
        names = tuple(also.split("\n")) if also else ()
        return Reach(kind=_KINDS[kind], value=value or "", place=place, role=_ROLES[role], name=name, also=names)


def _note(where: dict[str, int | array[int]], value: str, number: int) -> None:
    """Note where a value stands. Most stand on one page, and a number is much smaller than a list of one."""
    before = where.setdefault(value, number)
    if isinstance(before, array):
        before.append(number)
    elif before != number:
        where[value] = array("i", (before, number))
