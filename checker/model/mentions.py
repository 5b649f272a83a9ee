"""What stands on a page: phones, emails, links, dates and postcodes, and the contacts they make up."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from checker.model.pages import Page, Place  # noqa: TC001 - msgspec reads the annotations when it runs
from checker.text import Spans, has_digit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class Kind(StrEnum):
    """What a rule can look at. The first five are the kinds of mention; the last is all pages of a run at once."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    DATE = "date"
    POSTCODE = "postcode"
    CONTACT = "contact"
    BLOCK = "block"
    PAGE = "page"
    SITE = "site"


class Role(StrEnum):
    """What a mention is for: how a phone is answered, what a date says, what a link is."""

    VOICE = "voice"
    MOBILE = "mobile"
    FAX = "fax"
    TEXTPHONE = "textphone"
    RELAY = "relay"
    SMS = "sms"
    SHORT_CODE = "short-code"
    PERSONAL = "personal"
    FOREIGN = "foreign"
    MODIFIED = "modified"
    REVIEWED = "reviewed"
    REVIEW_DUE = "review-due"
    PUBLISHED = "published"
    DEADLINE = "deadline"
    EVENT = "event"
    AS_OF = "as-of"
    HYPERLINK = "hyperlink"
    TEXT = "text"
    TEL = "tel"
    MAILTO = "mailto"
    IMAGE = "image"
    OTHER = "other"


ANSWERED = frozenset({None, Role.VOICE, Role.MOBILE})
"""Numbers that somebody answers; None where a page does not say how."""
FOLLOWED = frozenset({Role.HYPERLINK, Role.TEXT})
"""Links that readers follow: elements with words, and addresses in the text."""


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """One phone, email, link, date or postcode, where it stands."""

    kind: Kind
    raw: str
    """Exactly as written on the page."""
    value: str | None
    """Normalised: E.164, short codes as digits; address with its domain in lower case; absolute URL; ISO date, month,
    year, `--MM-DD` or interval; postcode with one space. None where there is no such form."""
    place: Place
    role: Role | None = None
    label: str | None = None
    """The words beside it that say what it is for: "Advice Line"."""
    text: str | None = None
    """For a link: the words a reader clicks on."""
    tag: str | None = None
    """For a link: the element it came from; None for an address in the text."""


class Contact(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody who can be reached, and how."""

    name: str | None
    phones: tuple[Mention, ...] = ()
    emails: tuple[Mention, ...] = ()
    links: tuple[Mention, ...] = ()
    postcode: Mention | None = None


class Origin(StrEnum):
    """Where the knowledge of a page's age comes from, the most trusted first."""

    STAMP = "stamp"
    METADATA = "metadata"
    API = "api"
    SITEMAP = "sitemap"
    HTTP = "http"
    TEXT = "text"
    SITE_FILE = "site-file"
    MEMORY = "memory"


class Stamp(Struct, frozen=True, kw_only=True, gc=False):
    """One statement of when a page was modified, reviewed or published, or is due for review."""

    date: str
    """ISO: YYYY-MM-DD, YYYY-MM or YYYY."""
    kind: Role
    origin: Origin
    raw: str | None = None
    place: Place | None = None


Found = Mention | Contact | Stamp
"""What an extractor may give."""


class Inventory(Struct, frozen=True, kw_only=True):
    """Everything found on one page, in document order."""

    mentions: tuple[Mention, ...] = ()
    contacts: tuple[Contact, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    updated: Stamp | None = None
    published: Stamp | None = None
    review_due: str | None = None

    def looked_after(self, today: date) -> Stamp | None:
        """Give the last change of the page, or a later review: whoever read it through has seen to it."""
        reviews = (each for each in self.stamps if each.kind is Role.REVIEWED and each.date <= today.isoformat())
        updated = (self.updated,) if self.updated else ()
        return max((*updated, *reviews), key=lambda each: each.date, default=None)

    def of(self, kind: Kind) -> tuple[Mention, ...]:
        """Give the mentions of one kind, in document order."""
        return tuple([mention for mention in self.mentions if mention.kind is kind])

    def counted(self) -> Mapping[Kind, int]:
        """Count the mentions of each kind."""
        return Counter([mention.kind for mention in self.mentions])


class Seen(Struct):
    """What the extractors that ran earlier have found: the only thing that grows while a page is read."""

    region: str
    """For phone numbers without a country code: `GB`."""
    mentions: list[Mention] = field(default_factory=list)
    spans: dict[int, Spans] = field(default_factory=lambda: defaultdict(Spans))
    """Per block the stretches of text that are already spoken for."""
    untold: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """Per block the mentions whose words are not yet among these: most blocks are never asked about."""
    numbered: tuple[int, ...] | None = None
    """The blocks that hold a digit, once somebody asked."""

    def add(self, found: Iterable[Found]) -> None:
        """Take over what one extractor found."""
        for each in found:
            if isinstance(each, Mention):
                self.mentions.append(each)
                place = each.place
                if place.block is not None and place.end > place.start:
                    self.untold[place.block].append(place)

    def taken(self, block: int, start: int, end: int) -> bool:
        """Tell whether any of these characters belong to an earlier mention."""
        for place in self.untold.pop(block, ()):
            self.spans[block].add(place.start, place.end)
        return block in self.spans and self.spans[block].overlap(start, end)

    def with_digits(self, page: Page) -> tuple[int, ...]:
        """Give the numbers of the blocks with a digit from 0 to 9: only these hold dates, phones or postcodes."""
        if self.numbered is None:
            self.numbered = tuple([number for number, block in enumerate(page.blocks) if has_digit(block.text)])
        return self.numbered

    def of(self, kind: Kind) -> tuple[Mention, ...]:
        """Give the mentions of one kind found so far."""
        return tuple([mention for mention in self.mentions if mention.kind is kind])
