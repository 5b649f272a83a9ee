"""A service as Open Referral UK records it, and as a page that says the same."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Phone(Struct):
    """A number, with what it is for."""

    number: str | int = ""
    description: str | None = None


class Contact(Struct):
    """Somebody to turn to."""

    name: str | None = None
    title: str | None = None
    email: str | None = None
    phones: list[Phone] | None = None


class Organisation(Struct):
    """Who runs the service."""

    name: str | None = None
    website: str | None = None
    uri: str | None = None
    email: str | None = None
    phones: list[Phone] | None = None
    contacts: list[Contact] | None = None


class Location(Struct):
    """Where a service is given."""

    name: str | None = None
    phones: list[Phone] | None = None
    contacts: list[Contact] | None = None


class AtLocation(Struct):
    """A service at one of its locations, with what holds for both together."""

    location: Location | None = None
    phones: list[Phone] | None = None
    contacts: list[Contact] | None = None


class Service(Struct):
    """What the feed says of one service. What is not named here is of no interest."""

    id: str | int
    name: str = ""
    status: str = ""
    description: str | None = None
    alert: str | None = None
    url: str | None = None
    email: str | None = None
    fees_description: str | None = None
    application_process: str | None = None
    assured_date: str | None = None
    last_modified: str | None = None
    contacts: list[Contact] | None = None
    phones: list[Phone] | None = None
    organization: Organisation | None = None
    service_at_locations: list[AtLocation] | None = None


def written(service: Service) -> str:
    """Write a record as a page of HTML, so that it is read and judged as every other page is."""
    body = "\n".join(_parts(service))
    head = f'<meta charset="utf-8"><title>{escape(service.name)}</title>'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body><main>\n{body}\n</main></body></html>'


def _parts(service: Service) -> Iterator[str]:
    yield f"<h1>{escape(service.name)}</h1>"
    for words in (service.alert, service.description, service.fees_description, service.application_process):
        yield from (f"<p>{escape(line)}</p>" for line in (words or "").splitlines() if line.strip())
    yield from _ways(service.url, service.email, service.phones)
    yield from _contacts(service.contacts)
    for place in service.service_at_locations or ():
        there = place.location or Location()
        phones, contacts = (
            (*(there.phones or ()), *(place.phones or ())),
            (there.contacts or []) + (place.contacts or []),
        )
        if phones or contacts:
            yield f"<section><h2>{escape(there.name or 'Location')}</h2>"
            yield from _ways(None, None, phones)
            yield from _contacts(contacts)
            yield "</section>"
    run_by = service.organization
    if run_by and run_by.name:
        yield f"<section><h2>{escape(run_by.name)}</h2>"
        yield from _ways(run_by.website or run_by.uri, run_by.email, run_by.phones)
        yield from _contacts(run_by.contacts)
        yield "</section>"


def _contacts(contacts: Iterable[Contact] | None) -> Iterator[str]:
    for contact in contacts or ():
        named = ", ".join(filter(None, (contact.name, contact.title)))
        yield f"<section><h2>{escape(named or 'Contact')}</h2>"
        yield from _ways(None, contact.email, contact.phones)
        yield "</section>"


def _ways(url: str | None, email: str | None, phones: Iterable[Phone] | None) -> Iterator[str]:
    for phone in phones or ():
        about = f" ({escape(phone.description)})" if phone.description else ""
        yield f"<p>Telephone: {escape(str(phone.number))}{about}</p>"
    if email:
        yield f'<p>Email: <a href="mailto:{escape(email)}">{escape(email)}</a></p>'
    if url:
        yield f'<p>Website: <a href="{escape(url)}">{escape(url)}</a></p>'
