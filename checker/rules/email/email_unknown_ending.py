"""An email address with an ending that does not exist."""

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


@rule("email-unknown-ending", looks_at=Kind.EMAIL, severity=Severity.WRONG, since="0.1")
def email_unknown_ending(email: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This email address has an ending that does not exist.

    Why it matters:
        No email can be sent to it.

    How to fix it:
        Ask the service for its address, then correct it.

    Problem:
        Email: permits@example.gov.ukk

    Fine:
        Email: permits@example.gov.uk

    Authority:
        Internet Assigned Numbers Authority, Root Zone Database
    """
    found = flaw_of(email)
    if not found or found.flaw is not Flaw.ENDING:
        return
    yield Fault(
        message=f"The email address {email.raw} {found.why}.",
        place=email.place,
        fix=f"Did you mean “{found.meant}”? Check it with the service, then correct it." if found.meant else None,
        suggestion=found.meant,
    )
