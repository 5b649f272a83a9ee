"""Something that was meant to be a web address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.model.targets import Verdict
from checker.rules import rule
from checker.rules._shapes import Flaw, shape_of
from checker.rules.link._verdict import judged
from checker.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_ASKED = Verdict.MALFORMED
_SHOWN = 80
"""Characters of an address that a message quotes."""


@rule(
    "link-malformed",
    looks_at=Kind.LINK,
    severity=Severity.WRONG,
    since="0.1",
    flawed=True,
    verdict=_ASKED,
)
def link_malformed(link: Mention, view: View) -> Iterator[Fault]:
    """This web address is mistyped.

    Why it matters:
        Nobody who follows it gets to the page.

    How to fix it:
        Open the page in a browser, then copy its address from there.

    Problem:
        <p><a href="https://http://www.example.org.uk/guide">Our guide</a></p>

    Fine:
        <p><a href="https://www.example.org.uk/guide">Our guide</a></p>

    Authority:
        WHATWG URL Standard
    """
    found = shape_of(link)
    if not found or found.flaw is not Flaw.MALFORMED:
        # the address looks right: what came of asking it may know better
        yield from judged(link, view, _ASKED)
        return
    written = shorten(link.place.href or link.raw, _SHOWN)
    meant = f" Did you mean “{shorten(found.meant, _SHOWN)}”?" if found.meant else ""
    yield Fault(
        message=f"The address “{written}” {found.why}.",
        place=link.place,
        fix=f"Put the address right.{meant} Open it to make sure." if found.meant else None,
        suggestion=found.meant,
        certainty=Certainty.LIKELY if found.likely else None,
    )
