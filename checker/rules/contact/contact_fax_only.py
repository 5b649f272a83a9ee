"""A contact that can only be faxed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Contact
    from checker.model.rules import View


@rule("contact-fax-only", looks_at=Kind.CONTACT, severity=Severity.DOUBTFUL, since="0.1")
def contact_fax_only(contact: Contact, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """The only way given to reach this contact is a fax number.

    Why it matters:
        Hardly anybody has a fax machine. These people cannot be reached.

    How to fix it:
        Add a phone number or an email address, and drop the fax number if it is no longer used.

    Problem:
        Reviews team

        Fax: 020 7946 0701

    Fine:
        Reviews team

        Telephone: 020 7946 0700
        Fax: 020 7946 0701

    Authority:
        SEND Regulations 2014, regulation 57: how people without internet access can get the information
    """
    if contact.emails or not contact.phones or any(phone.role is not Role.FAX for phone in contact.phones):
        return
    yield Fault(message="This is a fax number, and no phone or email stands beside it.", place=contact.phones[0].place)
