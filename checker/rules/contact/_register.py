"""The site file's register: which of its entries a contact is, and which details are whose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checker import numbering

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.sites import ContactDetails

_WORDS = re.compile(r"[\w&]+")
_BRACKETS = re.compile(r"\(([^()]*)\)")


@lru_cache(maxsize=256)
def key(detail: str, region: str) -> str:
    """Give a number or email in the form in which mentions hold it."""
    if "@" in detail:
        return detail.strip().lower()
    return numbering.e164(detail, region) or numbering.digits(detail)


@lru_cache(maxsize=1024)
def forms(name: str) -> frozenset[str]:
    """Give the ways a name is said: without its brackets, and what stands in them: "sendiags"."""
    told = (_BRACKETS.sub(" ", name), *_BRACKETS.findall(name))
    return frozenset(filter(None, (_plain(each) for each in told)))


def _plain(name: str) -> str:
    words = _WORDS.findall(name.casefold().replace("’", "").replace("'", ""))
    return " ".join(words[1:] if words[:1] in (["the"], ["our"]) else words)


def entry(register: Iterable[ContactDetails], name: str | None) -> ContactDetails | None:
    """Find the entry that a contact is."""
    told = forms(name) if name else frozenset()
    return next((each for each in register if not told.isdisjoint(forms(each.name))), None)
