"""A link that leads nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule
from checker.rules._shapes import Flaw, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

# Words of controls that script makes out of links. They do something, though they lead nowhere.
_CONTROL = re.compile(
    r"\b(?:back|close|collapse|expand|hide|show|open|menu|more|less|next|previous|print|save|share|search|skip|toggle"
    r"|top|play|pause|stop|listen|shortlist|cookies?|tell\s+us|accept|login|log\s+in|sign\s+in|contrast|return|reload|refresh|embed|facebook|twitter|whatsapp|linkedin|google|instagram|text\s+size)\b",
    re.IGNORECASE,
)
_NOWHERE = frozenset({Flaw.EMPTY, Flaw.SCRIPT})
_ACTS = re.compile(r"print|history|close|share", re.IGNORECASE)

_BESIDE = 10
"""Characters of a sentence that stand beside a link in running text."""


@rule(
    "link-script-or-empty",
    looks_at=Kind.LINK,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
    flawed=True,
)
def link_script_or_empty(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
    """This link leads nowhere.

    Why it matters:
        Readers click, and nothing happens. Its address was never filled in.

    How to fix it:
        Put the address of the page, or take the link away.

    Problem:
        <p>Read our <a href="#">guide to permits</a>.</p>

    Fine:
        <p>Read our <a href="https://www.example.gov.uk/permits">guide to permits</a>.</p>

    Authority:
        Web Content Accessibility Guidelines 2.2, 2.4.4 Link Purpose (In Context)
    """
    if link.role is not Role.HYPERLINK and link.value is not None:
        return
    found = shape_of(link)
    if not found or found.flaw not in _NOWHERE or _ACTS.search(link.place.href or ""):
        return
    if link.role is Role.IMAGE or link.place.template or not link.text or _CONTROL.search(link.text):
        return
    beside = f"{link.place.before[-_BESIDE:]}{link.place.after[:_BESIDE]}"
    # what stands alone is a button or a menu, worked by script
    if len(beside.strip()) >= _BESIDE:
        yield Fault(message=f"The link “{link.text}” {found.why}.", place=link.place)
