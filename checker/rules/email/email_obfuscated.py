"""An email address that is hidden or spelt out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules.email._flaws import Flaw, flaw_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("email-obfuscated", looks_at=Kind.EMAIL, severity=Severity.UNTIDY, since="0.1")
def email_obfuscated(email: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This email address is hidden or spelt out.

    Why it matters:
        People who use a screen reader, or copy the address, get something that does not work.

    How to fix it:
        Write the address as it is, and make it a link.

    Problem:
        Email: permits (at) example.gov.uk

    Fine:
        Email: permits@example.gov.uk

    Authority:
        Web Content Accessibility Guidelines 2.2, 1.3.1 Info and Relationships
    """
    found = flaw_of(email)
    if found and found.flaw is Flaw.SPELT:
        message = f"The email address is spelt out: “{email.raw}”."
        yield Fault(message=message, place=email.place, suggestion=found.meant)
    elif found and found.flaw is Flaw.HIDDEN:
        yield Fault(
            message="The page says “[email protected]” where the email address should be.",
            place=email.place,
            severity=Severity.WRONG,
            fix="Find out the address and write it here. It was lost when these words were copied.",
        )
