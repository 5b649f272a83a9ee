"""A web address that nobody can click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._shapes import shape_of
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View


@rule("link-plain-text-address", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1")
def link_plain_text_address(link: Mention, view: View) -> Iterator[Fault]:
    """This web address is not a link.

    Why it matters:
        People have to copy it or type it. On a phone that is hard.

    How to fix it:
        Make it a link. Let the words say what is behind it: “Harbour Families website”.

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
    near = view.page.blocks[link.place.block].links
    if any(each.url and host_of(each.url).removeprefix("www.") == host for each in near):
        return  # a link to the same site stands beside it
    yield Fault(message=f"The address {link.raw} is not a link.", place=link.place)
