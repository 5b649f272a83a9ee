"""An email address whose domain takes no mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.model.targets import Mail
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("email-domain-dead", looks_at=Kind.EMAIL, severity=Severity.WRONG, since="0.1", offline=False)
def email_domain_dead(email: Mention, view: View) -> Iterator[Fault]:
    """Nobody can get email at this address.

    Why it matters:
        Whoever writes there waits for an answer that cannot come.

    How to fix it:
        Ask the service for its current email address, and use that.

    Problem:
        Email: advice@forum.example.org
        Facts: forum.example.org -> no-domain

    Fine:
        Email: advice@example.org
        Facts: example.org -> taken

    Authority:
        RFC 5321, Simple Mail Transfer Protocol, 5.1; RFC 7505, Null MX
    """
    domain = (email.value or "").rpartition("@")[2].lower()
    found = view.facts.mail.get(domain)
    if found is None or found.mail not in {Mail.NO_DOMAIN, Mail.NO_MAIL}:
        return
    yield Fault(message=found.why, place=email.place, evidence=(("domain", domain), ("mail", found.mail.value)))
