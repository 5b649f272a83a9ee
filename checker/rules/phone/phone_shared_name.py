"""A number that some pages give to one organisation and others to another."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from checker.model.mentions import ANSWERED, Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._whose import are_related, is_proper, said
from checker.text import count
from checker.urls import registrable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from checker.model.rules import Settings
    from checker.model.summaries import Reach, SiteView

_OFTEN = 3
"""Pages from which a number is known to be somebody's. Of who has another on so many, another rule speaks."""
_SELDOM = 3
"""The other name stands on so many times fewer pages at most, where nothing but the names tells the two apart."""


class _Holder(NamedTuple):
    """Somebody whose number it is, as some pages say."""

    name: str
    pages: list[tuple[str, Reach]]
    hosts: frozenset[str]
    """Domains of the emails that stand beside the number."""


class _Known(NamedTuple):
    """What the pages say of everybody they name."""

    domains: Mapping[tuple[str, str], AbstractSet[str]]
    """By page and name, the domains of the emails."""
    numbers: Mapping[str, AbstractSet[tuple[str, str]]]
    """By name, the pages and the numbers they give."""


@rule(
    "phone-shared-name",
    looks_at=Kind.SITE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def phone_shared_name(site: SiteView, settings: Settings) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """Other pages say that this number is somebody else's.

    Why it matters:
        The number was probably copied from another page. People ring the wrong organisation.

    How to fix it:
        Ask whose number it is. If both share it, say so on both pages, or accept this.

    Problem:
        Page: /one, /two, /three
        Harbour Families

        Telephone: 020 7275 6036

        Page: /four
        Oakley Mediation

        Telephone: 020 7275 6036

    Fine:
        Page: /one, /two, /three
        Harbour Families

        Telephone: 020 7275 6036

        Page: /four
        Oakley Mediation

        Telephone: 020 7275 6099

    Authority:
        SEND Code of Practice 2015, paragraph 4.10: a Local Offer is accurate and kept up to date
    """
    shared = {value: tuple(named) for value in site.values(Kind.PHONE) if (named := _named(site, value))}
    known = _known(site, {name for names in shared.values() for name in names}) if shared else _Known({}, {})
    for value in shared:
        holders = _holders(_named(site, value), known)
        if len(holders) == 2:  # noqa: PLR2004 - of three or more it is the switchboard
            one, other = sorted(holders, key=lambda each: len(each.pages))
            apart = bool(one.hosts) and bool(other.hosts) and one.hosts.isdisjoint(other.hosts)
            if (apart or _is_copied(one, other)) and not _has_own(known, one, value):
                yield from _faults(one, other, Certainty.LIKELY if apart else Certainty.GUESS)


def _named(site: SiteView, value: str) -> dict[str, list[tuple[str, Reach]]]:
    """Give the names that stand with a number, two at least. None where a page gives it to several."""
    found: defaultdict[str, list[tuple[str, Reach]]] = defaultdict(list)
    for page, reach in site.holding(Kind.PHONE, value) if site.times(Kind.PHONE, value) > 1 else ():
        if reach.role not in ANSWERED or reach.place.template or reach.also:
            return {}
        if reach.name:
            found[reach.name].append((page, reach))
    several = len({said(name) for name in found}) > 1
    return found if several and all(map(is_proper, found)) else {}


def _known(site: SiteView, names: set[str]) -> _Known:
    """Go through all pages once, for those whose number stands under another name too: only few sites have any."""
    spellings = set(map(said, names))
    domains: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    numbers: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for page in site.pages:
        for reach in page.reaches:
            if reach.name and reach.kind is Kind.EMAIL and reach.name in names:
                host = reach.value.rpartition("@")[2]
                domains[page.url, reach.name].add(registrable(host) or host)
            elif reach.name and reach.kind is Kind.PHONE and said(reach.name) in spellings:
                numbers[said(reach.name)].add((page.url, reach.value))
    return _Known(domains, numbers)


def _holders(named: dict[str, list[tuple[str, Reach]]], known: _Known) -> list[_Holder]:
    """Give who a number belongs to, names that may be one taken together."""
    groups: list[list[str]] = []
    for name in sorted(named, key=lambda each: -len(named[each])):
        near = next((group for group in groups if any(are_related(name, each) for each in group)), None)
        groups.append([name]) if near is None else near.append(name)
    holders = [_holder(group, named, known) for group in groups]
    together = any(one.hosts & other.hosts for one, other in pairwise(holders))
    return [] if together else holders


def _holder(names: list[str], named: dict[str, list[tuple[str, Reach]]], known: _Known) -> _Holder:
    pages = [each for name in names for each in named[name]]
    hosts = frozenset[str]().union(*(known.domains.get((page, name), ()) for page, _ in pages for name in names))
    return _Holder(names[0], pages, hosts)


def _is_copied(one: _Holder, other: _Holder) -> bool:
    return len(other.pages) >= max(_OFTEN, _SELDOM * len(one.pages))


def _has_own(known: _Known, holder: _Holder, value: str) -> bool:
    """Tell whether other pages give somebody a number of their own: another rule says so then, and which."""
    return len({page for page, other in known.numbers[said(holder.name)] if other != value}) >= _OFTEN


def _faults(one: _Holder, other: _Holder, certainty: Certainty) -> Iterator[Fault]:
    judged = [(one, other)] if len(one.pages) < len(other.pages) else [(one, other), (other, one)]
    for holder, whose in judged:
        often = count(len(whose.pages), "page")
        for page, reach in holder.pages:
            yield Fault(
                message=f"This stands here for {holder.name}, and on {often} for {whose.name}.",
                place=reach.place,
                certainty=certainty,
                evidence=(("name here", holder.name), ("name elsewhere", whose.name)),
                page=page,
                also_on=tuple(sorted(each for each, _ in holder.pages if each != page)),
            )
