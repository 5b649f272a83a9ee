"""What stands on pages, as machines read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from checker.formats._wire.shared import TOOL, Stamp, Tool, clean, maybe, stamp

if TYPE_CHECKING:
    from checker.model import mentions, problems, reports, runs

AROUND = 60
"""Characters on either side of a quotation."""


class Mention(msgspec.Struct, frozen=True):
    """One phone, email, link, date or postcode."""

    kind: Literal["phone", "email", "link", "date", "postcode"]
    raw: str
    value: str | None
    role: str | None
    label: str | None
    heading: str | None
    href: str | None
    text: str | None
    before: str
    after: str


class Contact(msgspec.Struct, frozen=True):
    """Somebody who can be reached, and how."""

    name: str | None
    phones: list[str]
    emails: list[str]
    links: list[str]
    postcode: str | None


class ExtractPage(msgspec.Struct, frozen=True):
    """What stands on one page."""

    target: str
    url: str | None
    title: str | None
    language: str | None
    updated: Stamp | None
    published: Stamp | None
    review_due: str | None
    mentions: list[Mention]
    contacts: list[Contact]


class Left(msgspec.Struct, frozen=True):
    """What could not be looked at."""

    what: str
    why: str
    stage: str


class Extract(msgspec.Struct, frozen=True):
    """What `extract --format json` prints."""

    schema: Literal[1]
    tool: Tool
    pages: list[ExtractPage]
    unchecked: list[Left]


def document(extraction: reports.Extraction) -> Extract:
    """Turn an extraction into its wire form."""
    return Extract(
        schema=1,
        tool=TOOL,
        pages=[page(each) for each in extraction.pages],
        unchecked=[_left(each) for each in extraction.left],
    )


def page(result: runs.PageResult) -> ExtractPage:
    """Turn what stands on one page into its wire form."""
    found = result.inventory
    return ExtractPage(
        target=clean(result.target),
        url=maybe(result.url),
        title=maybe(result.title),
        language=maybe(result.language),
        updated=stamp(found.updated),
        published=stamp(found.published),
        review_due=found.review_due,
        mentions=[_mention(each) for each in found.mentions],
        contacts=[_contact(each) for each in found.contacts],
    )


def _mention(found: mentions.Mention) -> Mention:
    place = found.place
    return Mention(
        kind=found.kind.value,  # type: ignore[arg-type]  # only the first five kinds are mentions
        raw=clean(found.raw),
        value=maybe(found.value),
        role=found.role.value if found.role else None,
        label=maybe(found.label),
        heading=maybe(place.heading),
        href=maybe(place.href),
        text=maybe(found.text),
        before=clean(place.before[-AROUND:]),
        after=clean(place.after[:AROUND]),
    )


def _contact(found: mentions.Contact) -> Contact:
    return Contact(
        name=maybe(found.name),
        phones=[clean(each.raw) for each in found.phones],
        emails=[clean(each.raw) for each in found.emails],
        links=[clean(each.raw) for each in found.links],
        postcode=clean(found.postcode.raw) if found.postcode else None,
    )


def _left(unchecked: problems.Unchecked) -> Left:
    return Left(what=clean(unchecked.what), why=clean(unchecked.why), stage=unchecked.stage)
