"""A number that costs extra, where one that does not can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules.phone._costs import states_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_COUNTERPARTS = {"0844": "0344", "0845": "0345", "0870": "0370", "0871": "0371"}
"""Ofcom keeps these for whoever holds the other: the rest of the number is the same."""


@rule(
    "phone-prefer-03",
    looks_at=Kind.PHONE,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def phone_prefer_03(phone: Mention, view: View) -> Iterator[Fault]:
    """This number costs callers extra, and a cheaper one can probably be had.

    Why it matters:
        Calls to 03 numbers are free in most contracts. From a mobile, this number can cost a lot.

    How to fix it:
        Ask the service for its number that begins 03.

    Problem:
        Telephone: 0845 404 0506. Calls cost 5p a minute plus your phone company's access charge.

    Fine:
        Telephone: 0345 404 0506

    Authority:
        Cabinet Office, guidance on customer service lines, December 2013
    """
    number = phone.place.block
    kind = numbering.cost_class(phone.value) if phone.value else None
    if kind not in {"084", "087"} or phone.value is None or number is None or numbering.is_withdrawn(phone.raw):
        return
    if not states_cost(view.page, number):
        return  # phone-cost-not-stated says it
    cheap = _COUNTERPARTS.get(numbering.area_code(phone.value))
    other = numbering.written(f"+44{cheap[1:]}{phone.value[len('+44845') :]}") if cheap else None
    yield Fault(
        message=f"Calls to {phone.raw} cost extra.",
        place=phone.place,
        fix=f"Ring {other}, which is kept for the same service. If it answers, write that number." if other else None,
    )
