"""A page whose review is overdue by its own word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import ago, in_words, last_day
from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View


@rule("review-overdue", looks_at=Kind.PAGE, severity=Severity.DOUBTFUL, since="0.1")
def review_overdue(page: Page, view: View) -> Iterator[Fault]:
    """This page says it should have been reviewed by now.

    Why it matters:
        Readers see that a promise was not kept, and doubt the rest.

    How to fix it:
        Review the page, then write the date of the next review.

    Problem:
        Last reviewed: September 2024. Next review date: April 2025

    Fine:
        Last reviewed: September 2026. Next review date: April 2027

    Authority:
        NHS service manual, "Know that a page is up to date"
    """
    due = [each for each in view.inventory.stamps if each.kind is Role.REVIEW_DUE and each.place]
    for stamp in due:
        day = last_day(stamp.date)
        if not day or day >= view.today or not stamp.place:
            continue
        yield Fault(
            message=f"The next review was due by {in_words(day)}, {ago(day, view.today)}.",
            place=page.line(stamp.place),
            evidence=(("due", stamp.date), ("judged on", view.today.isoformat())),
        )
