"""A number that costs extra, without a word of what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules.phone._costs import states_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


_CHARGED = frozenset({"084", "087", "09", "118"})


@rule("phone-cost-not-stated", looks_at=Kind.PHONE, severity=Severity.DOUBTFUL, since="0.1")
def phone_cost_not_stated(phone: Mention, view: View) -> Iterator[Fault]:
    """This phone number costs extra, and the page does not say how much.

    Why it matters:
        Numbers that begin 084, 087, 09 or 118 can be costly, above all from mobiles. Their charge has to be shown.

    How to fix it:
        Offer a number that begins 01, 02, 03 or 0800. Or say what a call costs, next to the number.

    Problem:
        Telephone: 0845 404 0506

    Fine:
        Telephone: 0845 404 0506. Calls cost 5p a minute plus your phone company's access charge.

    Authority:
        Ofcom, UK Calling: guidance for businesses
    """
    kind = numbering.cost_class(phone.value) if phone.value else None
    number = phone.place.block
    if kind not in _CHARGED or number is None or numbering.is_withdrawn(phone.raw):
        return
    if states_cost(view.page, number):
        return
    yield Fault(
        message=f"Calls to {phone.raw} cost extra. The page does not say how much.",
        place=phone.place,
        evidence=(("begins", kind or ""),),
    )
