"""A link that leads to a page of this site instead of another site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._shapes import Flaw, shape_of
from checker.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_SHOWN = 80


@rule("link-missing-scheme", looks_at=Kind.LINK, severity=Severity.WRONG, since="0.1", flawed=True)
def link_missing_scheme(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link has no https:// and leads to a page of this site that does not exist.

    Why it matters:
        Browsers look for it on your own site, and readers see “page not found”.

    How to fix it:
        Put https:// before the address.

    Problem:
        <p><a href="www.example.org.uk/guide">Our guide</a></p>

    Fine:
        <p><a href="https://www.example.org.uk/guide">Our guide</a></p>

    Authority:
        WHATWG URL Standard, 4.4: an address without a scheme is relative to the page
    """
    found = shape_of(link)
    if not found or found.flaw is not Flaw.NO_SCHEME:
        return
    written = shorten(link.place.href or link.raw, _SHOWN)
    yield Fault(message=f"The address “{written}” {found.why}.", place=link.place, suggestion=found.meant)
