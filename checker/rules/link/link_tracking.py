"""A link with marks that count who came from where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import FOLLOWED, Kind
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_MARK = re.compile(
    r"(?<=[?&;])(?P<name>utm_[a-z_]{1,20}|gclid|fbclid|msclkid|dclid|gbraid|wbraid|igshid|yclid|twclid|mc_cid|mc_eid)"
    r"=[^&#]*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?<=\?)&+|&(?=&)|[?&]+(?=#|$)")


@rule("link-tracking", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1", hints=("=",))
def link_tracking(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link has marks in it that track readers.

    Why it matters:
        The marks say that the reader came from an email or an advert, which is not so. Some of them name a person.

    How to fix it:
        Take the marks out of the address.

    Problem:
        <p><a href="https://www.example.org.uk/guide?utm_source=newsletter&amp;utm_medium=email">Our guide</a></p>

    Fine:
        <p><a href="https://www.example.org.uk/guide">Our guide</a></p>

    Authority:
        Google Analytics, URL builders: these marks record which advert or email was clicked
    """
    href = link.place.href or link.raw
    if link.role not in FOLLOWED:
        return
    names = list(dict.fromkeys(match["name"] for match in _MARK.finditer(href)))
    if not names:
        return
    clean = _EMPTY.sub("", _MARK.sub("", href))
    message = f"The address of this link holds {listed([f'“{name}”' for name in names[:3]])}, which track readers."
    yield Fault(message=message, place=link.place, suggestion=clean)
