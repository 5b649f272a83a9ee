"""A page that says it was changed, though its words are as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import ago, in_words, whole
from checker.model.mentions import Kind, Origin, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_DAYS = 31
"""So much later than the words, and the date was not just written some days after the work."""


@rule("date-claims-fresh", looks_at=Kind.PAGE, severity=Severity.UNTIDY, certainty=Certainty.LIKELY, since="0.1")
def date_claims_fresh(page: Page, view: View) -> Iterator[Fault]:
    """This page says it was changed, but its words were not.

    Why it matters:
        Readers trust a page that was changed recently. Perhaps nobody has read this one for a long time.

    How to fix it:
        Read the page through. If it is right, say when it was reviewed. If the website adds the date itself, ask why.

    Problem:
        Parking permits

        Ring the parking desk to ask for a permit.

        Page last modified: 12/10/2026

        Facts: the-words -> unchanged-since 2026-03-03

    Fine:
        Parking permits

        Ring the parking desk to ask for a permit.

        Last reviewed: 12/10/2026

        Facts: the-words -> unchanged-since 2026-03-03

    Authority:
        The words themselves, as earlier nights saw them
    """
    said = view.inventory.updated
    words = next((each for each in view.inventory.stamps if each.origin is Origin.MEMORY), None)
    claimed, since = whole(said.date) if said else None, whole(words.date) if words else None
    if not said or said.kind is not Role.MODIFIED or said.place is None or not claimed or not since:
        return
    if (claimed - since).days >= _DAYS:
        yield Fault(
            message=f"This says {in_words(claimed)}. The words have been the same since {in_words(since)} at least, "
            f"{ago(since, view.today)}.",
            place=page.line(said.place),
            evidence=(("said", said.date), ("unchanged since", words.date if words else "")),
        )
