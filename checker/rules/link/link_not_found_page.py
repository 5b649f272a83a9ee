"""A link to a page that opens and says that it is not there."""

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
    "link-not-found-page",
    looks_at=Kind.LINK,
    severity=Severity.WRONG,
    since="0.1",
    certainty=Certainty.LIKELY,
    offline=False,
    verdict=Verdict.NOT_FOUND_PAGE,
)
def link_not_found_page(link: Mention, view: View) -> Iterator[Fault]:
    """This page opens, but says that it cannot be found.

    Why it matters:
        Readers find nothing there. The website answers as if all were well, so it is easily missed.

    How to fix it:
        Find where the content is now and link to that instead. If it is nowhere, take the link out.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> not-found-page

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        Bar-Yossef and others, Sic transit gloria telae (WWW 2004). Two signs from different places are
        needed.
    """
    yield from judged(link, view, Verdict.NOT_FOUND_PAGE)
