"""Which address is asked for a link: the one key under which lookups keep what they found and rules look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import wrappers
from checker.model.mentions import Kind

if TYPE_CHECKING:
    from checker.model.mentions import Mention


_NOT_FOLLOWED = frozenset("base blockquote button form input link meta script".split())
"""Elements whose address no reader follows or sees: asking a form what it does with nothing proves nothing."""


def address_of(mention: Mention) -> str | None:
    """Give the address that is asked for a link, out of any wrapper; None for what leads to no web page."""
    if mention.kind is not Kind.LINK or mention.value is None or mention.tag in _NOT_FOLLOWED:
        return None
    if (mention.place.href or "").lstrip().startswith("#"):
        return None  # another place on the same page, which is there
    return wrappers.asked(mention.value)
