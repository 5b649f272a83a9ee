"""Telling people: what is said to whom, and what they were told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Notice(Struct, frozen=True, kw_only=True):
    """One message, ready to be sent. Whatever pages say in it is harmless."""

    channel: str
    """Name of the environment variable that says where it goes."""
    owner: str
    """Whom it is for, as it is to be printed."""
    subject: str
    """One line."""
    first: str
    """The first line of the text: it makes sense alone, on a phone."""
    text: str
    """Under 1,000 characters, the first line included."""
    html: str
    """The same as a mail, with more of the problems."""
    urgent: bool = False
    """True if something on a page is a danger to its readers."""


class Told(Struct, frozen=True, kw_only=True):
    """What was said on one channel before."""

    day: date | None = None
    """The day of the last message."""
    known: Mapping[str, frozenset[str]] = {}
    """By a site's key, what need not be said again."""
