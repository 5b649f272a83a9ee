"""A number kept free for films: a template left unfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("phone-placeholder", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_placeholder(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This phone number is a made-up example.

    Why it matters:
        Ofcom keeps these numbers for films and examples. Nobody will ever answer one.

    How to fix it:
        Put the real number in its place.

    Problem:
        Telephone: 01632 960123

    Fine:
        Telephone: 020 7275 6036

    Authority:
        Ofcom, Telephone numbers for drama use
    """
    if phone.value and numbering.is_drama(phone.value):
        message = f"{phone.raw} is a number for films and examples. It belongs to nobody."
        yield Fault(message=message, place=phone.place)
