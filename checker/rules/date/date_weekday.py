"""A weekday that contradicts its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.days import in_words, whole
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_WEEKDAY = re.compile(
    r"\b((?i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?i:day)|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.?,?\s+(?:the\s+)?$"
)
_NEAR = 40
"""Characters before a date in which its weekday stands."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
    written = _WEEKDAY.search(mention.place.before[-_NEAR:])
    day = whole(mention.value or "")
    said = next((each for each in _DAYS if written and each[:3] == written[1][:3].capitalize()), None)
    if not written or not day or _DAYS[day.weekday()] == said:
        return
    place, start = mention.place, mention.place.start - len(written[0])
    yield Fault(
        message=f"{in_words(day)} is a {_DAYS[day.weekday()]}, not a {said}.",
        place=view.page.place(place.block, start, place.end) if place.block is not None else place,
    )
