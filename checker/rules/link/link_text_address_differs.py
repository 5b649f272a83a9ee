"""A link that shows one address and leads to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import wrappers
from checker.model.mentions import Kind, Role
from checker.model.problems import Fault, Severity
from checker.rules import rule
from checker.rules._hosts import SHORT
from checker.rules._shapes import shape_of
from checker.urls import host_of, registrable, resolve, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View

_ARCHIVES = frozenset({"web.archive.org", "webarchive.nationalarchives.gov.uk"})


@rule("link-text-address-differs", looks_at=Kind.LINK, severity=Severity.DOUBTFUL, since="0.1")
def link_text_address_differs(link: Mention, view: View) -> Iterator[Fault]:
    """This link shows the address of one site and leads to another.

    Why it matters:
        Readers land where they did not mean to go. Fraud looks the same.

    How to fix it:
        Find out which address is right. Then make the link and the words the same.

    Problem:
        <p><a href="https://www.harbour.example.com/">www.harbourfamilies.org.uk</a></p>

    Fine:
        <p><a href="https://www.harbourfamilies.org.uk/">www.harbourfamilies.org.uk</a></p>

    Authority:
        Web Content Accessibility Guidelines 2.2, 2.4.4 Link Purpose (In Context)
    """
    if link.role is not Role.HYPERLINK or link.raw == link.place.href or not link.value or shape_of(link):
        return
    words = link.raw.strip()
    shown = host_of(resolve(words if scheme_of(words) in {"http", "https"} else f"https://{words}"))
    wrapped = wrappers.unwrap(link.value)
    target = host_of(wrapped.address if wrapped else link.value)
    if not shown or not target or target in SHORT or target in _ARCHIVES or _same_site(shown, target):
        return
    if target == host_of(view.page.url):
        return  # a page here about that site: a tag, a review, a trail of crumbs
    yield Fault(message=f"The page shows {shown} but the link leads to {target}.", place=link.place)


def _same_site(one: str, other: str) -> bool:
    if one.removeprefix("www.") == other.removeprefix("www."):
        return True
    site = registrable(one)
    return site is not None and site == registrable(other)
