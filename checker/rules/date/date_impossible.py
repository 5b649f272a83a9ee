"""A date that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.dates import find
from checker.days import in_words, whole
from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_PAST = frozenset({Role.MODIFIED, Role.REVIEWED, Role.PUBLISHED})


@rule("date-impossible", looks_at=Kind.DATE, severity=Severity.WRONG, since="0.1")
def date_impossible(mention: Mention, view: View) -> Iterator[Fault]:
    """This date cannot be right.

    Why it matters:
        A reader cannot know which day is meant.

    How to fix it:
        Find out which day is meant and write that.

    Problem:
        Return the form by 31/06/2021.

    Fine:
        Return the form by 30/06/2021.

    Authority:
        The calendar
    """
    if mention.value is None:
        swapped = next(find(mention.raw, month_first=True), None)
        if swapped and swapped.value:
            meant = f"{swapped.value[8:]}/{swapped.value[5:7]}/{swapped.value[:4]}"
            message = f"“{mention.raw}” is written month first, as in the US."
            yield Fault(message=message, place=mention.place, suggestion=meant)
            return
        yield Fault(message=f"There is no such day as “{mention.raw}”.", place=mention.place)
        return
    day = whole(mention.value)
    if day and day > view.today and mention.role in _PAST:
        yield Fault(
            message=f"This says {in_words(day)}, which is still to come.",
            place=mention.place,
            evidence=(("judged on", view.today.isoformat()),),
        )
