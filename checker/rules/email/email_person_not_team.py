"""An email address that belongs to one person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.data import first_names
from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.email._flaws import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_NAME = re.compile(
    r"(?P<first>[a-z]+)(?:-[a-z]+)?[._](?:[a-z][._])?(?P<last>[a-z]{2,}(?:[-'][a-z]+)?)\d?", re.IGNORECASE
)
_SERVICE = re.compile(
    r"admin|advice|appeal|booking|breaks?|centre|club|comm(?:s|unication)|contact|council|desk|education|enquir|famil"
    r"|feedback|finance|foundation|help|home|house|hub|info|learning|library|line|mail|media|news|offer|office|parish"
    r"|press|primary|project|publication|recruit|referral|school|senco|send|service|social|stat|support|team|trust"
    r"|unit|web|welfare|work|youth",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\b(?P<first>[A-Z][a-z’'-]*)\.?\s+(?=(?P<last>[A-Z][\w’'-]+))")
_TITLES = frozenset({"Ms", "Mr", "Mrs", "Miss", "Dr"})
_ELECTED = re.compile(r"\b(?:cllr|councillor|mayor|(?-i:MP|MSP|MS))\b", re.IGNORECASE)


@rule(
    "email-person-not-team",
    looks_at=Kind.EMAIL,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def email_person_not_team(email: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This email address seems to belong to one person.

    Why it matters:
        When that person leaves or is away, nobody reads it, and the page goes out of date.

    How to fix it:
        Give an address that the whole team reads.

    Problem:
        Email Jane Roe: jane.roe@example.gov.uk

    Fine:
        Email: permits@example.gov.uk

    Authority:
        South Gloucestershire Council, digital design manual: give general details, not those of individuals
    """
    local, _, host = (email.value or "").rpartition("@")
    found = _NAME.fullmatch(local)
    if not found or host in FREE or host.endswith("parliament.uk") or _SERVICE.search(local):
        return
    around = f"{email.place.before} {email.place.after} {email.label or ''}"
    first, last = found["first"].lower(), found["last"]
    named = _is_named(first, last, around)
    if _ELECTED.search(around) or not (named or first in first_names()):
        return
    yield Fault(message=f"The address {email.raw} looks like that of one person.", place=email.place)


def _is_named(first: str, last: str, around: str) -> bool:
    """Tell whether that name is printed beside the address: "Jane Roe", "Ms Roe" for j.roe."""
    return any(
        match["last"].lower() == last.lower() and (match["first"][0].lower() == first[0] or match["first"] in _TITLES)
        for match in _PRINTED.finditer(around)
    )
