"""Whether a page says what a call costs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.pages import Page

_STATED = re.compile(
    r"\d(?:\.\d+)?[ \xa0]?p(?:\b|pm\b)|\bpence\b|\b(?:access|service) charge"
    r"|£\d[\d.]*[ \xa0](?:a|per)[ \xa0](?:call|min)",
    re.IGNORECASE,
)
_NEAR = 2
"""How many blocks away a statement may stand: "next to the number" in Ofcom's words."""


def states_cost(page: Page, block: int) -> bool:
    """Tell whether the cost of calls is stated in a block or beside it."""
    return any(_states(each.text) for each in page.blocks[max(0, block - _NEAR) : block + _NEAR + 1])


@lru_cache(maxsize=64)
def _states(words: str) -> bool:
    # once a block, however many numbers stand in it
    return _STATED.search(words) is not None
