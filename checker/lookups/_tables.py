"""Reads the tables of marks, each once and only when the first page needs it."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Row(Struct, frozen=True, kw_only=True):
    """One row of a table: words that mean the same, and what else the table says of them."""

    words: tuple[str, ...]
    about: str = ""
    name: str = ""
    where: str = ""
    proof: str = ""


@lru_cache(maxsize=8)
def table(name: str) -> Mapping[str, tuple[Row, ...]]:
    """Read a table of `checker/data` by its name without ending: its rows by heading."""
    found = tomllib.loads(files("checker.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return {heading: tuple(_row(each) for each in rows) for heading, rows in found.items()}


@lru_cache(maxsize=32)
def words(name: str, heading: str) -> tuple[str, ...]:
    """Give all words under one heading of a table, in its order."""
    return tuple(word for row in table(name)[heading] for word in row.words)


def _row(found: Mapping[str, object]) -> Row:
    said = found["words"]
    return Row(
        words=tuple(map(str, said)) if isinstance(said, list) else (str(said),),
        about=str(found.get("about", "")),
        name=str(found.get("name", "")),
        where=str(found.get("in", "")),
        proof=str(found.get("proof", "")),
    )


def ends_with(host: str, suffixes: tuple[str, ...]) -> str | None:
    """Give the suffix a host belongs to. Whole labels only: `notsedo.com` is not `sedo.com`."""
    if not host.endswith(suffixes):
        return None  # nearly every host
    return next((each for each in suffixes if host == each or host.endswith("." + each)), None)
