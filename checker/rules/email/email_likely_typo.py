"""An email address that is one slip away from a better known one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.email._flaws import FREE, flaw_of
from checker.urls import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_GIVERS = frozenset(name.partition(".")[0] for name in FREE if name.index(".") > len("live"))
"""Short names are one slip away from too many others."""
_REAL = frozenset("mail email ymail gmx fastmail zmail".split())
_WRONG_ENDINGS = {"gmail": frozenset("co cm om co.uk net org uk".split())}
_ODD_ENDINGS = frozenset("co cm om".split())
_OFTEN = 2
"""How often a name has to stand on a page to be taken for right."""
_SURE = 1_000_000
_MOST = 20
"""How many sites an address is compared with: those named most often."""
_LONG = 6
"""Letters of a name that is compared with others: shorter ones are alike by chance."""


@rule(
    "email-likely-typo",
    looks_at=Kind.PAGE,
    severity=Severity.WRONG,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def email_likely_typo(page: Page, view: View) -> Iterator[Fault]:
    """This email address is probably mistyped.

    Why it matters:
        Emails go to a stranger or come back, and somebody waits for an answer.

    How to fix it:
        Ask the service for its address, then correct it.

    Problem:
        Email: permits.example@gmial.com

    Fine:
        Email: permits.example@gmail.com

    Authority:
        RFC 5321, 5.1: mail goes to the domain as it is written, whoever owns it
    """
    emails = view.of(Kind.EMAIL)
    sites = _sites(page, view) if emails else Counter[str]()
    often = [name for name, times in sites.most_common(_MOST) if times >= _OFTEN]
    for email in emails:
        local, _, host = (email.value or "").rpartition("@")
        if not host or flaw_of(email) or email.raw != email.place.quote:
            continue
        meant = _giver(host) or _neighbour(host, often, sites)
        if meant:
            yield Fault(
                message=f"The email address {email.raw} looks mistyped.",
                place=email.place,
                fix=f"Did you mean {local}@{meant}? Check it with the service, then correct it.",
                suggestion=f"{local}@{meant}",
            )


def _sites(page: Page, view: View) -> Counter[str]:
    """Count how often each site is named on the page. The page's own is surely right."""
    hosts = [((email.value or "").rpartition("@")[2], 1) for email in view.of(Kind.EMAIL)]
    hosts += [(host, len(links)) for host, links in view.hosts().items()]
    counted = Counter[str]()
    for host, times in hosts:
        if host and (name := registrable(host)):
            counted[name] += times
    own = registrable(host_of(page.url)) if page.url else None
    if own:
        counted[own] += _SURE
    return counted


def _giver(host: str) -> str | None:
    """Give the provider of mailboxes that was meant, or None."""
    name, _, ending = host.partition(".")
    if name in _REAL or host in FREE:
        return None
    if name in _GIVERS:
        return f"{name}.com" if ending in _WRONG_ENDINGS.get(name, _ODD_ENDINGS) else None
    near = (first for first in sorted(_GIVERS) if first[0] == name[:1] and one_slip(name, first, swapped=True))
    return next((f"{first}.{ending}" for first in near if f"{first}.{ending}" in FREE), None)


def _neighbour(host: str, often: list[str], sites: Counter[str]) -> str | None:
    """Give the site that was meant: one named more often here.

    A letter for another is no slip: Bolton and Boston are both towns.
    """
    site = registrable(host)
    if site is None:
        return None
    name, _, ending = site.partition(".")
    for other in often:
        right, _, same = other.partition(".")
        if (
            sites[other] > sites[site]
            and same == ending
            and len(right) >= _LONG
            and one_slip(name, right, swapped=False)
        ):
            return host.removesuffix(site) + other
    return None


def one_slip(wrong: str, right: str, *, swapped: bool) -> bool:
    """Tell whether one letter was doubled, lost, added or swapped with the next; or, if wished, replaced by another."""
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return False
    shorter = min(len(wrong), len(right))
    head = next((at for at in range(shorter) if wrong[at] != right[at]), shorter)
    rest, other = wrong[head:], right[head:]
    if len(rest) != len(other):
        return rest[1:] == other or rest == other[1:]
    turned = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return turned or (swapped and rest[1:] == other[1:])
