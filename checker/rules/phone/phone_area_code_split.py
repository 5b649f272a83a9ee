"""A gap in the wrong place: "0208 441 1355" for "020 8441 1355"."""

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


_AREA_AND_EXCHANGE = 5
"""Six-digit codes (015396) are also written with their first five digits; both can be read."""


@rule("phone-area-code-split", looks_at=Kind.PHONE, severity=Severity.DOUBTFUL, since="0.1")
def phone_area_code_split(phone: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This phone number is split in the wrong place.

    Why it matters:
        People in the same area leave out what looks like the area code, and then reach nobody.

    How to fix it:
        Put the gap after the true area code.

    Problem:
        Telephone: 0208 441 1355

    Fine:
        Telephone: 020 8441 1355, 0800 064 44 88, 01325 289 350 or 0300 123 9 123

    Authority:
        Ofcom, National Telephone Numbering Plan
    """
    printed = numbering.printed_code(phone.raw)
    value = phone.value
    if value is None or printed is None or phone.raw != phone.place.quote or not printed.startswith("0"):
        return
    if not numbering.is_british(value) or not numbering.is_valid(value):
        return
    code = numbering.area_code(value)
    # after 03 and 08 only a gap that cuts the code short misleads: 03330 062 835 is read all the same
    split = printed not in (code, code[:_AREA_AND_EXCHANGE]) if numbering.is_geographic(value) else printed in _CUT
    begins = "The area code is" if numbering.is_geographic(value) else "Its first group is"
    if split:
        yield Fault(
            message=f"{phone.raw} is split in the wrong place. {begins} {code}, not {printed}.",
            place=phone.place,
            suggestion=numbering.rewritten(phone.raw, value),
        )


_CUT = frozenset({"030", "033", "034", "037", "080", "084", "087"})
