"""Goes through the pages of a run once, and keeps what a report tells of them: not all that stands on them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from sys import intern
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from checker.addresses import addresses_of
from checker.model.mentions import Kind, Role
from checker.model.runs import Outline
from checker.report._ask import draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.model.mentions import Inventory
    from checker.model.problems import Problem
    from checker.model.runs import PageResult, Pages


class Contents:
    """The pages a report is about with all that stands on them, sorted by address, read anew each time."""

    def __init__(self, pages: tuple[PageResult, ...] | Pages, *, told: Callable[[PageResult], bool]) -> None:
        """Choose them.

        Args:
            pages: All of the run. Those a database gives come sorted; a few in hand are sorted here.
            told: Which of them the report is about.
        """
        self.all = tuple(sorted(pages, key=lambda each: each.address)) if isinstance(pages, tuple) else pages
        self.told = told

    def __iter__(self) -> Iterator[PageResult]:
        """Give each."""
        return filter(self.told, self.all)

    def outlines(self) -> Iterator[Outline]:
        """Give each page of the run, also those the report is not about, without what stands on it."""
        return map(_outline, self.all) if isinstance(self.all, tuple) else self.all.outlines()


class Gathered(Struct):
    """What is known once all pages were gone through."""

    pages: list[PageResult] = []
    """Sorted by address, without mentions and contacts."""
    mentions: Counter[Kind] = field(default_factory=Counter)
    """How many of each kind stand on the pages that are told of."""
    met: Counter[str] = field(default_factory=Counter)
    """By address, how many of these pages lead there."""
    asks: dict[Problem, str] = {}
    """Drafts of mails to the people whose details are wrong."""

    def add(self, outlines: Iterable[Outline], *, told: Callable[[PageResult], bool]) -> None:
        """Take one page, which may have been named several times."""
        met: set[str] = set()
        for each in outlines:
            page = each.page
            self.pages.append(_without_mentions(page))
            self.asks.update((problem, ask) for problem in page.problems if (ask := draft(problem, page)))
            if told(page):
                self.mentions.update(each.counted)
                met.update(each.leads)
        self.met.update(met)


def gathered(pages: Iterable[Outline], *, told: Callable[[PageResult], bool]) -> Gathered:
    """Go through pages that are sorted by address.

    Args:
        pages: All of the run.
        told: Which of them the report is about.
    """
    found = Gathered()
    for _, same in groupby(pages, key=lambda each: each.page.address):
        found.add(same, told=told)
    return found


def _outline(result: PageResult) -> Outline:
    found = result.inventory
    return Outline(page=result, counted=found.counted(), leads=addresses_of(found.mentions))


def _without_mentions(result: PageResult) -> PageResult:
    return replace(result, inventory=_ages(result.inventory))


def _ages(found: Inventory) -> Inventory:
    """Keep what is known of a page's age, without where it stands."""
    reviews = (each for each in found.stamps if each.kind is Role.REVIEWED)
    return replace(
        found,
        mentions=(),
        contacts=(),
        stamps=tuple(replace(each, place=None, date=intern(each.date)) for each in reviews),
        updated=replace(found.updated, place=None) if found.updated else None,
        published=replace(found.published, place=None) if found.published else None,
    )
