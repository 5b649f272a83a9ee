"""What stands on pages, listed for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._excerpt import quoted
from checker.formats._log import BOLD, painted
from checker.model.mentions import Kind
from checker.text import count, printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Inventory, Mention
    from checker.model.reports import Extraction, Style
    from checker.model.runs import PageResult

_KINDS = (
    (Kind.PHONE, "phone number", "phone numbers"),
    (Kind.EMAIL, "email address", "email addresses"),
    (Kind.DATE, "date", "dates"),
    (Kind.POSTCODE, "postcode", "postcodes"),
    (Kind.LINK, "link", "links"),
)


def written(extraction: Extraction, style: Style) -> str:
    """Write what stands on each page."""
    pages = ["\n".join(_page(each, style)) + "\n" for each in extraction.pages if each.read]
    left = [f"Could not read “{quoted(each.what)}”: {squash(printable(each.why))}\n" for each in extraction.left]
    return "\n".join(pages) + ("\n" if pages and left else "") + "".join(left)


def _page(page: PageResult, style: Style) -> Iterator[str]:
    yield painted(f"“{quoted(page.title or page.target)}”", style, BOLD)
    yield squash(printable(page.address))
    yield from _ages(page.inventory)
    if not page.inventory.mentions:
        yield "Nothing found."
    for kind, one, many in _KINDS:
        found = page.inventory.of(kind)
        if found:
            yield ""
            yield count(len(found), one, many)
            yield from (_mention(each, style) for each in found)


def _ages(inventory: Inventory) -> Iterator[str]:
    if inventory.updated:
        yield f"Last {inventory.updated.kind.value} {inventory.updated.date}"
    if inventory.published:
        yield f"Published {inventory.published.date}"
    if inventory.review_due:
        yield f"Review due {inventory.review_due}"


def _mention(mention: Mention, style: Style) -> str:
    raw = quoted(mention.raw)
    shown = mention.text if mention.kind is Kind.LINK else mention.label
    parts = [f"  “{raw}”"]
    if mention.value is not None and mention.value != mention.raw:
        parts.append(f"= “{quoted(mention.value)}”")
    if mention.role is not None:
        parts.append(f"({mention.role.value})")
    if shown:
        parts.append(f"“{shorten(quoted(shown), style.width // 2)}”")
    return " ".join(parts)
