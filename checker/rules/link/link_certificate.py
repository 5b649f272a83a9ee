"""A link to a website whose security certificate is faulty."""

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
    "link-certificate",
    looks_at=Kind.LINK,
    severity=Severity.WRONG,
    since="0.1",
    offline=False,
    verdict=Verdict.CERTIFICATE,
)
def link_certificate(link: Mention, view: View) -> Iterator[Fault]:
    """Browsers warn people away from the website this link leads to.

    Why it matters:
        People see a full-page warning instead of the page. Those who go on may not be safe.

    How to fix it:
        Tell the organisation: its security certificate needs renewing or putting right. Until then, link
        somewhere else.

    Problem:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> certificate

    Fine:
        <p><a href="https://www.example.org/guide">Guide for parents</a></p>
        Facts: https://www.example.org/guide -> fine

    Authority:
        RFC 5280, Internet X.509 Public Key Infrastructure; RFC 9525, Service Identity in TLS
    """
    yield from judged(link, view, Verdict.CERTIFICATE)
