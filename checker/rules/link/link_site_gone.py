"""A link to a website whose name no longer exists."""

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


@rule(
    "link-site-gone", looks_at=Kind.LINK, severity=Severity.WRONG, since="0.1", offline=False, verdict=Verdict.SITE_GONE
)
def link_site_gone(link: Mention, view: View) -> Iterator[Fault]:
    """The whole website this link leads to has gone.

    Why it matters:
        Nobody gets an answer there. A name that was given up may be bought by anybody, and show anything.

    How to fix it:
        Find out whether the organisation still exists. Link to its new website, or take the link out.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> site-gone

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        RFC 8020, NXDOMAIN. Two looks in one run must agree.
    """
    yield from judged(link, view, Verdict.SITE_GONE)
