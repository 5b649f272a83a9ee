"""The site's own security certificate that is about to expire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.pages import Place
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.text import count
from checker.urls import host_of, target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.model.pages import Page
    from checker.model.rules import View
    from checker.model.targets import Target

_SOON = 21
"""Days. Certificates that renew themselves do so a month before they end; one that did not has a fault."""


@rule("link-certificate-ending", looks_at=Kind.PAGE, severity=Severity.DOUBTFUL, since="0.1", offline=False)
def link_certificate_ending(page: Page, view: View) -> Iterator[Fault]:
    """The website's own security certificate ends soon.

    Why it matters:
        On the day after, browsers warn everybody away from the whole website.

    How to fix it:
        Tell whoever looks after the website: the certificate has to be renewed, or its renewal mended.

    Problem:
        <p><a href="/contact">Contact us</a></p>
        Facts: https://www.example.gov.uk/contact -> certificate until 2026-12-01

    Fine:
        <p><a href="/contact">Contact us</a></p>
        Facts: https://www.example.gov.uk/contact -> certificate until 2027-02-01

    Authority:
        RFC 5280, Internet X.509 Public Key Infrastructure, 4.1.2.5
    """
    host = host_of(page.url)
    ends = next((day for each in _own(page, view, host) if (day := _end(each))), None)
    if ends is None or not 0 <= (left := (ends - view.today).days) <= _SOON:
        return
    when = f"in {count(left, 'day')}" if left else "today"
    yield Fault(
        message=f"The security certificate of {host} ends {when}, on {ends.day} {ends:%B %Y}.",
        place=Place(quote=host, template=True),
        evidence=(("ends", ends.isoformat()), ("judged on", view.today.isoformat())),
    )


def _own(page: Page, view: View, host: str) -> Iterator[Target]:
    """Yield what was looked up of the page's own host: the page itself, and where its links lead."""
    itself = view.facts.targets.get(target(page.url) or "") if page.url else None
    if itself:
        yield itself
    yield from (each for each in view.facts.targets.values() if host and host_of(each.url) == host)


def _end(found: Target) -> date | None:
    """Give the day a certificate ends, where the answer came from the host that was asked."""
    seen = found.evidence
    if seen is None or seen.certificate is None or seen.certificate.expires is None:
        return None
    return seen.certificate.expires.date() if host_of(seen.final_url) == host_of(found.url) else None
