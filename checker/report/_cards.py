"""Groups problems as they are worked on: by owner, and what is one piece of work on one card."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from checker.model.entries import Card, Group, Share, Sort
from checker.model.problems import State
from checker.report._order import standing, urgency, weight
from checker.report._totals import tally
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.entries import Entry, ReportedPage

_VISIT = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_MANY = 3
"""From this number of pages on, the same words with the same fault are one card. On two pages each shows its own."""


def shares(pages: tuple[ReportedPage, ...]) -> tuple[Share, ...]:
    """Group pages by owner, the worst first; pages nobody owns come last."""
    grouped: dict[str | None, list[ReportedPage]] = defaultdict(list)
    for page in pages:
        if page.open:
            grouped[page.owner].append(page)
    return tuple(sorted((_share(owner, owned) for owner, owned in grouped.items()), key=weight))


def cards(owned: tuple[Share, ...]) -> Iterator[Card]:
    """Give every card of every owner."""
    return (card for share in owned for group in share.groups for card in group.cards)


def sorts(entries: Iterable[Entry]) -> tuple[Sort, ...]:
    """Group problems by rule, the worst first."""
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: (each.problem.severity.rank, each.problem.page, *standing(each))):
        grouped[entry.problem.rule].append(entry)
    found = (
        Sort(
            rule=rule,
            title=same[0].title,
            severity=same[0].problem.severity,
            entries=tuple(same),
            pages=len({page for each in same for page in _pages(each)}),
            owners=tuple(sorted({each.owner for each in same if each.owner})),
        )
        for rule, same in grouped.items()
    )
    return tuple(sorted(found, key=lambda each: (each.severity.rank, -len(each.entries), each.rule)))


def _share(owner: str | None, pages: list[ReportedPage]) -> Share:
    entries = [entry for page in pages for entry in page.open]
    ages = [entry.days for entry in entries if entry.days is not None]
    return Share(
        owner=owner,
        tally=tally(entries),
        pages=len(pages),
        new=sum(entry.state is State.NEW for entry in entries) if ages else None,
        oldest=max(ages, default=None),
        groups=_groups(pages, entries),
    )


def _groups(pages: list[ReportedPage], entries: list[Entry]) -> tuple[Group, ...]:
    same: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        same[_sameness(entry)].append(entry)
    common = [_common(each) for each in same.values() if _is_common(each)]
    taken = {id(entry) for card in common for entry in card.entries}
    own = ((page, [each for each in page.open if id(each) not in taken]) for page in pages)
    groups = [Group(page=page, cards=tuple(Card(entries=(each,)) for each in left)) for page, left in own if left]
    groups.sort(key=lambda group: (urgency(group.cards[0])[:3], group.page.address if group.page else ""))
    first = [Group(page=None, cards=tuple(sorted(common, key=urgency)))] if common else []
    return (*first, *groups)


def _is_common(same: list[Entry]) -> bool:
    return (same[0].template and bool(same[0].also_on)) or len({each.problem.page for each in same}) >= _MANY


def _common(same: list[Entry]) -> Card:
    return Card(entries=tuple(same), pages=tuple(sorted({page for each in same for page in _pages(each)})))


def _pages(entry: Entry) -> tuple[str, ...]:
    return (entry.problem.page, *entry.also_on) if entry.template else (entry.problem.page,)


def _sameness(entry: Entry) -> tuple[object, ...]:
    """What has to be equal for one card to stand for all: everything it shows. Without words nothing is the same.

    The number of our own visit, which some sites put into their links, is another on every page.
    """
    problem = entry.problem
    words = squash(problem.place.quote)
    page = None if words else problem.page
    return (
        problem.rule, words, page, problem.severity, problem.message, problem.fix, problem.suggestion,
        _VISIT.sub("", problem.place.href or ""), entry.state, entry.template,
    )  # fmt: skip
