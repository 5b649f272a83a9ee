"""A London code that died in the year 2000."""

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


@rule("phone-old-london-code", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_old_london_code(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This phone number has a London code that no longer works.

    Why it matters:
        The codes 0171 and 0181 stopped working in 2000, so nobody gets through.

    How to fix it:
        Write 020 7 for 0171 and 020 8 for 0181, then ring the number to make sure.

    Problem:
        Telephone: 0171 946 0958

    Fine:
        Telephone: 020 7946 0958

    Authority:
        Ofcom, the Big Number Change of 22 April 2000
    """
    if numbering.is_old_london(phone.raw):
        yield Fault(
            message=f"{phone.raw} has an old London code, which has not worked since 2000.",
            place=phone.place,
            suggestion=numbering.new_london(phone.raw),
        )
