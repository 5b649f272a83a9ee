"""Contacts of many pages as one list: the same contact on several pages stands in it once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checker import websites
from checker.model.mentions import Kind
from checker.text import printable, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.model.mentions import Contact, Inventory, Mention
    from checker.model.originals import Confirmed
    from checker.model.runs import PageResult


class Number(Struct, frozen=True, kw_only=True):
    """One phone number."""

    national: str
    """As people in its country write it, or as it stands on the page where that is not known."""
    value: str | None
    """E.164 or a short code."""
    role: str | None
    label: str | None


class Sighting(Struct, frozen=True, kw_only=True):
    """A number or email that stood on the website of its owner."""

    value: str
    on: str
    """The last day it did; ISO."""


class Known(Struct, frozen=True, kw_only=True):
    """One contact with all the pages that give it."""

    name: str | None
    phones: tuple[Number, ...]
    emails: tuple[str, ...]
    links: tuple[str, ...]
    postcode: str | None
    pages: tuple[str, ...]
    confirmed: str | None
    """The latest date on which one of its pages says it was changed or reviewed, or on which something of it stood on
    its own website; ISO."""
    at_source: tuple[Sighting, ...] = ()


class _Page(NamedTuple):
    """What of a page goes into the list: the page itself would fill the memory."""

    address: str
    updated: str | None


def known(pages: Iterable[PageResult], confirmed: Iterable[Confirmed] = ()) -> tuple[Known, ...]:
    """List the contacts by name. Two are the same if name, numbers, emails, links and postcode are.

    Args:
        pages: What stands on them.
        confirmed: When numbers and emails last stood on the websites of their owners.
    """
    days = {(each.domain, each.value): each.on.isoformat() for each in confirmed}
    seen: dict[Known, dict[str, Sighting]] = defaultdict(dict)
    found: dict[Known, list[_Page]] = defaultdict(list)
    for page in pages:
        inventory = page.inventory
        here = _Page(page.address, inventory.updated.date if inventory.updated else None)
        sightings = _sightings(inventory, page.url, days)
        for contact in inventory.contacts:
            this = _known(contact)
            found[this].append(here)
            seen[this].update((each.value, each) for each in sightings.get(id(contact), ()))
    whole = (_whole(each, where, tuple(seen[each].values())) for each, where in found.items())
    return tuple(sorted(whole, key=lambda each: ((each.name or "\U0010ffff").casefold(), each.pages, each.emails)))


def _whole(contact: Known, where: list[_Page], seen: tuple[Sighting, ...]) -> Known:
    last = max(filter(None, (_latest(where), *(each.on for each in seen))), default=None)
    return replace(contact, pages=_addresses(where), confirmed=last, at_source=seen)


def _sightings(
    inventory: Inventory, page: str | None, days: Mapping[tuple[str, str], str]
) -> Mapping[int, list[Sighting]]:
    """Give, by contact, the days on which what it gives stood on its own website."""
    found: defaultdict[int, list[Sighting]] = defaultdict(list)
    for contact, claim, mention in websites.claimed(inventory, page) if days else ():
        on = days.get((websites.domain_of(claim.website), claim.value))
        if on:
            value = _national(mention) if mention.kind is Kind.PHONE else _fit(claim.value)
            found[id(contact)].append(Sighting(value=value, on=on))
    return found


def _known(contact: Contact) -> Known:
    return Known(
        name=_fit(contact.name) if contact.name else None,
        phones=tuple(_number(each) for each in contact.phones),
        emails=tuple(dict.fromkeys(_fit(each.value or each.raw) for each in contact.emails)),
        links=tuple(dict.fromkeys(_fit(each.value or each.raw) for each in contact.links)),
        postcode=_fit(contact.postcode.value or contact.postcode.raw) if contact.postcode else None,
        pages=(),
        confirmed=None,
    )


def _number(phone: Mention) -> Number:
    return Number(
        national=_national(phone),
        value=_fit(phone.value) if phone.value else None,
        role=phone.role.value if phone.role else None,
        label=_fit(phone.label) if phone.label else None,
    )


def _national(phone: Mention) -> str:
    """Write a number with its spaces and its zero: E.164 begins with a plus, which a spreadsheet calculates."""
    raw = _fit(phone.raw)
    if not phone.value or not phone.value.startswith("+"):
        return raw
    # 50 ms that only this format needs
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse  # noqa: PLC0415

    try:
        number = parse(phone.value)
    except NumberParseException:
        return raw
    abroad = not phone.value.startswith("+44")
    written: str = format_number(number, PhoneNumberFormat.INTERNATIONAL if abroad else PhoneNumberFormat.NATIONAL)
    return written.replace("+", "00 ", 1) if abroad else written


def _addresses(pages: list[_Page]) -> tuple[str, ...]:
    return tuple(sorted({page.address for page in pages}))


def _latest(pages: list[_Page]) -> str | None:
    return max((page.updated for page in pages if page.updated), default=None)


def _fit(words: str) -> str:
    return squash(printable(words[:2_000]))
