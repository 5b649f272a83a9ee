"""A British phone number that nobody can ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


_FIX = "Check the number with the service, then correct it."
_ELSEWHERE = frozenset({Role.FOREIGN, Role.SHORT_CODE})


@rule("phone-cannot-ring", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_cannot_ring(phone: Mention, view: View) -> Iterator[Fault]:
    """This phone number cannot be rung.

    Why it matters:
        Somebody who needs help hears a dead tone, and may not try again.

    How to fix it:
        Check the number with the service, then correct it.

    Problem:
        Telephone: 020 7946 095

    Fine:
        Telephone: 020 7946 0958

    Authority:
        Ofcom, National Telephone Numbering Plan
    """
    if phone.role in _ELSEWHERE or view.settings.region != "GB" or phone.raw != phone.place.quote:
        return
    plain = numbering.national_digits(phone.raw)
    value = phone.value or ""
    if plain is None or _has_own_rule(phone.raw, value) or (value and numbering.is_valid(value)):
        return
    if not plain.startswith("0"):
        yield Fault(
            message=f"This phone number, {phone.raw}, has no area code.",
            fix="Write the number with its area code.",
            place=phone.place,
            severity=Severity.DOUBTFUL,
            certainty=Certainty.LIKELY,
        )
    elif phone.raw[-1:].isdigit() and len(plain) not in numbering.expected_digits(phone.raw):
        yield Fault(message=_miscounted(plain), place=phone.place, fix=_FIX)
    elif value:
        message = f"The phone number {phone.raw} is in a range that is not in use."
        yield Fault(message=message, place=phone.place, fix=_FIX, certainty=Certainty.LIKELY)


def _has_own_rule(raw: str, value: str) -> bool:
    return numbering.is_drama(value) or numbering.is_withdrawn(raw) or numbering.is_old_london(raw)


def _miscounted(plain: str) -> str:
    """Say how many digits there are, and how many there should be."""
    code = numbering.area_code("+44" + plain[1:])
    kind = "London numbers" if code == "020" else f"Numbers that begin {code}"
    right = " or ".join(map(str, numbering.expected_digits(plain)))
    return f"This phone number has {count(len(plain), 'digit')}. {kind} have {right}."
