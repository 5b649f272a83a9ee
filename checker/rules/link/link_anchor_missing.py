"""A link to a part of a page that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from checker import urls
from checker.model.mentions import Kind
from checker.model.problems import Certainty, Fault, Severity
from checker.model.targets import Verdict
from checker.rules import rule
from checker.rules.link._verdict import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_DIRECTIVE = ":~:"
"""What follows is for the browser (URL Fragment Text Directives), not the name of a part."""
_OF_PROGRAMS = frozenset("/!=&?")
"""Characters that show that a program reads the fragment: #/route, #!route, #page=2."""


@rule(
    "link-anchor-missing",
    looks_at=Kind.LINK,
    severity=Severity.UNTIDY,
    certainty=Certainty.LIKELY,
    since="0.1",
    offline=False,
    hints=("#",),
)
def link_anchor_missing(link: Mention, view: View) -> Iterator[Fault]:
    """This link is to a part of a page that is not there.

    Why it matters:
        People land at the top of the page and have to look for the part themselves.

    How to fix it:
        Open the page and find the part. Copy its address, or link to the page as a whole.

    Problem:
        <p><a href="https://www.example.org/guide#opening-times">Opening times</a></p>
        Facts: https://www.example.org/guide -> ids contact, opening

    Fine:
        <p><a href="https://www.example.org/guide#opening">Opening times</a></p>
        Facts: https://www.example.org/guide -> ids contact, opening

    Authority:
        HTML Standard, 7.4.6.4, Scrolling to a fragment
    """
    found = urls.parts(link.value or "")
    name = found.fragment[1:].partition(_DIRECTIVE)[0] if found else ""
    if not name or name.lower() == "top" or not _OF_PROGRAMS.isdisjoint(unquote(name)):
        return
    ids = _ids(link, view)
    if ids is None or name in ids or unquote(name) in ids:
        return
    yield Fault(message=f"The page has no part called “{unquote(name)}”.", place=link.place)


def _ids(link: Mention, view: View) -> frozenset[str] | None:
    """Give the parts of the page a link leads to, or None where they are not known."""
    here = view.page
    if here.url and urls.target(link.value or "") == urls.target(here.url):
        return None if here.scripted else here.ids
    target = target_of(link, view)
    known = target is not None and target.verdict in {Verdict.FINE, Verdict.MOVED}
    return target.evidence.ids if known and target and target.evidence else None
