"""A link to an address that was taken over by others."""

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
    "link-hijacked",
    looks_at=Kind.LINK,
    severity=Severity.DANGER,
    since="0.1",
    certainty=Certainty.LIKELY,
    offline=False,
    verdict=Verdict.HIJACKED,
)
def link_hijacked(link: Mention, view: View) -> Iterator[Fault]:
    """This address now shows harmful content.

    Why it matters:
        Your page sends families to gambling, adult content or fraud, in the council’s name.

    How to fix it:
        Take the link out at once. Do not open it. Tell the organisation, if it still exists.

    Problem:
        <p><a href="https://www.example.org/guide">Parents’ forum</a></p>
        Facts: https://www.example.org/guide -> hijacked

    Fine:
        <p><a href="https://www.example.org/guide">Parents’ forum</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        Government Technology blog, No one wants those websites anymore (1 July 2016). Two independent signs are
        needed, one of them other than words.
    """
    yield from judged(link, view, Verdict.HIJACKED)
