"""Tables an editor may change, each row with its source and date; and how they are read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Read the first names by which an email address is known to be a person's."""
    lines = (FOLDER / "first-names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
