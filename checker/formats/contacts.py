"""Every contact found, and on which pages: worth having in itself.

Written as CSV, or as JSON in the words of Open Referral UK where the file is to end in `.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._contacts import Known, known
from checker.formats._csv import table
from checker.formats._discreet import pages
from checker.formats._log import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.originals import Confirmed
    from checker.model.reports import Extraction, Report, Style
    from checker.model.runs import PageResult

FILE = "contacts.csv"

_HEADER = ("name", "phones", "emails", "links", "postcode", "last_confirmed", "pages", "page_addresses", "at_source")


def report(report: Report, style: Style) -> str:
    """Write the contacts of a run."""
    return _written(pages(report.contents), report.run.confirmed, style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write the contacts of several sites as one list."""
    confirmed = tuple(day for each in reports for day in each.run.confirmed)
    return _written((page for each in reports for page in pages(each.contents)), confirmed, style)


def extract(extraction: Extraction, style: Style) -> str:
    """Write the contacts of some pages."""
    return _written(extraction.pages, (), style)


def _written(pages: Iterable[PageResult], confirmed: tuple[Confirmed, ...], style: Style) -> str:
    contacts = known(pages, confirmed)
    if style.ending == ".json":
        # msgspec is needed only by those who ask for JSON
        from checker.formats._wire.contacts import document  # noqa: PLC0415
        from checker.formats._wire.shared import encoded  # noqa: PLC0415

        return encoded(document(contacts), style, indent=2) + "\n"
    return harmless(table(_HEADER, map(_row, contacts)), style)


def _row(contact: Known) -> tuple[object, ...]:
    return (
        contact.name,
        "; ".join(each.national for each in contact.phones),
        "; ".join(contact.emails),
        "; ".join(contact.links),
        contact.postcode,
        contact.confirmed,
        len(contact.pages),
        "; ".join(contact.pages),
        "; ".join(f"{each.value} on {each.on}" for each in contact.at_source),
    )
