"""Who a contact is: when two names are one, when a name is somebody's own, and which entry of the register it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checker import numbering

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.sites import ContactDetails

_WORDS = re.compile(r"[\w&]+")
_COMMON = frozenset(
    (
        "a about access admin admissions adult adults advice advisor adviser and appeals applications assessment"
        " booking bookings care case central centre change child children childrens client clinic coordinator"
        " college community complaints contact council customer day department desk details director duty early"
        " education emergency enquiries enquiry family families finance for free general group head headteacher"
        " health help helpline hotline hours house hub in information inclusion issues lead learning library line"
        " local main manager media national needs north nursery of office officer on opening or our out parent"
        " parents people phone practice press public referral referrals reception school schools section send sen"
        " senco service services social south special staff support switchboard team telephone the to transport unit"
        " us week welcome west east with work worker young youth your"
    ).split()
)
"""Words that names of many organisations' parts are made of: "the admissions team" is another one at each school."""
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


def said(name: str) -> str:
    """Give a name in the form by which two are compared."""
    return _plain(_BRACKETS.sub(" ", name)) or _plain(name)


@lru_cache(maxsize=4096)
def is_proper(name: str) -> bool:
    """Tell whether a name is one organisation's own, wherever it stands: it has a word that few others have."""
    words = _WORDS.findall(name)
    own = [word for word in words if word[:1].isupper() and word.casefold() not in _COMMON]
    return (len(words) > 1 and bool(own)) or any(len(word) > 4 and word.isupper() for word in own)  # noqa: PLR2004 - SENDIAGS, not BBC


def _plain(name: str) -> str:
    words = _WORDS.findall(name.casefold().replace("’", "").replace("'", ""))
    return " ".join(words[1:] if words[:1] in (["the"], ["our"]) else words)


def entry(register: Iterable[ContactDetails], name: str | None) -> ContactDetails | None:
    """Find the entry that a contact is."""
    told = forms(name) if name else frozenset()
    return next((each for each in register if not told.isdisjoint(forms(each.name))), None)


@lru_cache(maxsize=4096)
def are_related(one: str, other: str) -> bool:
    """Tell whether two names may be of one organisation: a word of their own in common, or the letters of the other."""
    words = [_own_words(name) for name in (one, other)]
    if not words[0].isdisjoint(words[1]):
        return True
    letters = [_initials(name) for name in (one, other)]
    return any(word in letters[1 - at] for at in (0, 1) for word in words[at] if len(word) > 1)


def _own_words(name: str) -> frozenset[str]:
    """Give the words that few others have, in one number: "families" is "family" in few names, so an s is dropped."""
    return frozenset(
        word.casefold().removesuffix("s") for word in _WORDS.findall(name) if word.casefold() not in _COMMON
    )


def _initials(name: str) -> frozenset[str]:
    """Give the letters that a name is shortened to, with its small words and without; SEND stays whole in SENDIAGS."""
    words = _WORDS.findall(_BRACKETS.sub(" ", name))
    capitals = [word for word in words if word[:1].isupper()]
    shortened = ("".join(word[0] for word in of) for of in (words, capitals))
    whole = "".join(word if word.isupper() else word[0] for word in capitals)
    return frozenset(letters.casefold().removesuffix("s") for letters in (*shortened, whole))
