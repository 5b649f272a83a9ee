"""A number whose whole range has been closed."""

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


@rule("phone-withdrawn", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_withdrawn(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This phone number has been switched off for everybody.

    Why it matters:
        Nobody gets through, and the page looks forgotten.

    How to fix it:
        Ask the service for its new number. Many 0500 numbers now begin 0808 5. For NHS Direct, write 111.

    Problem:
        Freephone: 0500 123456

    Fine:
        Freephone: 0808 512 3456

    Authority:
        Ofcom, closure of the 0500 range on 3 June 2017
    """
    if not numbering.is_withdrawn(phone.raw):
        return
    new = numbering.successor(phone.raw)
    closed = "was NHS Direct, which closed in 2014" if new == "111" else "begins 0500, and these closed in June 2017"
    yield Fault(
        message=f"{phone.raw} {closed}.",
        place=phone.place,
        fix=f"Ring {new}. If the service answers, write that number instead.",
    )
