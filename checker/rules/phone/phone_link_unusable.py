"""A link meant to ring a number, from which no phone can make one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from checker import numbering
from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("phone-link-unusable", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_link_unusable(phone: Mention, view: View) -> Iterator[Fault]:
    """This phone link does not ring.

    Why it matters:
        Somebody who taps the number on a phone gets an error or a wrong connection.

    How to fix it:
        Write the link as tel: and the number with +44, without the first 0, gaps or brackets.

    Problem:
        <p>Call <a href="tel:+44(0)2072756036">020 7275 6036</a></p>

    Fine:
        <p>Call <a href="tel:+442072756036">020 7275 6036</a></p>

    Authority:
        RFC 3966, The tel URI for Telephone Numbers
    """
    href = phone.place.href
    if href is None:
        return
    reason = _reason(unquote(href), numbering.rung(href, view.settings.region), phone)
    if reason:
        known = phone.value if phone.raw == phone.place.quote or "(0)" in unquote(href) else None
        yield Fault(
            message=f"The link {href} {reason}.",
            place=phone.place,
            suggestion=f"tel:{known}" if known and known.startswith("+") and numbering.is_valid(known) else None,
        )


def _reason(href: str, rung: str | None, phone: Mention) -> str | None:
    """Say why a link cannot ring, or None if it can."""
    if "(0)" in href and "+" in href:
        return "has a 0 in brackets, which phones dial too"
    if rung is None:
        return "does not hold a whole phone number"
    shown = phone.raw == phone.place.quote
    if rung.startswith("+") and not numbering.is_valid(rung) and not numbering.is_drama(rung) and not shown:
        return "rings a number that is not in use"
    return None
