"""Names that an address gives away: spelt by its domain or its mailbox, abbreviated by them, or known for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import data
from checker.text import squash
from checker.urls import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OLD_MIDDLES = re.compile(r"\.(?:x\.)?(?:gsi|gcsx|gsx|gse)(?=\.gov\.uk$)")
_SHORTEST = len("mind")
_WHOLE = 9
"""Letters from which a mailbox that spells words of a heading does so on purpose."""
_LONGEST = 200
"""Characters of a line that may be a heading. A page may hold one line of megabytes, and a thousand mailboxes in it."""
_PARTS = frozenset({"team", "service", "services", "office", "unit", "hub", "desk", "helpline", "line"})
_CAPITALS = re.compile(r"([A-Z][a-z]+)(?: (?:and|of|for|the|&|in|to)| [A-Z][\w’'-]*)*? [A-Z][\w’'-]*(?=$| [a-z])")
_LONG_WORD = 6
_ANYBODYS = frozenset("admissions advice bookings contact enquiries information office reception support".split())
_ACRONYM = re.compile(r"[a-z]{3,6}")
_SMALL = r"(?:\s+(?:and|of|for|the|in|to|&))*\s+"


def by_domain(addresses: Iterable[str], words: str) -> str | None:
    """Find a name that an email or web address spells: "Global Mediation" for globalmediation.co.uk.

    Args:
        addresses: Normalised emails and web addresses of the contact.
        words: The text above the contact.
    """
    for address in addresses:
        label = (registrable(host_in(address)) or "").partition(".")[0].replace("-", "")
        if len(label) < _SHORTEST:
            continue
        spelt = re.search(r"\b" + r"[\s’'&-]*".join(map(re.escape, label)) + r"\b", words, re.IGNORECASE)
        if spelt and spelt[0][:1].isupper() and " " in spelt[0]:
            return squash(spelt[0])
    return None


def by_mailbox(addresses: Iterable[str], lines: Iterable[str]) -> str | None:
    """Find a heading that a mailbox spells from its beginning: "Have your say" for haveyoursay@."""
    boxes = [re.sub(r"[^a-z]", "", address.partition("@")[0].lower()) for address in addresses if "@" in address]
    headings = [line for line in lines if len(line) <= _LONGEST]
    for box in (box for box in boxes if len(box) >= _WHOLE):
        for line in headings:
            letters = re.sub(r"[^a-z]", "", line.lower())
            if letters == box or (letters.startswith(box) and (" - " in line or letters[len(box) :] in _PARTS)):
                return squash(line)
    return None


def by_first_word(addresses: Iterable[str], titles: Iterable[str]) -> str | None:
    """Find a name in a title that begins with the mailbox: "Foundry for Young Makers" for foundry@."""
    boxes = {address.partition("@")[0].lower() for address in addresses if "@" in address} - _ANYBODYS
    for title in titles:
        found = _CAPITALS.match(squash(title))
        if found and len(found[1]) >= _LONG_WORD and found[1].lower() in boxes:
            return found[0]
    return None


def by_letters(addresses: Iterable[str], words: str) -> str | None:
    """Find a name whose first letters an address holds: "Skills Funding Agency" for info@sfa.example.gov.uk."""
    for letters in dict.fromkeys(part for address in addresses for part in _parts(address)):
        initials = _SMALL.join(rf"{letter.upper()}[\w’'-]*" for letter in letters)
        found = re.search(rf"\b{initials}\b", words)
        if found:
            return squash(found[0])
    return None


def body(addresses: Iterable[str], *, itself: bool = False) -> str | None:
    """Give the public body whose domain an email has; with `itself`, not one of its parts."""
    known = data.public_bodies()
    for address in addresses:
        host = _OLD_MIDDLES.sub("", host_of_email(address))
        if itself:
            return known.get(host)
        while "." in host:
            if host in known:
                return known[host]
            host = host.partition(".")[2]
    return None


def host_of_email(address: str) -> str:
    """Give what stands behind the @."""
    return address.rpartition("@")[2] if "@" in address else ""


def host_in(address: str) -> str:
    """Give the host of an email or of a web address."""
    return address.rpartition("@")[2] if "@" in address else host_of(address)


def _parts(address: str) -> Iterator[str]:
    mailbox, _, host = address.partition("@")
    if not host:
        return
    yield from (part.lower() for part in re.findall(r"(?<![A-Za-z])[A-Z]{3,6}(?![A-Za-z])", mailbox))
    yield from (label for label in host.split(".") if _ACRONYM.fullmatch(label) and label not in _NOT_LETTERS)


_NOT_LETTERS = frozenset("gov org net com mail email gsi gcsx gsx gse nhs sch police info london".split())
