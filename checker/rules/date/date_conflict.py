"""The page shows two dates of change that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import in_words, last_day
from checker.model.mentions import Kind, Origin, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_DAYS = 30
"""Less apart, and one of the two was simply not typed on the day."""


@rule("date-conflict", looks_at=Kind.PAGE, severity=Severity.DOUBTFUL, since="0.1")
def date_conflict(page: Page, view: View) -> Iterator[Fault]:
    """This page gives two dates for its last change.

    Why it matters:
        Readers see both. They cannot tell whether the advice is still right.

    How to fix it:
        Delete the typed line. The site shows its own date.

    Problem:
        Parking permits

        Ring the parking desk to ask for a permit.

        Page last modified 03/06/21

        Save to shortlist

        Page last modified: 29/08/2023

    Fine:
        Parking permits

        Ring the parking desk to ask for a permit.

        Page last modified: 29/08/2023

    Authority:
        One date a page: NHS service manual, "Know that a page is up to date"
    """
    changed = [each for each in view.inventory.stamps if each.kind is Role.MODIFIED]
    own = next((each for each in changed if each.origin in {Origin.STAMP, Origin.METADATA}), None)
    shown = last_day(own.date) if own else None
    for typed in changed:
        said = last_day(typed.date)
        if typed.origin is not Origin.TEXT or not (own and shown and said and typed.place):
            continue
        if abs((shown - said).days) <= _DAYS:
            continue
        yield Fault(
            message=f"This line says {in_words(said)}. The site's own date is {in_words(shown)}.",
            place=page.line(typed.place),
            evidence=(("typed", typed.date), ("site", own.date), ("site date from", own.origin)),
        )
