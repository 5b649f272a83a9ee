"""Which address is asked for a link: the one key under which lookups keep what they found and rules look for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checker import wrappers
from checker.model.mentions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.mentions import Mention


_NOT_FOLLOWED = frozenset("base blockquote button form input link meta script".split())
"""Elements whose address no reader follows or sees: asking a form what it does with nothing proves nothing."""
_ACTS = re.compile(r"[?&;](?:slaction|add-to-cart|remove_item|_wpnonce)=", re.IGNORECASE)
"""What tells that asking does something: kb5's "save to shortlist", a shop's basket, WordPress' word for a visitor."""


def address_of(mention: Mention) -> str | None:
    """Give the address that is asked for a link, out of any wrapper; None for what leads to no web page."""
    if mention.kind is not Kind.LINK or mention.value is None or mention.tag in _NOT_FOLLOWED:
        return None
    if (mention.place.href or "").lstrip().startswith("#"):
        return None  # another place on the same page, which is there
    return _asked(mention.value)


def addresses_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Give what the links among some mentions lead to, each address once."""
    return tuple(dict.fromkeys(filter(None, map(address_of, mentions))))


@lru_cache(maxsize=4096)
def _asked(address: str) -> str | None:
    # several rules ask for each link of a page, and a site's pages share most of theirs
    asked = wrappers.asked(address)
    return None if asked is None or acts(asked) else asked


def acts(address: str) -> bool:
    """Tell whether asking for an address does something, like saving an entry to a shortlist: it is never asked."""
    return bool(_ACTS.search(address))
