"""Which rules are wanted, by what stands in the folders: none is loaded to know its name."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from checker import family
from checker.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

_RULES = "checker.rules"


@lru_cache(maxsize=1)
def subjects() -> Mapping[str, ModuleType]:
    """Give the folder of each subject by its name."""
    package = import_module(_RULES)
    return {
        name: import_module(f"{_RULES}.{name}") for _, name, is_folder in iter_modules(package.__path__) if is_folder
    }


def names(only: Iterable[str] = (), skip: Iterable[str] = ()) -> frozenset[str]:
    """Name the rules that `--only` and `--skip` leave. Each word is a rule's name or a subject.

    Raises:
        UsageFault: A word is neither.
    """
    only, skip = tuple(only), tuple(skip)
    # a rule's file is called as the rule is
    of = {file.replace("_", "-"): subject for subject, folder in subjects().items() for file in family.names(folder)}
    for word in (*only, *skip):
        if word not in of and word not in subjects():
            raise UsageFault(f'There is no rule called "{word}".', family.suggest(word, {*of, *subjects()}))
    return frozenset(
        name
        for name, subject in of.items()
        if (not only or name in only or subject in only) and name not in skip and subject not in skip
    )
