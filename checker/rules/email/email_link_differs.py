"""A link that writes to another address than the one it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules.email._flaws import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("email-link-differs", looks_at=Kind.EMAIL, severity=Severity.WRONG, since="0.1")
def email_link_differs(email: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link writes to a different address from the one it shows.

    Why it matters:
        Whoever clicks writes to somebody else than they think, perhaps about something private.

    How to fix it:
        Find out which address is right. Then make the link and the words the same.

    Problem:
        <p>Email <a href="mailto:parking@example.gov.uk">permits@example.gov.uk</a></p>

    Fine:
        <p>Email <a href="mailto:permits@example.gov.uk">permits@example.gov.uk</a></p>

    Authority:
        RFC 6068, The mailto URI Scheme
    """
    shown, meant = _plain(email.raw), email.value
    if email.place.href is None or meant is None or "@" not in shown or shown == _plain(meant):
        return
    # where one of the two cannot be written to, the other is meant
    certain = flaw(shown) is None and flaw(meant) is not None
    yield Fault(
        message=f"The page shows {email.raw} but the link writes to {meant}.",
        place=email.place,
        suggestion=f"mailto:{shown}" if certain else None,
    )


def _plain(address: str) -> str:
    return address.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip(" .,;")
