"""A link to a page that only some people may see."""

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
    "link-needs-sign-in",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    since="0.1",
    offline=False,
    verdict=Verdict.NEEDS_SIGN_IN,
)
def link_needs_sign_in(link: Mention, view: View) -> Iterator[Fault]:
    """Visitors are asked to sign in before they see this page.

    Why it matters:
        Most readers have no account there. They think that the help is not meant for them.

    How to fix it:
        Link to a public page, or say beside the link who can sign in and how.

    Problem:
        <p><a href="https://www.example.org/guide">Application form</a></p>
        Facts: https://www.example.org/guide -> needs-sign-in

    Fine:
        <p><a href="https://www.example.org/guide">Application form</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        RFC 9110, HTTP Semantics, 15.5.2 (401); WCAG 2.2, success criterion 2.4.4, Link Purpose
    """
    yield from judged(link, view, Verdict.NEEDS_SIGN_IN)
