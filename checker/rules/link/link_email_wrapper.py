"""A link copied out of an email, through the mail scanner of whoever copied it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import wrappers
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("link-email-wrapper", looks_at=Kind.LINK, severity=Severity.DOUBTFUL, since="0.1", hints=wrappers.HINTS)
def link_email_wrapper(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link was copied from an email and goes through a mail scanner.

    Why it matters:
        It may stop working any day, and it can hold the email address of whoever copied it.

    How to fix it:
        Link to the page itself.

    Problem:
        <p><a href="https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org.uk%2Fguide">Our
        guide</a></p>

    Fine:
        <p><a href="https://www.example.org.uk/guide">Our guide</a></p>

    Authority:
        Microsoft, Safe Links in Microsoft Defender for Office 365: addresses in emails are rewritten
    """
    found = wrappers.unwrap(link.value) if link.value else None
    if not found or not found.mail:
        return
    named = " It also shows the email address of whoever copied it." if found.names_reader else ""
    yield Fault(
        message=f"This link goes through {found.maker}, a mail scanner.{named}",
        place=link.place,
        fix=None if found.address else "Open the link, then copy the address of the page you reach.",
        suggestion=found.address,
    )
