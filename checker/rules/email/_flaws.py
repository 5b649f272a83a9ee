"""What is wrong with an email address as it is written: the one thing most wrong, so that one slip is one problem."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import mailboxes
from checker.rules._hosts import mended
from checker.urls import known_ending, registrable

if TYPE_CHECKING:
    from checker.model.mentions import Mention


class Flaw(StrEnum):
    """What is wrong with an email address."""

    HIDDEN = "hidden"
    SPELT = "spelt"
    MALFORMED = "malformed"
    ENDING = "ending"
    RETIRED = "retired"


class Written(Struct, frozen=True, kw_only=True):
    """An email address that cannot be right, why, and what was probably meant."""

    flaw: Flaw
    why: str = ""
    meant: str | None = None


FREE = frozenset(
    (
        "aol.com btinternet.com gmail.com googlemail.com gmx.com hotmail.co.uk hotmail.com icloud.com live.co.uk"
        " live.com mail.com me.com msn.com ntlworld.com outlook.com protonmail.com proton.me rocketmail.com sky.com"
        " talktalk.net tiscali.co.uk virginmedia.com yahoo.co.uk yahoo.com ymail.com"
    ).split()
)
"""Who gives mailboxes to anybody."""
RETIRED = re.compile(r"\.(?:x\.)?(?P<family>gsi|gcsx|gsx|gse)\.gov\.uk$|\.(?P<police>pnn)\.police\.uk$")
"""Families of addresses that government and police have left."""

_SPELT = re.compile(r"[\[(]\s?(?:at|dot)\s?[\])]", re.IGNORECASE)
_CODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_LABEL_STUCK = re.compile(r"(?:www\.|mailto:)", re.IGNORECASE)
_NEAR_ENDING = {"nhs": "nhs.uk", "con": "com", "comm": "com", "cmo": "com", "ogr": "org", "orguk": "org.uk"}


def flaw_of(email: Mention) -> Written | None:
    """Say what is wrong with an email as a reader sees it; None if nothing is, or if no reader sees it."""
    href = email.place.href
    if "protected]" in email.raw.lower():
        return Written(flaw=Flaw.HIDDEN) if email.value is None else None
    if _SPELT.search(email.raw):
        return Written(flaw=Flaw.SPELT, meant=email.value)
    if href is not None and (email.raw != email.place.quote or "@" not in email.raw):
        return None  # the link writes to it, but its words do not show it
    return flaw(email.raw)


@lru_cache(maxsize=4096)
def flaw(address: str) -> Written | None:
    """Say what is wrong with an address that is written out."""
    words = address.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    local, at, host = words.rpartition("@")
    if at and "." not in host and "," not in host:
        return Written(flaw=Flaw.MALFORMED, why="has no dot after the @ sign")
    if _CODED.search(local):
        return Written(flaw=Flaw.MALFORMED, why="has a coded character in it")
    if not (at and mailboxes.is_sound(words)):
        return _malformed(words)
    stuck = _LABEL_STUCK.match(local)
    if stuck and local[stuck.end() :]:
        meant = f"{local[stuck.end() :]}@{host}"
        return Written(flaw=Flaw.MALFORMED, why=f"begins with “{stuck[0]}”", meant=meant)
    if RETIRED.search(host.lower()):
        return Written(flaw=Flaw.RETIRED)
    if not known_ending(host.lower()) or mailboxes.is_special(host):
        return _ending(local, host.lower())
    return None


def _malformed(words: str) -> Written:
    local, _, host = words.rpartition("@")
    right, why = mended("".join(host.split()).strip(".,;:"))
    local = re.sub(r"\.{2,}", ".", "".join(local.split())).strip("@.,;:")
    meant = f"{local}@{right}"
    if any(letter.isspace() for letter in words):
        why = "has a space in it"
    elif "@@" in words:
        why = "has two @ signs"
    elif ".." in words:
        why = "has a dot too many"
    sound = bool(local) and meant != words and flaw(meant) is None if mailboxes.PLAIN.fullmatch(meant) else False
    return Written(flaw=Flaw.MALFORMED, why=why or "is not written like one", meant=meant if sound else None)


def _ending(local: str, host: str) -> Written:
    head, _, ending = host.rpartition(".")
    right, _ = mended(host)
    near = _NEAR_ENDING.get(ending)
    right = f"{head}.{near}" if near else right
    known = right != host and registrable(right) is not None
    return Written(
        flaw=Flaw.ENDING,
        why=f"ends in .{ending}, and no address ends like that",
        meant=f"{local}@{right}" if known else None,
    )
