"""A page that nobody has changed or reviewed for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import ago, in_words, last_day, months_between
from checker.model.mentions import Kind, Origin, Role
from checker.model.pages import Place
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Stamp
    from checker.model.pages import Page
    from checker.model.rules import Ages, View

_DONE = {Role.REVIEWED: "last reviewed", Role.PUBLISHED: "published"}


@rule("page-not-reviewed", looks_at=Kind.PAGE, severity=Severity.DOUBTFUL, since="0.1")
def page_not_reviewed(page: Page, view: View) -> Iterator[Fault]:
    """This page has not been changed or reviewed for a long time.

    Why it matters:
        Numbers, names and rules change. A page that nobody has looked at is likely to be wrong somewhere.

    How to fix it:
        Read the page through. Correct what is out of date, or record that it is still right.

    Problem:
        School meals

        Your school can tell you more.

        Page last modified: 12/10/2023

    Fine:
        School meals

        Your school can tell you more.

        Page last modified: 12/10/2026

    Authority:
        Somerset Council, content governance: all content is checked at least yearly
    """
    latest = view.inventory.looked_after(view.today)
    day = last_day(latest.date) if latest else None
    if not latest or not day:
        return
    months = months_between(day, view.today)
    reached = bool(view.of(Kind.PHONE) or view.of(Kind.EMAIL))
    severity = _severity(months, view.settings.ages, reached=reached)
    if severity is None:
        return
    place = page.line(latest.place) if latest.place else Place(quote=latest.raw or page.name)
    yield Fault(
        message=_message(latest, f"{in_words(day)}, {ago(day, view.today)}"),
        place=place,
        severity=severity,
        evidence=(("date", latest.date), ("date from", latest.origin), ("months", str(months))),
    )


def _message(latest: Stamp, when: str) -> str:
    if latest.origin is Origin.MEMORY:
        return f"The words of this page are as they were on {when}."
    return f"This page was {_DONE.get(latest.kind, 'last changed')} on {when}."


def _severity(months: int, ages: Ages, *, reached: bool) -> Severity | None:
    if months >= ages.wrong and reached:
        return Severity.WRONG
    if months >= ages.doubtful:
        return Severity.DOUBTFUL
    return Severity.UNTIDY if months >= ages.untidy else None
