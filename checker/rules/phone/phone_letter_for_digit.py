"""A letter where a digit should stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


_LETTER = re.compile(r"[OoIl]")


@rule("phone-letter-for-digit", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_letter_for_digit(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This phone number has a letter where a digit should be.

    Why it matters:
        It looks right, but a phone or screen reader cannot make sense of it when it is copied or tapped.

    How to fix it:
        Type the digit 0 for the letter O, and the digit 1 for the letters l and I.

    Problem:
        Telephone: O20 7275 6036

    Fine:
        Telephone: 020 7275 6036

    Authority:
        Web Content Accessibility Guidelines 2.2, 1.3.1 Info and Relationships
    """
    found = _LETTER.search(phone.raw)
    if found is None or phone.raw != phone.place.quote or phone.value is None:
        return
    digit = numbering.digits(found[0])
    yield Fault(
        message=f"{phone.raw} has the letter {found[0]} where the digit {digit} should be.",
        place=phone.place,
        suggestion=_LETTER.sub(lambda letter: numbering.digits(letter[0]), phone.raw),
    )
