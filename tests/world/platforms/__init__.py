"""Whole sites on platforms that councils use: one file a platform, found by looking.

A file has `PLATFORMS`: each is a site with its host, a site file for it, and the exact set of pages to be found.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world.model import Place, Records
    from tests.world.platforms._platform import Platform


def platforms() -> dict[str, Platform]:
    """Give every site by its key."""
    return {each.key: each for module in _MODULES for each in module.PLATFORMS}


def places() -> tuple[Place, ...]:
    """Give the hosts of every site, in the order of the files' names."""
    return tuple(each.place for each in platforms().values())


def records() -> dict[str, Records]:
    """Give the names of every site that have no web server."""
    return {name: said for each in platforms().values() for name, said in each.records.items()}


_MODULES = [
    import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__) if not each.name.startswith("_")
]
