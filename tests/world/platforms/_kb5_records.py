"""The sixty records of a directory on kb5: what each says, whom it names, and where it is listed."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tests.world.platforms._kb5_words import ADVICE, EVENTS, OFFERS, PLACES, SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANNELS = {
    "localofferchannel=0": "Everything",
    "localofferchannel=5": "Early years",
    "localofferchannel=10": "Schools and learning",
    "localofferchannel=2_8": "Things to do",
    "newlocalofferchannel=7_5_1": "Preparing for adulthood",
    "adultchannel=15": "Care and support",
}
_NAMES = tuple(CHANNELS)
SEED = "5UlEpXIMM8M"
ALONE = "_aQKpIQvXKE"
"""A record no list has: another record leads to it."""
SEARCHED = "l16KVkpetM4"
"""A record that only the results of a search have."""


class Contact(NamedTuple):
    """Whom a record names at its head."""

    address: tuple[str, ...]
    email: str
    phone: str
    website: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record."""

    action: str
    id: str
    title: str
    body: tuple[str, ...]
    """HTML of its own words."""
    changed: dt.date
    channels: tuple[str, ...] = ()
    contact: Contact | None = None
    typed: str = ""
    """A stamp that somebody typed between the words."""
    leads: tuple[str, ...] = field(default=())
    """Ids of records it links to."""

    @property
    def name(self) -> str:
        return f"{self.action}.page?id={self.id}"


_CASES = {"Word list": "ZtDvdgmZ8rA", "Sensory needs": "ztdvdgmz8ra"}
"""Two ids that differ in capitals only: two records."""
_KNOWN = {
    **_CASES,
    "Starting nursery: what to expect...": SEARCHED,
    "Money and benefits": ALONE,
    "Weekend Clubs Harbourshire": "wrt-2KeHnWc",
}
_TYPED = {
    "Short breaks explained": "Page last updated: {:%d/%m/%y}",
    "Sleep": "Page last modified:  {:%d/%m/%y}",
    "Travel to school": "Page last updated {:%d/%m/%y}",
}


@cache
def records() -> tuple[Record, ...]:
    """Give all sixty."""
    made = (_seed(), *_advice(), *_named("service", SERVICES), *_named("site", PLACES))
    return (*made, *_named("event", EVENTS), *_named("localoffer", OFFERS))


def by_id() -> dict[str, Record]:
    """Give every record by its id."""
    return {each.id: each for each in records()}


def _id(title: str) -> str:
    made = base64.urlsafe_b64encode(hashlib.sha256(title.encode()).digest()).decode()[:11]
    return _KNOWN.get(title, made)


def _changed(number: int) -> dt.date:
    return dt.date(2026, 10, 28) - dt.timedelta(days=11 * number)


def _listed(number: int, title: str) -> tuple[str, ...]:
    """Put a record into one, two or three channels. What is in none is led to by another way."""
    if _id(title) in {ALONE, SEARCHED}:
        return ()
    most = (_NAMES[0],) if number % 3 else ()
    return tuple(dict.fromkeys((*most, _NAMES[1 + number % 5], _NAMES[1 + number % 4])))


def _advice() -> Iterator[Record]:
    lines = ADVICE.splitlines()
    for number, (title, words) in enumerate(zip(lines[::2], lines[1::2], strict=True)):
        changed = _changed(number)
        body = [f"<p>{words}</p>", f"<p>{_more(title)}</p>"]
        if number % 4 == 1:
            phone, email = f"0117 496 {number:04}", f"desk{number}@harbourshire.gov.uk"
            body.append(f'<h3>Who to ask</h3><p>Advice desk {number}</p><p>Phone {phone}</p>'
                        f'<p>Email <a href="mailto:{email}">{email}</a></p>')  # fmt: skip
        typed = _TYPED[title].format(changed) if title in _TYPED else ""
        leads = (ALONE,) if title == "Personal budgets" else ()
        yield Record(
            action="advice", id=_id(title), title=title, body=tuple(body), changed=changed, typed=typed, leads=leads,
            channels=_listed(number, title),
        )  # fmt: skip


def _more(title: str) -> str:
    return f"This page is about {title.rstrip('.').lower()} here. Parents who have been there helped to write it."


def _named(action: str, titles: tuple[str, ...]) -> Iterator[Record]:
    """Make records that have a block of contact details at their head."""
    for number, title in enumerate(titles):
        place = {"service": 100, "site": 200, "event": 300, "localoffer": 400}[action] + number
        contact = _contact(title, place)
        said = f"<p>{_about(action, title)}</p>"
        again = f"<p>Phone {contact.phone} </p>\n<p>email {contact.email}</p>" if number % 3 == 0 else ""
        yield Record(
            action=action, id=_id(title), title=title, body=(said, again), changed=_changed(number * 2 + 1),
            channels=_listed(number + place, title), contact=contact,
        )  # fmt: skip


def _contact(title: str, place: int) -> Contact:
    short = "".join(each for each in title.lower() if each.isalpha())[:18]
    first = title.split(maxsplit=1)[0].replace("'", "").strip(",")
    local = first.capitalize() if place % 2 else first.lower()
    address = (f"{place} Ropewalk", "Harbour Bridge", f"BS99 {place % 9 + 1}QT")
    return Contact(
        address=address,
        email=f"{local}.{place}@harbourshire.gov.uk",
        phone=f"0117 496 {place:04}",
        website=f"www.harbour-{('clubs', 'halls', 'events', 'offers')[place // 100 - 1]}.org.uk/{short}",
    )


def _about(action: str, title: str) -> str:
    what = {
        "service": "runs all year, and takes families from anywhere in Harbourshire",
        "site": "has level access, a changing place and a quiet room",
        "event": "is free, and nobody needs to book",
        "localoffer": "says what is there, who it is for and how to ask",
    }[action]
    return f"{title} {what}. Brothers and sisters are welcome."


def _seed() -> Record:
    """The page it all began with: its facts, in other words."""
    return Record(
        action="advice",
        id=SEED,
        title="What is SEND mediation?",
        changed=dt.date(2023, 8, 29),
        typed="Page last modified 03/06/21",
        channels=("localofferchannel=0", "localofferchannel=10"),
        body=(
            "<h3>Two ways to settle a disagreement</h3>",
            (
                "<p>Talk to somebody senior at the school or service. If that does not help there are two ways on."
                " Mediation is the more formal one, on the way to the SEND Tribunal.</p>"
            ),
            "<h3>Help with a disagreement</h3>",
            "<p>SENDIAGS (SEND Information, Advice and Guidance Service)</p>",
            "<p>020 7275 6036 (Advice Line)</p>",
            "<p>07500 066 513 (Service Coordinator)</p>",
            '<p>Email <a href="mailto:sendiags@hackney.gov.uk">sendiags@hackney.gov.uk</a></p>',
            "<p>Web: www.hackneysendiags.co.uk</p>",
            "<h3>What is good about meditation?</h3>",
            "<p>A mediator takes no side, and a meeting can be had within weeks. Nobody has to take part.</p>",
            "<h3>Who does it</h3>",
            (
                "<p>Global Mediation - SEND mediation service is Hackney’s independent mediation service provider"
                " as of April 2021.</p>"
            ),
            '<p>Read about the service <a href="https://www.globalmediation.co.uk/">here</a></p>',
            "<p>Email: sen@globalmediation.co.uk</p>",
            "<p>Phone: 0800 064 44 88 / 0208 441 1355</p>",
            "<p>Website: www.globalmediation.co.uk</p>",
        ),
    )
