"""A link whose server does not give the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Severity
from checker.model.targets import Verdict
from checker.rules import rule
from checker.rules.link._verdict import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.problems import Fault
    from checker.model.rules import View


@rule(
    "link-failing",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    since="0.1",
    certainty=Certainty.LIKELY,
    offline=False,
    verdict=Verdict.FAILING,
)
def link_failing(link: Mention, view: View) -> Iterator[Fault]:
    """The website this link leads to does not answer as it should.

    Why it matters:
        People who follow it get an error or wait for nothing. One bad night may pass. A second one seldom
        does.

    How to fix it:
        Open the link yourself. If it fails for days, ask the organisation, or link somewhere else.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> failing

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        RFC 9110, HTTP Semantics, 15.5 and 15.6. Wrong and sure from the second night in a row.
    """
    yield from judged(link, view, Verdict.FAILING)
