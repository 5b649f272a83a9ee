"""A page that tells people to get in touch and does not say how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.pages import BlockKind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.pages import Page
    from checker.model.rules import View

_ASKED = re.compile(
    r"\b(?:contact|call|ring|phone|telephone|email|e-mail|speak\s+to|talk\s+to)\s+us\b(?!\s+page)"
    r"|\bget\s+in\s+touch\s+with\s+us\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"contact|enquir|form|message|chat|feedback|email|call|phone|touch|\bask\b", re.IGNORECASE)


@rule(
    "contact-missing",
    looks_at=Kind.PAGE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def contact_missing(page: Page, view: View) -> Iterator[Fault]:
    """This page asks people to get in touch, and does not say how.

    Why it matters:
        Readers who need help have to look for the way elsewhere, and some give up.

    How to fix it:
        Add a phone number, an email address or a link to a form.

    Problem:
        Parking permits

        If your permit is lost, contact us as soon as you can.

    Fine:
        Parking permits

        If your permit is lost, contact us on 020 7275 6036 as soon as you can.

    Authority:
        SEND Code of Practice 2015, chapter 4: a Local Offer is clear, comprehensive and accessible
    """
    found = view.inventory
    reachable = found.of(Kind.PHONE) or found.of(Kind.EMAIL) or found.of(Kind.POSTCODE)
    if reachable or page.scripted or any(_leads_to_us(link) for link in found.of(Kind.LINK)):
        return
    for number, block in enumerate(page.blocks):
        asked = _ASKED.search(block.text) if block.kind is BlockKind.CONTENT and not block.links else None
        if asked:
            message = f"This says “{asked[0]}”, and the page gives no phone, email or form."
            yield Fault(message=message, place=page.place(number, *asked.span()))
            return


def _leads_to_us(link: Mention) -> bool:
    """Tell whether a link may be the way to get in touch. A form or frame is one, whatever it says."""
    return link.role in {Role.OTHER, Role.MAILTO, Role.TEL, Role.TEXT} or bool(
        _WAY.search(f"{link.text or ''} {link.place.href or ''}")
    )
