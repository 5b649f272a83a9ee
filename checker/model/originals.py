"""What organisations publish of themselves, and whether it is what we publish of them: evidence, then a judgement."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - msgspec reads the annotations when it runs
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from checker.model.mentions import Kind  # noqa: TC001 - msgspec reads the annotations when it runs


class Claim(NamedTuple):
    """A number or email that one of our pages gives for somebody who has a website of their own."""

    website: str
    """The address that our page gives, as it is asked."""
    kind: Kind
    value: str
    """As in `Mention.value`; an email all in small letters."""


class Stated(Struct, frozen=True, kw_only=True):
    """A number or email that readers of an organisation's own page see."""

    kind: Kind
    value: str
    old: bool = False
    """True where the page says that it is no longer in use."""


class Leaf(Struct, frozen=True, kw_only=True):
    """One page of an organisation's website."""

    url: str
    stated: tuple[Stated, ...] = ()
    hidden: tuple[str, ...] = ()
    """Runs of digits, and emails in small letters, anywhere in its source: also those that only machines read."""


class Organisation(Struct, frozen=True, kw_only=True):
    """What was seen of an organisation's website. Nothing here is a judgement."""

    domain: str
    """The registered one: `example.org.uk`."""
    looked: datetime
    """When, in UTC."""
    leaves: tuple[Leaf, ...] = ()
    why: str = ""
    """Why not all of it could be read that was to be; empty where it was."""
    branches: bool = False
    """True where it seems to have several offices, or more contact pages than were read: what it gives is not all."""


class Standing(StrEnum):
    """What becomes of a number or email when it is held against the organisation's own website."""

    FOUND = "found"
    CHANGED = "changed"
    """It is not there, and others of its kind are."""
    UNCLEAR = "unclear"
    """It is not there, and that proves nothing."""
    UNREAD = "unread"
    """Their pages could not be read."""


class Original(Struct, frozen=True, kw_only=True):
    """A number or email of ours, held against the organisation's own website."""

    standing: Standing
    day: date
    """When their pages were read, or were to be."""
    where: str = ""
    """The page of theirs it stands on; for what has changed, the page that gives another."""
    theirs: tuple[str, ...] = ()
    """What they publish instead, as people write it."""
    old: bool = False
    """True where they say that ours is no longer in use."""
    why: str = ""
    """A sentence, where their pages could not be read."""


class Confirmed(NamedTuple):
    """The last day on which a number or email stood on the website of the organisation it belongs to."""

    domain: str
    value: str
    on: date
