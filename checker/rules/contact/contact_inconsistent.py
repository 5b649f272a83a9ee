"""An organisation with one number, email or postcode on most pages and another on this one."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import numbering
from checker.model.mentions import ANSWERED, Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._site import OFTEN, is_slip
from checker.rules._whose import is_proper, said
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from checker.model.rules import Settings
    from checker.model.summaries import Reach, SiteView

_OFTEN = 3
"""Pages from which a detail is what the site says of somebody."""
_SELDOM = 3
"""Another detail stands on so many times fewer pages at most."""
_KINDS = (Kind.PHONE, Kind.EMAIL, Kind.POSTCODE)


class _Page(Struct, frozen=True):
    """What one page gives somebody of one kind."""

    url: str
    reach: Reach
    """The first."""
    values: frozenset[str]


@rule(
    "contact-inconsistent",
    looks_at=Kind.SITE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def contact_inconsistent(site: SiteView, settings: Settings) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """Most pages give this organisation another number, email or postcode.

    Why it matters:
        One of them is probably old. Readers of this page may reach nobody.

    How to fix it:
        Ask which is right, and give it on every page. If both are right, give both.

    Problem:
        Page: /one, /two, /three
        Blue Badge Office

        Telephone: 020 7946 0700

        Page: /four
        Blue Badge Office

        Telephone: 020 7946 0911

    Fine:
        Page: /one, /two, /three
        Blue Badge Office

        Telephone: 020 7946 0700

        Page: /four
        Blue Badge Office

        Telephone: 020 7946 0700

    Authority:
        SEND Code of Practice 2015, paragraph 4.10: a Local Offer is accurate and kept up to date
    """
    found = _by_name(site)
    for kind in _KINDS:
        for name in sorted(each for each, numbers in found[kind].items() if len(numbers) > _OFTEN):
            yield from _deviating(name, _pages(site, found[kind][name]))


def _by_name(site: SiteView) -> Mapping[Kind, Mapping[str, array[int]]]:
    """Give where each name stands, apart for each kind of detail. The pages are looked through but once."""
    found: dict[Kind, defaultdict[str, array[int]]] = {kind: defaultdict(lambda: array("i")) for kind in _KINDS}
    for number, kind, role, name in site.named():
        if kind in found and role in ANSWERED and is_proper(name):
            found[kind][said(name)].append(number)
    return found


def _pages(site: SiteView, numbers: Iterable[int]) -> list[_Page]:
    """Give what each page says of somebody."""
    found = []
    for url, standing in groupby(map(site.standing, numbers), key=itemgetter(0)):
        reaches = [reach for _, reach in standing]
        found.append(_Page(url, reaches[0], frozenset(reach.value for reach in reaches)))
    return found


def _deviating(name: str, pages: list[_Page]) -> Iterator[Fault]:
    """Yield a fault for each page whose details are none of those that most pages give."""
    times = Counter(value for page in pages for value in page.values)
    usual, often = max(times.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    if often < _OFTEN or often * 2 <= len(pages):
        return
    # what stands beside the usual number somewhere is a second number of the same people
    beside = frozenset().union(*(page.values for page in pages if usual in page.values))
    others = [page for page in pages if page.values.isdisjoint(beside)]
    for page in others:
        reach = page.reach
        if reach.kind is not Kind.POSTCODE and often >= OFTEN and is_slip(reach.value, usual):
            continue  # the rules about near misses say this better
        if times[reach.value] * _SELDOM <= often:
            right = _written(usual, reach.kind)
            yield Fault(
                message=f"{reach.name} has {right} on {count(often, 'page')} of this site, and another here.",
                place=reach.place,
                certainty=Certainty.GUESS if reach.kind is Kind.POSTCODE else None,  # it may have two houses
                suggestion=right,
                evidence=(("usual", right), ("pages with it", str(often)), ("name", name)),
                page=page.url,
                also_on=tuple(sorted(each.url for each in others if each is not page)),
            )


def _written(value: str, kind: Kind) -> str:
    return numbering.written(value) if kind is Kind.PHONE and numbering.is_british(value) else value
