"""A mobile that belongs to one person or post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


_POST = re.compile(
    r"\b(?:co-?ordinator|manager|officer|worker|lead|adviser|advisor|assistant|secretary|administrator|teacher|senco"
    r"|director|chair|chairman|chairwoman|clerk|nurse|leader|consultant|practitioner|organiser|warden|councillor"
    r"|therapist|psychologist|head|principal|treasurer|trustee|facilitator|link|champion|mentor|coach)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:(?:Mrs?|Ms|Miss|Dr|Cllr)\.? )?[A-Z][a-z’'-]+ [A-Z][a-z’'-]+")
_SHARED = re.compile(
    r"\b(?:duty|out of hours|on call|team|service|line|desk|office|centre|enquir\w*|advice|group|club|emergency|hours"
    r"|tel|telephone|phone|mobile|text|call|support|school|council|night|day)\b",
    re.IGNORECASE,
)


@rule(
    "phone-mobile-of-person",
    looks_at=Kind.PHONE,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def phone_mobile_of_person(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This mobile number seems to belong to one person.

    Why it matters:
        When that person leaves or is away, nobody answers, and the page goes out of date.

    How to fix it:
        Give a number that the whole team answers, or make sure somebody always has this phone.

    Problem:
        07500 066 513 (Service Coordinator)

    Fine:
        020 7275 6036 (Advice Line)

    Authority:
        GOV.UK, content design: contact information
    """
    if phone.role is not Role.MOBILE:
        return
    label = phone.label or ""
    whose = label if _is_one(label) else None
    if not label or _SHARED.fullmatch(label):
        whose = _named_on_line(phone)
    if whose:
        yield Fault(message=f"{phone.raw} is a mobile number for one person: {whose}.", place=phone.place)


def _named_on_line(phone: Mention) -> str | None:
    """Find the post or person in the words before a number: "Jane Roe, Mobile:"."""
    line = re.split(r"[\n\d.;]", phone.place.before)[-1]
    parts = (part.strip(" :-–()") for part in re.split(r"[,|(]", line))
    return next((part for part in reversed(list(parts)) if len(part.split()) <= 5 and _is_one(part)), None)  # noqa: PLR2004 - a post has few words


def _is_one(words: str) -> bool:
    if re.search(r"\b(?:duty|out of hours|on call|teams?|officers|workers|managers)\b", words, re.IGNORECASE):
        return False
    return _POST.search(words) is not None or (_PERSON.fullmatch(words) is not None and not _SHARED.search(words))
