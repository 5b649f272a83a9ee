"""A page whose only way to get in touch needs the internet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.pages import Page
    from checker.model.rules import View

_OTHER_FORMAT = re.compile(r"\b(?:accessible|different|alternative|another) formats?\b|\blarge print\b", re.IGNORECASE)
"""Who sends a document in another form is not who the page tells people to ask."""
_WAY = re.compile(r"contact|enquir|find-us|\bask\b|help ?desk|form\b", re.IGNORECASE)


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
    emails = [email for email in emails if not _OTHER_FORMAT.search(email.place.before)]
    if not emails or page.scripted or found.of(Kind.PHONE) or found.of(Kind.POSTCODE):
        return
    # what stands on every page leads to the council's own contacts, which are not those of whom this page is about
    links = (each for each in found.of(Kind.LINK) if not each.place.template)
    if any(link.role not in {Role.MAILTO, Role.IMAGE} and _leads_to_more(link) for link in links):
        return
    yield Fault(message=f"Email to {emails[0].raw} is the only way to get in touch here.", place=emails[0].place)


def _leads_to_more(link: Mention) -> bool:
    """Tell whether a link may lead to a phone number: a page of contacts, or a website shown by its address."""
    return link.role is Role.TEXT or _WAY.search(f"{link.text or ''} {link.place.href or ''}") is not None
