"""A link to a page that no longer exists."""

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


@rule("link-gone", looks_at=Kind.LINK, severity=Severity.WRONG, since="0.1", offline=False, verdict=Verdict.GONE)
def link_gone(link: Mention, view: View) -> Iterator[Fault]:
    """This link leads to a page that no longer exists.

    Why it matters:
        People who need what you promised find an error page, and may think that the help itself has gone.

    How to fix it:
        Find where the content is now and link to that instead. If it is nowhere, take the link out.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> gone

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        RFC 9110, HTTP Semantics, 15.5.5 (404) and 15.5.11 (410). Two looks in one run must agree.
    """
    yield from judged(link, view, Verdict.GONE)
