"""What rules about a whole site share: the summary of a page, and how far two writings are apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.model.mentions import FOLLOWED, Kind
from checker.model.pages import Place
from checker.model.summaries import PageSummary, Reach
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.model.mentions import Inventory, Mention
    from checker.model.pages import Page
    from checker.model.problems import Problem

_WAYS = frozenset({Kind.PHONE, Kind.EMAIL})
_AROUND = 60
"""Characters kept before and after: as many as reports print."""


def summary(page: Page, inventory: Inventory) -> PageSummary:
    """Sum up a page for the rules about the whole site."""
    names = {
        _spot(mention): contact.name for contact in inventory.contacts for mention in (*contact.phones, *contact.emails)
    }
    first: dict[tuple[Kind, str], Reach] = {}
    own = host_of(page.url)
    for mention in inventory.mentions:
        if mention.kind is Kind.LINK:
            host = host_of(mention.value) if mention.role in FOLLOWED and not mention.place.template else ""
            if host and host != own and (Kind.LINK, host) not in first:
                first[Kind.LINK, host] = _host(mention, host)
        elif mention.kind in _WAYS and mention.value:
            reach = _reach(mention, names.get(_spot(mention)))
            known = first.setdefault((reach.kind, reach.value), reach)
            if known.name is None and reach.name:
                first[reach.kind, reach.value] = replace(known, name=reach.name)
            elif reach.name and reach.name not in (known.name, *known.also):
                first[reach.kind, reach.value] = replace(known, also=(*known.also, reach.name))
    for contact in inventory.contacts:
        if contact.postcode and contact.postcode.value and contact.name:
            first.setdefault((Kind.POSTCODE, contact.postcode.value), _reach(contact.postcode, contact.name))
    return PageSummary(url=page.url or page.target, title=page.title, reaches=tuple(first.values()))


def _spot(mention: Mention) -> tuple[str | None, int | None, int]:
    """Tell mentions apart by where they stand: a contact's own are others once they were packed and unpacked."""
    return mention.value, mention.place.block, mention.place.start


def _reach(mention: Mention, name: str | None) -> Reach:
    value = (mention.value or "").lower() if mention.kind is Kind.EMAIL else mention.value or ""
    return Reach(kind=mention.kind, value=value, place=_spot_of(mention.place), role=mention.role, name=name)


def _host(mention: Mention, host: str) -> Reach:
    place = replace(_spot_of(mention.place), href=mention.place.href)
    return Reach(kind=mention.kind, value=host, place=place, role=mention.role)


def _spot_of(place: Place) -> Place:
    """Say which words and where, and nothing of what is around them: half a million of them are held at once."""
    return Place(quote=place.quote, block=place.block, start=place.start, end=place.end, template=place.template)


def placed(problem: Problem, inventory: Inventory) -> Problem:
    """Say again what stands around the words a rule about the whole site speaks of."""
    spot = _spot_of(problem.place)
    same = (each.place for each in inventory.mentions if _spot_of(each.place) == spot)
    found = next(same, None)
    if found is None:
        return problem
    return replace(problem, place=replace(found, before=found.before[-_AROUND:], after=found.after[:_AROUND]))


OFTEN = 5
"""Pages from which a number or address is the site's own, so that what is nearly it is probably a slip."""


def is_slip(words: str, other: str) -> bool:
    """Tell whether two writings are one slip apart: a letter changed, lost, added, or swapped with its neighbour."""
    if abs(len(words) - len(other)) > 1 or words == other:
        return False
    head = next((at for at, (one, two) in enumerate(zip(words, other, strict=False)) if one != two), None)
    if head is None:
        return True
    one, two = words[head:], other[head:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:]
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]


def one_slip_away(words: str, *, letters: str) -> Iterator[str]:
    """Yield every writing that is one slip away: two neighbours swapped, or one letter for another.

    Args:
        words: As they stand.
        letters: What a letter may have been.
    """
    for at, letter in enumerate(words):
        if words[at + 1 : at + 2] not in {"", letter}:
            yield words[:at] + words[at + 1] + letter + words[at + 2 :]
        yield from (words[:at] + other + words[at + 1 :] for other in letters if other != letter)


def near(times: Mapping[str, int], *, seldom: int) -> Mapping[str, set[str]]:
    """Give writings with those that may be one slip away, have the same digits, and stand on far more pages.

    What one slip sets apart is the same again once a letter is left out of one of the two, or of both. Digits are never
    left out: team.1 and team.2 are two teams.

    Args:
        times: The writings of a site, and on how many pages each stands.
        seldom: On so many times fewer pages than the other stands what is taken for a slip, at least.
    """
    least, most = min(times.values(), default=0), max(times.values(), default=0)
    rare = [each for each, often in times.items() if often * seldom <= most]
    usual = [each for each, often in times.items() if often >= max(OFTEN, least * seldom)]
    found: defaultdict[str, set[str]] = defaultdict(set)
    # what is left of thousands of writings would fill the memory: of the fewer it is held
    pairs = _alike(rare, usual) if len(rare) < len(usual) else ((each, other) for other, each in _alike(usual, rare))
    for each, other in pairs:
        if times[other] >= max(OFTEN, times[each] * seldom):
            found[each].add(other)
    return found


def _alike(few: Iterable[str], many: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield one of the few with one of the many, as often as the same is left of them."""
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for each in few:
        for rest in _rests(each):
            by_rest[rest].append(each)
    for other in many:
        yield from ((each, other) for rest in _rests(other) for each in by_rest.get(rest, ()) if each != other)


def _rests(words: str) -> Iterator[str]:
    """Yield a writing, and what is left of it without each of its letters."""
    yield words
    yield from (words[:at] + words[at + 1 :] for at, letter in enumerate(words) if not letter.isdecimal())
