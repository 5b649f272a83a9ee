"""A number or email that the site file says is no longer in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._whose import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View
    from checker.model.sites import ContactDetails


@rule("contact-retired", looks_at=Kind.PAGE, severity=Severity.WRONG, since="0.1")
def contact_retired(page: Page, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This number or email is no longer in use, the site file says.

    Why it matters:
        Readers ring or write to an old number or address, and nobody answers.

    How to fix it:
        Put the service's present number or address in its place.

    Problem:
        Advice Desk

        Telephone: 020 7946 0701

    Fine:
        Advice Desk

        Telephone: 020 7946 0700

    Authority:
        The site file's own register, [[contact_details]], key retired
    """
    region = view.settings.region
    retired = {key(old, region): each for each in view.settings.register for old in each.retired}
    if not retired:
        return
    for mention in view.inventory.mentions:
        found = retired.get((mention.value or "").lower()) if mention.kind in {Kind.PHONE, Kind.EMAIL} else None
        if found:
            now = _now(found, mention.kind)
            instead = f" It is now {now}." if now else ""
            yield Fault(
                message=f"{found.name} no longer uses {mention.raw}.{instead}",
                place=mention.place,
                suggestion=now,
                evidence=(("register", found.name),),
            )


def _now(entry: ContactDetails, kind: Kind) -> str | None:
    return entry.phone if kind is Kind.PHONE else entry.email
