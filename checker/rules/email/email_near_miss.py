"""An email that is one slip away from one the site uses again and again."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._site import near, one_slip_away
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from checker.model.rules import Settings
    from checker.model.summaries import SiteView

_SELDOM = 4
"""The address itself stands on so many times fewer pages at most."""
_SHORTEST = 5
"""Letters of a mailbox, below which one letter more or less is another mailbox: hr@, it@."""
_LETTERS = string.ascii_lowercase + ".-_"


@rule(
    "email-near-miss",
    looks_at=Kind.SITE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def email_near_miss(site: SiteView, settings: Settings) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This email is nearly one that many of your pages give.

    Why it matters:
        One letter is probably wrong here, and then the message reaches nobody.

    How to fix it:
        Compare the two. If both are right, accept this.

    Problem:
        Page: /one, /two, /three, /four, /five
        Advice desk

        Email: advice.desk@example.gov.uk

        Page: /six
        Advice desk

        Email: advice.deks@example.gov.uk

    Fine:
        Page: /one, /two, /three, /four, /five
        Advice desk

        Email: advice.desk@example.gov.uk

        Page: /six
        Advice desk

        Email: advice.desk@example.gov.uk

    Authority:
        RFC 5321, section 2.3.11: only the receiving host knows what the part before the @ means
    """
    near_ones = near({each: site.times(Kind.EMAIL, each) for each in site.values(Kind.EMAIL)}, seldom=_SELDOM)
    for value in site.values(Kind.EMAIL) if near_ones else ():
        usual = _usual(site, value, near_ones.get(value, frozenset()))
        if usual is None:
            continue
        often = count(site.times(Kind.EMAIL, usual), "page")
        pages = [(page, reach) for page, reach in site.holding(Kind.EMAIL, value) if not reach.place.template]
        for page, reach in pages:
            yield Fault(
                message=f"This is nearly {usual}, which stands on {often} of this site.",
                place=reach.place,
                suggestion=usual,
                evidence=(("usual address", usual), ("pages with it", often)),
                page=page,
                also_on=tuple(sorted(other for other, _ in pages if other != page)),
            )


def _usual(site: SiteView, value: str, near_ones: AbstractSet[str]) -> str | None:
    """Find the address of the site that was probably meant. Whoever gives both on one page knows them apart."""
    mailbox, _, domain = value.partition("@")
    if len(mailbox) < _SHORTEST:
        return None
    here = {page for page, _ in site.holding(Kind.EMAIL, value)} if near_ones else set()
    apart = {each for each in near_ones if here.isdisjoint(page for page, _ in site.holding(Kind.EMAIL, each))}
    # a thousand addresses are one slip away: they are gone through only where one of them is known to be used
    return next((other for other in _meant(mailbox, domain) if other in apart), None) if apart else None


def _meant(mailbox: str, domain: str) -> Iterator[str]:
    """Yield the addresses that are one slip away."""
    for other in (*one_slip_away(mailbox, letters=_LETTERS), *_shorter_and_longer(mailbox)):
        yield f"{other}@{domain}"
    for other in one_slip_away(domain, letters=string.ascii_lowercase):
        yield f"{mailbox}@{other}"


def _shorter_and_longer(mailbox: str) -> Iterator[str]:
    """Yield what a mailbox is with one letter less, or one more. A final s may be another mailbox."""
    for at in range(len(mailbox)):
        if mailbox[at:] != "s":
            yield mailbox[:at] + mailbox[at + 1 :]
        yield from (mailbox[:at] + letter + mailbox[at:] for letter in _LETTERS)
