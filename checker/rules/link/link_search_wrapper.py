"""A link that goes through a search engine, a social network or a newsletter first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import wrappers
from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("link-search-wrapper", looks_at=Kind.LINK, severity=Severity.DOUBTFUL, since="0.1", hints=wrappers.HINTS)
def link_search_wrapper(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link goes through another company before it reaches the page.

    Why it matters:
        That company learns who reads your page. If it stops this service, the link breaks.

    How to fix it:
        Link to the page itself.

    Problem:
        <p><a href="https://www.google.com/url?q=https://www.example.org.uk/guide&amp;sa=D">Our guide</a></p>

    Fine:
        <p><a href="https://www.example.org.uk/guide">Our guide</a></p>

    Authority:
        W3C, Architecture of the World Wide Web, 2.3.1 URI aliases
    """
    found = wrappers.unwrap(link.value) if link.value and link.role in FOLLOWED else None
    if not found or found.mail:
        return
    yield Fault(
        message=f"This link goes through {found.maker} first.",
        place=link.place,
        fix=None if found.address else "Open the link, then copy the address of the page you reach.",
        suggestion=found.address,
    )
