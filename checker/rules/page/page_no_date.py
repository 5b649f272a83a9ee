"""A page that does not say how old it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.mentions import Kind, Origin
from checker.model.pages import BlockKind, Place
from checker.model.problems import Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page
    from checker.model.rules import View

_WORDS = 5
"""Blocks of its own that make a page more than a list of links."""

_SAID = frozenset({Origin.STAMP, Origin.METADATA, Origin.API, Origin.TEXT, Origin.SITE_FILE})
"""Who can say it so that somebody knows. What a sitemap, a server or our memory holds, no reader sees."""


@rule("page-no-date", looks_at=Kind.PAGE, severity=Severity.UNTIDY, since="0.1")
def page_no_date(page: Page, view: View) -> Iterator[Fault]:
    """This page gives contact details and no date.

    Why it matters:
        Neither readers nor you can tell how old the details are.

    How to fix it:
        Show when the page was last reviewed.

    Problem:
        Parking permits

        Ask for a permit at the desk.

        Bring your papers.

        It takes a day.

        Telephone: 020 7275 6036

    Fine:
        Parking permits

        Ask for a permit at the desk.

        Bring your papers.

        It takes a day.

        Telephone: 020 7275 6036

        Last reviewed: 12/10/2026

    Authority:
        NHS service manual, "Know that a page is up to date"
    """
    found = view.inventory
    if page.url is None or page.scripted or any(each.origin in _SAID for each in found.stamps):
        return
    own = [each for kind in (Kind.PHONE, Kind.EMAIL) for each in found.of(kind) if not each.place.template]
    if own and sum(block.kind is BlockKind.CONTENT for block in page.blocks) >= _WORDS:
        yield Fault(message="This page does not say when it was changed or reviewed.", place=Place(quote=page.name))
