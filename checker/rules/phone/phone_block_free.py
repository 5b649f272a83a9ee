"""A phone number in a block that no phone company held."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from checker import numbering
from checker.data.number_blocks import number_blocks
from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule(
    "phone-block-free",
    looks_at=Kind.PHONE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def phone_block_free(phone: Mention, view: View) -> Iterator[Fault]:
    """This phone number is in a range that no phone company had.

    Why it matters:
        It is probably mistyped, and then it rings nobody. A very new number may be right.

    How to fix it:
        Ring it, or check it with the service. Correct it if it is wrong.

    Problem:
        Telephone: 020 7946 1234

    Fine:
        Telephone: 020 7946 0958

    Authority:
        Ofcom, numbering data: which blocks of numbers are held by a phone company
    """
    value = phone.value
    if value is None or not numbering.is_british(value) or phone.role in {Role.FOREIGN, Role.SHORT_CODE}:
        return
    if view.settings.region not in numbering.HOME or phone.raw != phone.place.quote or _held(value):
        return
    if not _has_own_rule(phone.raw, value):
        blocks = number_blocks()
        yield Fault(
            message=f"No phone company had a number like {phone.raw} in {blocks.as_of}. It may be mistyped.",
            place=phone.place,
            evidence=(("table", f"Ofcom, {blocks.as_of}"),),
        )


@lru_cache(maxsize=4096)
def _held(value: str) -> bool:
    return number_blocks().hold(value)


def _has_own_rule(raw: str, value: str) -> bool:
    """Leave to other rules what no table is needed for: examples, closed ranges, numbers that cannot be rung."""
    known = numbering.is_drama(value) or numbering.is_withdrawn(raw) or numbering.is_old_london(raw)
    return known or not numbering.is_valid(value)
