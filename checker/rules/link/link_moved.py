"""A link to a page that has a new address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Severity
from checker.model.targets import Verdict
from checker.rules import rule
from checker.rules.link._verdict import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.problems import Fault
    from checker.model.rules import View


@rule("link-moved", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1", offline=False, verdict=Verdict.MOVED)
def link_moved(link: Mention, view: View) -> Iterator[Fault]:
    """The page this link leads to has moved for good.

    Why it matters:
        The old address still leads on, but seldom for ever. One day the link breaks.

    How to fix it:
        Link to the new address. First check that it still has what you promise.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> moved https://www.example.org/advice/guide

    Fine:
        <p><a href="https://www.example.org/advice/guide">Guide for parents</a></p>
        Facts: https://www.example.org/advice/guide -> fine

    Authority:
        RFC 9110, HTTP Semantics, 15.4.2 (301) and 15.4.9 (308)
    """
    yield from judged(link, view, Verdict.MOVED)
