"""A number that is one slip away from one the site uses again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._site import OFTEN, one_slip_away
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.rules import Settings
    from checker.model.summaries import Reach, SiteView

_SELDOM = 4
"""The number itself stands on so many times fewer pages at most."""
_TAIL = 2
"""Last digits: numbers of one office differ in nothing else, and rightly."""
_ELSEWHERE = frozenset({Role.SHORT_CODE, Role.FOREIGN, Role.FAX, Role.MOBILE})
_DIGITS = "0123456789"


@rule(
    "phone-near-miss",
    looks_at=Kind.SITE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def phone_near_miss(site: SiteView, settings: Settings) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This number is nearly one that many of your pages give.

    Why it matters:
        One digit is probably wrong here. Readers reach a stranger, or nobody.

    How to fix it:
        Compare the two. If both are right, accept this.

    Problem:
        Page: /one, /two, /three, /four, /five
        Advice desk

        Telephone: 020 7275 6036

        Page: /six
        Advice desk

        Telephone: 020 7275 6063

    Fine:
        Page: /one, /two, /three, /four, /five
        Advice desk

        Telephone: 020 7275 6036

        Page: /six
        Advice desk

        Telephone: 020 7275 6036

    Authority:
        Ofcom, National Telephone Numbering Plan: how long numbers are and which part of them is the area
    """
    often_used = {each for each in site.values(Kind.PHONE) if site.times(Kind.PHONE, each) >= OFTEN}
    for value in site.values(Kind.PHONE) if often_used else ():
        usual = _usual(site, value, often_used) if numbering.is_british(value) else None
        if usual is None:
            continue
        often = site.times(Kind.PHONE, usual)
        pages = [(page, reach) for page, reach in site.holding(Kind.PHONE, value) if _is_judged(reach)]
        for page, reach in pages:
            yield _fault(page, reach, usual, often, also=[other for other, _ in pages if other != page])


def _is_judged(reach: Reach) -> bool:
    return reach.role not in _ELSEWHERE and not reach.place.template


def _usual(site: SiteView, value: str, often_used: set[str]) -> str | None:
    """Find the number of the site that was probably meant."""
    here = site.times(Kind.PHONE, value)
    for other in one_slip_away(value, letters=_DIGITS):
        if other in often_used and other[:3] == value[:3]:
            often = site.times(Kind.PHONE, other)
            if often >= _SELDOM * here and not _is_neighbour(site, value, other):
                return other
    return None


def _is_neighbour(site: SiteView, value: str, other: str) -> bool:
    """Tell whether two numbers are lines of one office: alike but for the last digits, and side by side somewhere.

    Swapped last digits are a slip all the same, unless one page gives both.
    """
    together = {page for page, _ in site.holding(Kind.PHONE, value)} & {
        page for page, _ in site.holding(Kind.PHONE, other)
    }
    swapped = sorted(value) == sorted(other)
    differ = next(at for at, (one, two) in enumerate(zip(value, other, strict=True)) if one != two)
    return bool(together) or (not swapped and differ >= len(value) - _TAIL and not _same_name(site, value, other))


def _same_name(site: SiteView, value: str, other: str) -> bool:
    names = [{reach.name for _, reach in site.holding(Kind.PHONE, each) if reach.name} for each in (value, other)]
    return not names[0].isdisjoint(names[1])


def _fault(page: str, reach: Reach, usual: str, often: int, *, also: list[str]) -> Fault:
    right = numbering.written(usual)
    return Fault(
        message=f"This is nearly {right}, which stands on {count(often, 'page')} of this site.",
        place=reach.place,
        suggestion=numbering.rewritten(reach.place.quote, usual),
        evidence=(("usual number", right), ("pages with it", str(often))),
        page=page,
        also_on=tuple(sorted(also)),
    )
