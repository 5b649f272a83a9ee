"""Families: folders in which each file is a member, found by looking.

Adding a member is adding a file. A file whose name begins with an underscore is machinery of the family, not a member.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from checker.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


@lru_cache(maxsize=64)
def names(package: ModuleType) -> tuple[str, ...]:
    """List the members of a family in alphabetical order, without importing them."""
    # a folder is looked through once a run, not once a page
    found = (info.name for info in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def member(package: ModuleType, name: str) -> ModuleType:
    """Import one member of a family.

    Raises:
        UsageFault: There is no such member. The message suggests the nearest name.
    """
    known = names(package)
    if name not in known:
        kind = package.__name__.rpartition(".")[2].rstrip("s")
        raise UsageFault(f'There is no {kind} called "{name}".', suggest(name, known))
    return import_module(f"{package.__name__}.{name}")


def members(package: ModuleType) -> tuple[ModuleType, ...]:
    """Import all members of a family, in alphabetical order."""
    return tuple(import_module(f"{package.__name__}.{name}") for name in names(package))


def suggest(word: str, known: Iterable[str]) -> str:
    """Say which of the known words was probably meant, or list them."""
    # difflib costs 5 ms to import and is needed only when something was mistyped
    from difflib import get_close_matches  # noqa: PLC0415

    choices = sorted(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(choices)}."
