"""A web site whose name is one slip away from one that the site links to again and again."""

from __future__ import annotations

import string
from collections import Counter
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._site import near, one_slip_away
from checker.text import count
from checker.urls import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.rules import Settings
    from checker.model.summaries import Reach, SiteView

_SELDOM = 4
"""The name itself stands on so many times fewer pages at most."""
_SHORTEST = 6
"""Letters of a name, below which one more or less is another organisation: nhs, bbc."""
_LETTERS = string.ascii_lowercase + string.digits + "-"


@rule(
    "link-near-miss",
    looks_at=Kind.SITE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def link_near_miss(site: SiteView, settings: Settings) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link's website is nearly one that many of your pages link to.

    Why it matters:
        One letter is probably wrong. The name may belong to somebody else, or to nobody yet.

    How to fix it:
        Open the link and compare. If both websites are right, accept this.

    Problem:
        Page: /one, /two, /three, /four, /five
        See https://www.harbourfamilies.org.uk/visits

        Page: /six
        See https://www.harbourfamlies.org.uk/visits

    Fine:
        Page: /one, /two, /three, /four, /five
        See https://www.harbourfamilies.org.uk/visits

        Page: /six
        See https://www.harbourfamilies.org.uk/visits

    Authority:
        National Cyber Security Centre: names that are one letter away are registered to deceive
    """
    times = Counter(host_of(url) for url in site.urls)  # the site itself
    times.update({host: site.times(Kind.LINK, host) for host in site.values(Kind.LINK)})
    near_ones = near(times, seldom=_SELDOM)
    for host in site.values(Kind.LINK) if near_ones else ():
        apart = {other for other in near_ones.get(host, ()) if not _are_together(site, host, other)}
        # hundreds of names are one slip away: they are gone through only where one of them is known to be used
        usual = next((other for other in _meant(host) if other in apart), None) if apart else None
        if usual:
            standing = site.holding(Kind.LINK, host)
            for page, reach in standing:
                also = sorted(each for each, _ in standing if each != page)
                yield _fault(page, reach, (host, usual, times[usual]), also)


def _are_together(site: SiteView, host: str, other: str) -> bool:
    """Tell whether some page links to both: it knows them apart."""
    here, there = ({page for page, _ in site.holding(Kind.LINK, each)} for each in (host, other))
    return not here.isdisjoint(there)


def _meant(host: str) -> Iterator[str]:
    """Yield the names that are one slip away, in the part that somebody chose: not in www, not in .org.uk."""
    own = registrable(host)
    if not own:
        return
    label, dot, ending = own.partition(".")
    if len(label) < _SHORTEST:
        return
    front = host[: len(host) - len(own)]
    for other in (*one_slip_away(label, letters=_LETTERS), *_shorter_and_longer(label)):
        yield f"{front}{other}{dot}{ending}"


def _shorter_and_longer(label: str) -> Iterator[str]:
    """Yield what a name is with one letter less, or one more. With a final s it may be another: carer, carers."""
    for at in range(len(label)):
        if label[at:] != "s":
            yield label[:at] + label[at + 1 :]
        yield from (label[:at] + letter + label[at:] for letter in _LETTERS)


def _fault(page: str, reach: Reach, found: tuple[str, str, int], also: list[str]) -> Fault:
    host, usual, times = found
    often = count(times, "page")
    address = reach.place.href or reach.place.quote
    return Fault(
        message=f"This leads to {host}, which is nearly {usual}. That stands on {often} of this site.",
        place=reach.place,
        suggestion=address.replace(host, usual, 1) if host in address else None,
        evidence=(("usual website", usual), ("pages with it", often)),
        page=page,
        also_on=tuple(also),
    )
