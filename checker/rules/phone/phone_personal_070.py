"""A number that looks like a mobile and is not one."""

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


@rule("phone-personal-070", looks_at=Kind.PHONE, severity=Severity.DOUBTFUL, since="0.1")
def phone_personal_070(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This number looks like a mobile and is not one.

    Why it matters:
        Numbers that begin 070 forward calls to somebody. Fraud uses them, and some phones cannot ring them.

    How to fix it:
        Ask for a number that begins 01, 02, 03 or a real mobile.

    Problem:
        Telephone: 070 1234 5678

    Fine:
        Telephone: 020 7275 6036

    Authority:
        Ofcom, Personal numbering: review of the 070 number range, 2018
    """
    if phone.value and numbering.cost_class(phone.value) in {"070", "076"}:
        kind = "a personal number, which forwards calls" if phone.value.startswith("+4470") else "a pager"
        yield Fault(message=f"The number {phone.raw} is {kind}.", place=phone.place)
