"""A number written with other signs than spaces, or not in the site's own style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import numbering
from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule

from ._style import in_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_ABROAD = re.compile(r"\b(?:abroad|overseas|outside (?:of )?the|international|from other countries)\b", re.IGNORECASE)
_NEAR = 60
_ELSEWHERE = frozenset({Role.FOREIGN, Role.SHORT_CODE})


@rule("phone-style", looks_at=Kind.PHONE, severity=Severity.UNTIDY, since="0.1")
def phone_style(phone: Mention, view: View) -> Iterator[Fault]:
    """This phone number is not written the way numbers are written here.

    Why it matters:
        Numbers are easier to read and to remember in groups. Hyphens, dots and brackets get in the way.

    How to fix it:
        Put one space after the area code and between the groups, and no other marks.

    Problem:
        Telephone: 020-7275-6036

    Fine:
        Telephone: 020 7275 6036, 0800 80 70 60 or 01325 289 350

    Authority:
        GOV.UK style guide, Telephone numbers; the site file's own phone_style
    """
    value, example = phone.value or "", view.settings.phone_style
    if phone.role in _ELSEWHERE or phone.raw != phone.place.quote or not numbering.is_british(value):
        return
    if not numbering.digits(phone.raw).endswith(value.removeprefix("+44")):
        return  # "020 7271 2465 / 2440": the second number has the beginning of the first
    if not numbering.is_valid(value) or (phone.raw.startswith("+") and _for_callers_abroad(phone)):
        return
    right = in_style(phone.raw, value, example)
    if right and right != phone.raw:
        yield Fault(
            message=f"{phone.raw} is written {right} in the style of this site."
            if example
            else _usual(phone.raw, right),
            fix=f"Write {right}.",
            place=phone.place,
            suggestion=right,
        )


def _for_callers_abroad(phone: Mention) -> bool:
    place = phone.place
    return _ABROAD.search(f"{place.before[-_NEAR:]} {place.after[:_NEAR]} {phone.label or ''}") is not None


def _usual(raw: str, right: str) -> str:
    gaps = len(re.findall(r"\d+", raw)) > 1
    return (
        f"{raw} has other signs than spaces in it."
        if gaps
        else f"{raw} is written without a gap: {right} is easier to read."
    )
