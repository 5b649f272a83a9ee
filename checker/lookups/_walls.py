"""Tells whether a wall against automatic visitors answered, and whose it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from checker.lookups._sight import plain
from checker.lookups._sign_in import asks_to_sign_in
from checker.lookups._tables import ends_with, table, words

if TYPE_CHECKING:
    from checker.lookups._sight import Sight
    from checker.lookups._tables import Row

REFUSALS = frozenset({403, 405, 406, 429, 451, 999})
_HEAD = 65_536
_FEW_WORDS = 150
"""A page with more words than this that mentions a wall tells of it, or is fetched through it."""
_HARDLY_ANY = 60
_BAD_REQUEST = 400


def wall(sight: Sight) -> str | None:
    """Name the wall that answered instead of the page, or None."""
    refused = sight.fetched.status in REFUSALS
    people_only = _people_only(sight)
    if people_only:
        return people_only
    shown = sight.document.words if sight.document else 0
    rows = _telling(refused=refused, few=shown <= _FEW_WORDS, hardly_any=shown <= _HARDLY_ANY)
    body = sight.fetched.body[:_HEAD].lower() if refused or shown <= _FEW_WORDS else b""
    return next((row.name for row in rows if _shows(row, sight, body)), None)


@lru_cache(maxsize=8)
def _telling(*, refused: bool, few: bool, hardly_any: bool) -> tuple[Row, ...]:
    """Give the marks that count for an answer: the same words in a long page only tell of a wall."""

    def counts(row: Row) -> bool:
        if refused or row.where not in {"body", "title"}:
            return refused or row.proof != "refusal"
        return row.proof != "refusal" and (few if row.proof == "alone" else hardly_any)

    return tuple(filter(counts, table("walls")["wall"]))


def _people_only(sight: Sight) -> str | None:
    """Name a site that shows its pages to people and asks all others to sign in."""
    site = ends_with(sight.asked_host, words("walls", "people_only"))
    if site is None or sight.fetched.status is None:
        return None
    asked = sight.moved and asks_to_sign_in(sight.path) and not asks_to_sign_in(sight.asked_path)
    return site if asked or sight.fetched.status == _BAD_REQUEST else None


def _shows(row: Row, sight: Sight, body: bytes) -> bool:
    said = row.words[0]
    match row.where:
        case "header":
            name, _, value = said.partition(":")
            return any(key == name and found.lower().startswith(value.strip()) for key, found in sight.fetched.headers)
        case "server":
            return sight.fetched.header("server").lower().startswith(said)
        case "cookie":
            return any(key == "set-cookie" and found.lower().startswith(said) for key, found in sight.fetched.headers)
        case "title":
            document = sight.document
            return document is not None and plain(said) in map(plain, (document.title, *document.headings))
        case _:
            return said.encode() in body
