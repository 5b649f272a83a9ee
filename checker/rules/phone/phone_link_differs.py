"""A link that rings another number than the one it shows."""

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


@rule("phone-link-differs", looks_at=Kind.PHONE, severity=Severity.WRONG, since="0.1")
def phone_link_differs(phone: Mention, view: View) -> Iterator[Fault]:
    """This link rings a different number from the one it shows.

    Why it matters:
        Somebody who taps the number on a phone reaches a stranger, or nobody.

    How to fix it:
        Find out which number is right. Then make the link and the words the same.

    Problem:
        <p>Call <a href="tel:+442079460985">020 7946 0958</a></p>

    Fine:
        <p>Call <a href="tel:+442079460958">020 7946 0958</a></p>

    Authority:
        RFC 3966, The tel URI for Telephone Numbers
    """
    href = phone.place.href
    rung = numbering.rung(href, view.settings.region) if href else None
    if href is None or rung is None or phone.value in (None, rung) or phone.raw != phone.place.quote:
        return
    together = (m for m in view.of(Kind.PHONE) if m.place.href == href and m.place.block == phone.place.block)
    if any(mention.value == rung for mention in together):
        return  # one link round two numbers can ring only one of them
    rings = numbering.written(rung) if numbering.is_british(rung) else rung
    # where one of the two cannot be rung, the other is meant
    certain = phone.value and phone.value.startswith("+") and numbering.is_valid(phone.value)
    meant = f"tel:{phone.value}" if certain and not numbering.is_valid(rung) else None
    yield Fault(message=f"The page shows {phone.raw} but the link rings {rings}.", place=phone.place, suggestion=meant)
