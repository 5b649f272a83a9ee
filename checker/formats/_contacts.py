"""Contacts of many pages as one list: the same contact on several pages stands in it once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checker.text import printable, squash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.mentions import Contact, Mention
    from checker.model.runs import PageResult


class Number(Struct, frozen=True, kw_only=True):
    """One phone number."""

    national: str
    """As people in its country write it, or as it stands on the page where that is not known."""
    value: str | None
    """E.164 or a short code."""
    role: str | None
    label: str | None


class Known(Struct, frozen=True, kw_only=True):
    """One contact with all the pages that give it."""

    name: str | None
    phones: tuple[Number, ...]
    emails: tuple[str, ...]
    links: tuple[str, ...]
    postcode: str | None
    pages: tuple[str, ...]
    confirmed: str | None
    """The latest date on which one of its pages says it was changed or reviewed; ISO."""


class _Page(NamedTuple):
    """What of a page goes into the list: the page itself would fill the memory."""

    address: str
    updated: str | None


def known(pages: Iterable[PageResult]) -> tuple[Known, ...]:
    """List the contacts by name. Two are the same if name, numbers, emails, links and postcode are."""
    found: dict[Known, list[_Page]] = defaultdict(list)
    for page in pages:
        updated = page.inventory.updated
        here = _Page(page.address, updated.date if updated else None)
        for contact in page.inventory.contacts:
            found[_known(contact)].append(here)
    whole = (replace(each, pages=_addresses(where), confirmed=_latest(where)) for each, where in found.items())
    return tuple(sorted(whole, key=lambda each: ((each.name or "\U0010ffff").casefold(), each.pages, each.emails)))


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
