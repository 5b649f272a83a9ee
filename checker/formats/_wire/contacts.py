"""Contacts in the words of Open Referral UK (HSDS-UK 3): contact, phone, url, address, assured_date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from checker.formats._wire.shared import TOOL, Tool, clean, maybe
from checker.model.problems import fingerprint

if TYPE_CHECKING:
    from checker.formats._contacts import Known, Number

_TYPES = {"fax": "fax", "textphone": "textphone", "relay": "textphone", "sms": "text", "mobile": "cell"}
"""From the roles of a phone to HSDS's types; all others are voice."""


class Phone(msgspec.Struct, frozen=True):
    """A number, in international form where it is known."""

    number: str
    type: str
    description: str | None


class Url(msgspec.Struct, frozen=True):
    """An address of the contact's own."""

    url: str


class Address(msgspec.Struct, frozen=True):
    """As much of an address as is known: its postcode."""

    postal_code: str
    country: Literal["GB"]


class Sighting(msgspec.Struct, frozen=True):
    """A number or email that stood on the contact's own website, and the last day it did."""

    value: str
    on: str


class Contact(msgspec.Struct, frozen=True):
    """Somebody who can be reached. `pages` and `at_source` are ours: where it was found, and what its website says."""

    id: str
    name: str | None
    email: str | None
    other_emails: list[str]
    phones: list[Phone]
    urls: list[Url]
    addresses: list[Address]
    assured_date: str | None
    pages: list[str]
    at_source: list[Sighting]


class Contacts(msgspec.Struct, frozen=True):
    """Every contact that was found."""

    schema: Literal[1]
    tool: Tool
    contacts: list[Contact]


def document(contacts: tuple[Known, ...]) -> Contacts:
    """Turn contacts into their wire form."""
    return Contacts(schema=1, tool=TOOL, contacts=[_contact(each) for each in contacts])


def _contact(known: Known) -> Contact:
    numbers = [each.value or each.national for each in known.phones]
    return Contact(
        id=fingerprint("contact", known.name or "", *numbers, *known.emails, *known.links, known.postcode or ""),
        name=maybe(known.name),
        email=clean(known.emails[0]) if known.emails else None,
        other_emails=[clean(each) for each in known.emails[1:]],
        phones=[_phone(each) for each in known.phones],
        urls=[Url(url=clean(each)) for each in known.links],
        addresses=[Address(postal_code=clean(known.postcode), country="GB")] if known.postcode else [],
        assured_date=known.confirmed,
        pages=[clean(each) for each in known.pages],
        at_source=[Sighting(value=clean(each.value), on=each.on) for each in known.at_source],
    )


def _phone(number: Number) -> Phone:
    return Phone(
        number=clean(number.value or number.national),
        type=_TYPES.get(number.role or "", "voice"),
        description=maybe(number.label),
    )
