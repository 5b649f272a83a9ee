"""A public service that uses a mailbox of a free provider."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.email._flaws import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_OFFICIAL = re.compile(
    r"\b(?:council|local authority|borough|school|academy|nursery|college|nhs|surgery|clinic|hospital|police"
    r"|tribunal|ombudsman|sendias\w*|send team|family hub|children[’']s centre)\b",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters before the address in which the words stand that say whose it is."""


@rule(
    "email-free-provider",
    looks_at=Kind.EMAIL,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def email_free_provider(email: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """A public service uses a free mailbox.

    Why it matters:
        Readers cannot tell it from a scam, and it may belong to one person.

    How to fix it:
        Ask the service for an address of its own organisation.

    Problem:
        Riverside Primary School: riverside.example@gmail.com

    Fine:
        Riverside Primary School: office@riverside.example.sch.uk

    Authority:
        Government Digital Service, Securing government email
    """
    host = (email.value or "").rpartition("@")[2]
    if host not in FREE:
        return
    whose = f"{email.place.heading or ''}\n{email.place.before[-_NEAR:]}\n{email.label or ''}"
    found = _OFFICIAL.search(whose)
    if found:
        yield Fault(message=f"The address {email.raw} is one that anybody can open at {host}.", place=email.place)
