"""A page whose only way to get in touch needs the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View


@rule(
    "contact-single-channel",
    looks_at=Kind.PAGE,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def contact_single_channel(page: Page, view: View) -> Iterator[Fault]:
    """The only way to get in touch on this page is email.

    Why it matters:
        People without the internet, or without practice in writing, cannot ask for help.

    How to fix it:
        Add a phone number or a postal address.

    Problem:
        Parking permits

        If your permit is lost, email permits@example.gov.uk.

    Fine:
        Parking permits

        If your permit is lost, email permits@example.gov.uk or ring 020 7275 6036.

    Authority:
        SEND Regulations 2014, regulation 57: how people without internet access can get the information
    """
    found = view.inventory
    emails = [email for email in found.of(Kind.EMAIL) if email.value and not email.place.template]
    if not emails or page.scripted or found.of(Kind.PHONE) or found.of(Kind.POSTCODE):
        return
    yield Fault(message=f"Email to {emails[0].raw} is the only way to get in touch here.", place=emails[0].place)
