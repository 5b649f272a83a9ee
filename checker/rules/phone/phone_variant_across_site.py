"""A number that most pages write in one way and this one in another."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._site import OFTEN
from checker.rules.phone._style import in_style
from checker.text import count, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.rules import Settings
    from checker.model.summaries import Reach, SiteView

_SELDOM = 4
"""Another writing stands on so many times fewer pages at most."""
_PLAIN = re.compile(r"[\d\s().-]+")
"""A number written for callers in this country, with nothing before or after it."""


@rule("phone-variant-across-site", looks_at=Kind.SITE, severity=Severity.UNTIDY, since="0.1")
def phone_variant_across_site(site: SiteView, settings: Settings) -> Iterator[Fault]:
    """Most of your pages write this number in another way.

    Why it matters:
        Readers who compare two pages take one number for two. Searching the site finds only some of them.

    How to fix it:
        Write it as your other pages do.

    Problem:
        Page: /one, /two, /three, /four, /five
        Telephone: 01325 289350

        Page: /six
        Telephone: 01325 289 350

    Fine:
        Page: /one, /two, /three, /four, /five
        Telephone: 01325 289350

        Page: /six
        Telephone: 01325 289350

    Authority:
        GOV.UK style guide, Telephone numbers: one way of writing them, with spaces
    """
    for value in site.values(Kind.PHONE):
        if site.times(Kind.PHONE, value) <= OFTEN or not numbering.is_british(value):
            continue
        standing = [
            (page, reach)
            for page, reach in site.holding(Kind.PHONE, value)
            if _is_compared(reach, value) and in_style(reach.place.quote, value, settings.phone_style) is None
        ]
        if len(standing) <= OFTEN:
            continue
        times = Counter(squash(reach.place.quote) for _, reach in standing)
        usual, often = max(times.items(), key=lambda each: (each[1], each[0]))
        for page, reach in standing:
            here = squash(reach.place.quote)
            if here != usual and often >= max(OFTEN, _SELDOM * times[here]):
                yield Fault(
                    message=f"Your other pages write this number {usual}: {count(often, 'page')}.",
                    place=reach.place,
                    suggestion=usual,
                    page=page,
                )


def _is_compared(reach: Reach, value: str) -> bool:
    """Leave out what a reader is not shown, what is meant for callers abroad, and what has a rule of its own."""
    words = reach.place.quote
    if reach.place.template or numbering.has_relay(words):
        return False
    if not _PLAIN.fullmatch(words):
        return False
    code = numbering.printed_code(words)
    return code is None or code == numbering.area_code(value)
