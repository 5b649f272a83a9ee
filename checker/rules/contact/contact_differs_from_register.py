"""A service with another number or email than the site file gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._whose import entry, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Contact, Mention
    from checker.model.rules import View

# A fax or a textphone beside the number in the register is no other number for it.
_BESIDE = frozenset({Role.FAX, Role.TEXTPHONE, Role.RELAY, Role.SMS, Role.SHORT_CODE})


@rule(
    "contact-differs-from-register",
    looks_at=Kind.CONTACT,
    severity=Severity.WRONG,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def contact_differs_from_register(contact: Contact, view: View) -> Iterator[Fault]:
    """This service's number or email is not the one in the site file.

    Why it matters:
        One of the two is wrong. Readers of this page may reach nobody, or somebody else.

    How to fix it:
        Write what the message says. If this page is right, ask for the site file to be changed.

    Problem:
        Advice Desk

        Telephone: 020 7946 0707

    Fine:
        Advice Desk

        Telephone: 020 7946 0700

    Authority:
        The site file's own register, [[contact_details]]
    """
    register = view.settings.register
    true = entry(register, contact.name) if register else None
    if true is None:
        return
    region = view.settings.region
    known = {key(detail, region) for each in register for detail in (each.phone, each.email, *each.retired) if detail}
    phones = tuple(phone for phone in contact.phones if phone.role not in _BESIDE)
    for right, given in ((true.phone, phones), (true.email, contact.emails)):
        other = _other(given, known) if right else None
        if right and other:
            yield Fault(
                message=f"{true.name} has {right} in the site file, and {other.raw} here.",
                place=other.place,
                suggestion=right,
                evidence=(("register", true.name),),
            )


def _other(given: Iterable[Mention], known: set[str]) -> Mention | None:
    """Give the first of some numbers or emails, unless one of them stands in the register or cannot be read."""
    given = tuple(given)
    if any(mention.value is None or mention.value.lower() in known for mention in given):
        return None
    return next(iter(given), None)
