"""A link to a certain page that ends on the home page."""

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
    "link-home-page-instead",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    since="0.1",
    offline=False,
    verdict=Verdict.HOME_PAGE_INSTEAD,
)
def link_home_page_instead(link: Mention, view: View) -> Iterator[Fault]:
    """This link promises a certain page but ends on a home page.

    Why it matters:
        The page has gone. People have to search for it themselves, and may not know what it is called.

    How to fix it:
        Find the page on that website and link to it. If it is nowhere, say that the link leads to the
        website.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> home-page-instead

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        WCAG 2.2, success criterion 2.4.4, Link Purpose
    """
    yield from judged(link, view, Verdict.HOME_PAGE_INSTEAD)
