"""Tells whether a wall against automatic visitors answered, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.lookups._sight import plain
from checker.lookups._tables import table

if TYPE_CHECKING:
    from checker.lookups._sight import Sight
    from checker.lookups._tables import Row

REFUSALS = frozenset({403, 405, 406, 429, 451, 999})
_HEAD = 65_536
_FEW_WORDS = 150
"""A page with more words than this that mentions a wall tells of it, or is fetched through it."""


def wall(sight: Sight) -> str | None:
    """Name the wall that answered instead of the page, or None."""
    refused = sight.fetched.status in REFUSALS
    body = sight.fetched.body[:_HEAD].lower().translate(None, b"\r")
    few = sight.document is not None and sight.document.words <= _FEW_WORDS
    for row in table("walls")["wall"]:
        if row.proof != "alone" and not refused:
            continue
        in_page = row.where in {"body", "title"}
        if in_page and not (refused or few):
            continue
        if _shows(row, sight, body):
            return row.name
    return None


def _shows(row: Row, sight: Sight, body: bytes) -> bool:
    words = row.words[0]
    match row.where:
        case "header":
            name, _, value = words.partition(":")
            return any(key == name and found.lower().startswith(value.strip()) for key, found in sight.fetched.headers)
        case "server":
            return sight.fetched.header("server").lower().startswith(words)
        case "cookie":
            return any(key == "set-cookie" and found.lower().startswith(words) for key, found in sight.fetched.headers)
        case "title":
            return sight.document is not None and plain(sight.document.title) == plain(words)
        case _:
            return words.encode() in body
