"""An address with something at its end that does not belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._shapes import Flaw, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule(
    "link-stray-characters",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
    flawed=True,
)
def link_stray_characters(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link has a stray mark in its address.

    Why it matters:
        A full stop, bracket or hidden character that slipped into the address can lead to “page not found”.

    How to fix it:
        Take the mark out of the address.

    Problem:
        <p>See <a href="https://www.example.org.uk/guide).">our guide</a>.</p>

    Fine:
        <p>See <a href="https://www.example.org.uk/guide">our guide</a>.</p>

    Authority:
        WHATWG URL Standard: all that stands in the address is sent to the site
    """
    found = shape_of(link)
    if found and found.flaw is Flaw.STRAY:
        message = "The address of this link has a mark in it that does not belong there."
        yield Fault(message=message, place=link.place, suggestion=found.meant)
