"""Names for contacts that nothing beside, above or in their addresses names: weaker signs, each better than no name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.extractors import _spelt
from checker.text import squash
from checker.urls import registrable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.pages import Page

_LINE = re.compile(
    r"^(?:[A-Z][\w’'&-]*\s+){0,4}(?:[Ll]ine|[Hh]elpline|[Aa]dviceline|[Hh]otline|[Dd]esk|[Rr]eception|[Ss]witchboard)\W*$"
)
_CAPITAL = r"[A-Z][\w’'&-]*"
_SUBJECT = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?:The\s+)?"
    rf"(?P<name>{_CAPITAL}(?:[ \xa0](?:(?:and|of|for|the|&|in) ){{0,2}}{_CAPITAL}){{1,6}}|[A-Z]{{4,12}})"
    rf"[ \xa0](?:is|are|offers?|provides?|supports?|helps?|gives?|runs?|works?)\b"
)
_OPENERS = frozenset(
    "all any both each every if in it many most no one our some that there these they this we you".split()
)
_LONGEST = 2000
"""Characters of a block that are searched: who runs a service is said at the beginning."""
_COUNCIL = re.compile(r"\bcouncil\b", re.IGNORECASE)
_TAIL = re.compile(
    r"(?<=[a-z]{3})(?=(?:team|desk|managers?|office|service|services|line|helpline|hub|unit|advice|support)$)"
)
_ANYBODYS = frozenset(
    (
        "admin administration advice admissions bookings contact contactus contacts customerservices email enquiries"
        " enquiry"
        " feedback general hello help helpline info information mail mailbox media office post press queries reception"
        " referrals secretary support team webmaster"
    ).split()
)
"""Mailboxes that everybody has."""
_PARTS = re.compile(r"[._-]+")
_OPENING = re.compile(rf"\s*{_CAPITAL}(?: (?:&|and|of|for|{_CAPITAL}))+")
_MOST_WORDS = 6
_FEW_LETTERS = 4
_MOST_PARTS = 4


def by_line(lines: Iterable[str]) -> str | None:
    """Find a line that says what kind of line it is: "Advice Line"."""
    return next((squash(line).rstrip(": ") for line in lines if _LINE.match(squash(line))), None)


def by_subject(page: Page) -> str | None:
    """Find whom the page's first sentence about somebody is about: "Harbour Families is independent"."""
    for block in page.blocks:
        for found in _SUBJECT.finditer(block.text[:_LONGEST]):
            if found["name"].split()[0].lower() not in _OPENERS:
                return squash(found["name"])
    return None


def by_mailbox(addresses: Iterable[str]) -> str | None:
    """Read the name of a team's mailbox: "Send managers" for sendmanagers@. Those of people say nothing of a team."""
    for address in addresses:
        box = address.partition("@")[0].lower()
        parts = [part for each in _PARTS.split(box) for part in _TAIL.split(each)]
        alone = len(parts) < 2 or len(parts) > _MOST_PARTS  # noqa: PLR2004 - one word is not a team's name
        if "@" in address and not alone and box not in _ANYBODYS and _is_team(parts):
            return " ".join(parts).capitalize()
    return None


def _is_team(parts: list[str]) -> bool:
    return all(part.isalpha() for part in parts) and _TAIL.search(f"abc{parts[-1]}") is not None


def office(place: str, lead: str, page: Page) -> str:
    """Name an office by its organisation where a heading gives only the place: "Oakley Advice Leeds".

    The organisation opens the line of the number, which is an address, and stands somewhere on the page by itself.

    Args:
        place: One word, which the line holds too.
        lead: The words before the number.
        page: Where it stands.
    """
    opening = _OPENING.match(lead)
    words = opening[0].split() if opening else []
    for length in range(min(len(words), _MOST_WORDS), 1, -1):
        name = " ".join(words[:length])
        alone = re.compile(rf"{re.escape(name)}(?=[ \xa0][a-z]|[.,;:()])")
        if name[-1].isalpha() and any(alone.search(each.text[:_LONGEST]) for each in page.blocks):
            return f"{name} {place}"
    return place


def by_council(addresses: Iterable[str], page: Page) -> str | None:
    """Name the council whose site or mailbox an address is, where the page speaks of the council."""
    for address in addresses:
        own, dot, ending = (registrable(_spelt.host_in(address)) or "").partition(".")
        if dot and ending == "gov.uk" and len(own) >= _FEW_LETTERS:
            return f"{own.capitalize()} Council" if any(_COUNCIL.search(each.text) for each in page.blocks) else None
    return None
