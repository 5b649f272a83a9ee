"""Something stated "as of" a date long past."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.days import ago, last_day, months_between
from checker.model.mentions import Kind, Role
from checker.model.pages import BlockKind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_CLAIM = re.compile(r"\b(?:as\s+of|as\s+at|correct\s+(?:as\s+of|at|on))\s+(?:the\s+)?$", re.IGNORECASE)
_MONTHS = 12
"""A claim a year old has outlived any yearly review."""


@rule("content-dated-claim", looks_at=Kind.DATE, severity=Severity.DOUBTFUL, since="0.1")
def content_dated_claim(mention: Mention, view: View) -> Iterator[Fault]:
    """This was true on a date that is long past.

    Why it matters:
        Readers cannot tell whether it is still true.

    How to fix it:
        Find out whether it is still so. Then say it without the date, or give the new date.

    Problem:
        Harbour Families is our mediation service as of April 2021.

    Fine:
        Harbour Families is our mediation service.

    Authority:
        SEND Code of Practice 2015, chapter 4: a Local Offer is kept up to date
    """
    claim = _CLAIM.search(mention.place.before) if mention.role in {Role.AS_OF, Role.REVIEWED} else None
    day = last_day(mention.value) if mention.value else None
    place = mention.place
    if not claim or not day or place.block is None or view.page.blocks[place.block].kind is BlockKind.TEMPLATE:
        return
    if months_between(day, view.today) < _MONTHS:
        return
    yield Fault(
        message=f"This says “{' '.join(claim[0].split())} {mention.raw}”, which was {ago(day, view.today)}.",
        place=view.page.place(place.block, place.start - len(claim[0]), place.end),
        evidence=(("date", mention.value or ""), ("judged on", view.today.isoformat())),
    )
