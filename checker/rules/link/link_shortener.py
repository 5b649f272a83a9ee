"""A short address that hides where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._hosts import SHORT
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_CLOSING = "goo.gl"
"""Google switched off its short links that were not in use on 25 August 2025."""


@rule("link-shortener", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1", hints=tuple(sorted(SHORT)))
def link_shortener(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link is a short address that hides where it leads.

    Why it matters:
        Readers cannot see where they will land, and all such links break when the service ends.

    How to fix it:
        Open it, then link to the page you reach.

    Problem:
        <p><a href="https://bit.ly/3abcDEF">Ask for a permit</a></p>

    Fine:
        <p><a href="https://www.example.gov.uk/permits">Ask for a permit</a></p>

    Authority:
        Google, "Google URL Shortener links will no longer be available", 2024
    """
    host = host_of(link.value).removeprefix("www.") if link.role in FOLLOWED else ""
    if host not in SHORT or not link.value or link.value.partition(host)[2].strip("/") == "":
        return
    if host == _CLOSING:
        message = "This is a short link made by Google. Most of these stopped working in August 2025."
        yield Fault(message=message, place=link.place, severity=Severity.DOUBTFUL, certainty=Certainty.LIKELY)
    else:
        yield Fault(message=f"This link goes through {host}, which hides where it leads.", place=link.place)
