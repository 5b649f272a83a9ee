"""The outside of the council's site: one file a kind of situation, found by looking."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world.model import Place, Records

RECORDS: dict[str, Records] = {}
"""Names with an oddity and no web server: filled below from the files' own RECORDS."""


def places() -> tuple[Place, ...]:
    """Give every place of every file, in the order of the files' names."""
    return tuple(place for module in _MODULES for place in module.PLACES)


_MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
for _module in _MODULES:
    RECORDS |= getattr(_module, "RECORDS", {})
