"""A link to a domain that nobody looks after."""

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
    "link-for-sale",
    looks_at=Kind.LINK,
    severity=Severity.WRONG,
    since="0.1",
    certainty=Certainty.LIKELY,
    offline=False,
    verdict=Verdict.FOR_SALE,
)
def link_for_sale(link: Mention, view: View) -> Iterator[Fault]:
    """The website this link leads to is for sale, parked or suspended.

    Why it matters:
        The organisation let its name lapse. Whoever buys it can show your readers anything.

    How to fix it:
        Take the link out now. Then find out where the organisation went.

    Problem:
        <p><a href="https://www.example.org/guide">Parents’ forum</a></p>
        Facts: https://www.example.org/guide -> for-sale

    Fine:
        <p><a href="https://www.example.org/guide">Parents’ forum</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        Zirngibl and others, Domain Parking: Largely Present, Rarely Considered! (TMA 2022). Two signs are
        needed.
    """
    yield from judged(link, view, Verdict.FOR_SALE)
