"""Which address is asked for a link: the one key under which lookups keep what they found and rules look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind
from checker.urls import target

if TYPE_CHECKING:
    from checker.model.mentions import Mention


def address_of(mention: Mention) -> str | None:
    """Give the address that is asked for a link, or None for a mention that leads to no web page."""
    if mention.kind is not Kind.LINK or mention.value is None:
        return None
    return target(mention.value)
