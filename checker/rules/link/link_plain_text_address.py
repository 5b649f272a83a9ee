"""A web address that nobody can click."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._shapes import shape_of
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.pages import Link, Place
    from checker.model.rules import View

_NEAR = 300
"""Characters before and after in which a link to the same site will do."""


@rule("link-plain-text-address", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1")
def link_plain_text_address(link: Mention, view: View) -> Iterator[Fault]:
    """This web address is not a link.

    Why it matters:
        People have to copy it or type it. On a phone that is hard.

    How to fix it:
        Make it a link, and let its words say what is behind it.

    Problem:
        Website: www.harbourfamilies.org.uk

    Fine:
        <p>Website: <a href="https://www.harbourfamilies.org.uk/">Harbour Families</a></p>

    Authority:
        GOV.UK, content design: links
    """
    if link.role is not Role.TEXT or link.value is None or link.place.block is None or shape_of(link):
        return
    host = host_of(link.value).removeprefix("www.")
    if any(each.url and host_of(each.url).removeprefix("www.") == host for each in _near(link.place, view)):
        return  # a link to the same site stands beside it
    yield Fault(message=f"The address {link.raw} is not a link.", place=link.place)


def _near(place: Place, view: View) -> Iterator[Link]:
    """Yield the links beside a place; a block may hold thousands."""
    links = view.page.blocks[place.block].links if place.block is not None else ()
    for each in links[bisect_left(links, place.start - _NEAR, key=lambda link: link.start) :]:
        if each.start > place.end + _NEAR:
            return
        yield each
