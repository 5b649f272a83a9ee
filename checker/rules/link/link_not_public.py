"""A link that only works inside an office or on one computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.model.targets import Verdict
from checker.rules import rule
from checker.rules._shapes import Flaw, shape_of
from checker.rules.link._verdict import judged
from checker.text import shorten
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_ASKED = Verdict.NOT_PUBLIC
_SHOWN = 80


@rule(
    "link-not-public",
    looks_at=Kind.LINK,
    severity=Severity.WRONG,
    since="0.1",
    flawed=True,
    verdict=_ASKED,
)
def link_not_public(link: Mention, view: View) -> Iterator[Fault]:
    """The public cannot open this link.

    Why it matters:
        It works for whoever wrote the page, inside the office, and for nobody else.

    How to fix it:
        Put the file or page on the public site, then link to it there.

    Problem:
        <p><a href="file:///S:/Families/permit.docx">Permit form</a></p>

    Fine:
        <p><a href="https://www.example.gov.uk/permit.docx">Permit form</a></p>

    Authority:
        RFC 1918, Address Allocation for Private Internets; RFC 6762, Multicast DNS (.local)
    """
    found = shape_of(link)
    if not found or found.flaw is not Flaw.NOT_PUBLIC:
        # the address looks right: what came of asking it may know better
        yield from judged(link, view, _ASKED)
        return
    if found.host and found.host == host_of(view.page.url):
        return  # the page itself is read from there
    yield Fault(
        message=f"The address “{shorten(link.place.href or link.raw, _SHOWN)}” {found.why}.",
        place=link.place,
        severity=Severity.DOUBTFUL if found.likely else None,
        certainty=Certainty.LIKELY if found.likely else None,
    )
