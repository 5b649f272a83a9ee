"""An email address of a family that government or police have left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.email._flaws import RETIRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_MOVED = {"hmcts": "justice"}
"""Who went to another name: the courts and tribunals use justice.gov.uk."""

_SAID = {
    False: "Government stopped using these in March 2019.",
    True: "Police forces have been giving these up.",  # no date is known, so it is only a guess
}


@rule("email-retired-domain", looks_at=Kind.EMAIL, severity=Severity.WRONG, since="0.1")
def email_retired_domain(email: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This email address is of a kind that is no longer used.

    Why it matters:
        Government stopped using these addresses in March 2019. Emails to them may reach nobody.

    How to fix it:
        Ask the service for its new address.

    Problem:
        Email: permits@example.gsi.gov.uk

    Fine:
        Email: permits@example.gov.uk

    Authority:
        Civil Service blog, "Why government email is changing", December 2017
    """
    local, _, host = (email.value or "").rpartition("@")
    found = RETIRED.search(host)
    if not found:
        return
    police = found["police"] is not None
    body = host[: found.start()]
    new = f"{local}@{body}.police.uk" if police else f"{local}@{_MOVED.get(body, body)}.gov.uk"
    yield Fault(
        message=f"The address {email.raw} ends in {host[found.start() :]}. {_SAID[police]}",
        place=email.place,
        fix=f"Ask the service for its new address. It may be {new}.",
        severity=Severity.DOUBTFUL if police else None,
        certainty=Certainty.GUESS if police else None,
    )
