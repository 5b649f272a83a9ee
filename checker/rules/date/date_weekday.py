"""A weekday that contradicts its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.dates import in_words, whole
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+(?:the\s+)?$", re.IGNORECASE)


@rule("date-weekday", looks_at=Kind.DATE, severity=Severity.DOUBTFUL, since="0.1")
def date_weekday(mention: Mention, view: View) -> Iterator[Fault]:
    """This date falls on another day of the week.

    Why it matters:
        People may come on the wrong day.

    How to fix it:
        Find out which is right, the weekday or the date.

    Problem:
        The drop-in is on Friday 17 April 2027.

    Fine:
        The drop-in is on Saturday 17 April 2027.

    Authority:
        The calendar
    """
    written = _WEEKDAY.search(mention.place.before)
    day = whole(mention.value or "")
    if not written or not day or f"{day:%A}".lower() == written[1].lower():
        return
    place, start = mention.place, mention.place.start - len(written[0])
    yield Fault(
        message=f"{in_words(day)} is a {day:%A}, not a {written[1].capitalize()}.",
        place=view.page.place(place.block, start, place.end) if place.block is not None else place,
    )
