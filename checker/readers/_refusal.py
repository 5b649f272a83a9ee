"""What a reader says of what it cannot read."""

from __future__ import annotations

from checker.errors import Incomplete


class Unreadable(Incomplete):
    """This is not a page, or not one that can be read."""
