"""Tables an editor may change, each row with its source and date; and how they are read."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

FOLDER = Path(__file__).parent
NATIONAL = "national"
"""The pack of what holds everywhere."""


class RetiredTerm(Struct, frozen=True, kw_only=True):
    """Words that are out of date. What each field means stands at the top of `retired-terms.toml`."""

    words: tuple[str, ...]
    kind: str
    source: str
    pack: str
    checked: date | None = None
    now: str | None = None
    since: str | None = None
    hosts: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Confusable(Struct, frozen=True, kw_only=True):
    """A word that is probably a slip where a page speaks of another."""

    wrong: str
    meant: str
    family: tuple[str, ...]
    source: str
    small: bool = False


@lru_cache(maxsize=1)
def retired_terms() -> tuple[RetiredTerm, ...]:
    """Read `retired-terms.toml`. What makes any sentence one of the past is added to each row's own."""
    table = tomllib.loads((FOLDER / "retired-terms.toml").read_text(encoding="utf-8"))
    return tuple(
        RetiredTerm(
            words=tuple(row["words"]),
            kind=row["class"],
            source=row["source"],
            checked=row["checked"],
            pack=row["pack"],
            now=row.get("now"),
            since=row.get("since"),
            hosts=tuple(row.get("hosts", ())),
            not_if=(*table["not_if"], *row.get("not_if", ())),
            needs=tuple(row.get("needs", ())),
        )
        for row in table["term"]
    )


@lru_cache(maxsize=1)
def past_signs() -> tuple[str, ...]:
    """Give the words that make any sentence one of the past, from `retired-terms.toml`."""
    return tuple(tomllib.loads((FOLDER / "retired-terms.toml").read_text(encoding="utf-8"))["not_if"])


@lru_cache(maxsize=1)
def confusable_words() -> tuple[Confusable, ...]:
    """Read `confusable-words.toml`."""
    table = tomllib.loads((FOLDER / "confusable-words.toml").read_text(encoding="utf-8"))
    return tuple(
        Confusable(
            wrong=row["wrong"],
            meant=row["meant"],
            family=tuple(row["family"]),
            source=row["source"],
            small=row.get("small", False),
        )
        for row in table["pair"]
    )


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Read the first names by which an email address is known to be a person's."""
    lines = (FOLDER / "first-names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@lru_cache(maxsize=1)
def public_bodies() -> dict[str, str]:
    """Read the names of public bodies by their email domains."""
    lines = (FOLDER / "public-bodies.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {domain: name.strip() for domain, name in rows}
