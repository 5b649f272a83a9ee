"""What rules about words that go stale share: how old a page is, and which pages may be old for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.days import last_day
from checker.model.pages import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from checker.model.pages import Block, Page
    from checker.model.rules import View

_RECORD = re.compile(
    r"\b(?:news(?:room)?|press[ _-]releases?|archived?|minutes[ _-]of|meeting[ _-]minutes|blogs?|history|obituary"
    r"|in memoriam|timeline|speech(?:es)?)\b",
    re.IGNORECASE,
)
"""Pages that tell what was so on a day, and stay right by that."""
_DATED = re.compile(r"/(?:19|20)\d\d/\d\d?/")
"""An address with a year and a month, as news sites and blogs make them."""
_NEWS = frozenset({"NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "DiscussionForumPosting"})
_TITLE = 300
"""Characters of a title that are looked at. A page without headings may have all its words for a title."""
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


def is_record(page: Page) -> bool:
    """Tell whether a page is a piece of news, an archive or a chronicle, by its address, its title and its metadata."""
    named = f"{page.url or ''} {(page.title or '')[:_TITLE]}"
    return bool(_RECORD.search(named) or _DATED.search(named)) or any(each.type in _NEWS for each in page.structured)


def as_of(view: View) -> date | None:
    """Give the day of the page's last change or review, as far as anybody knows."""
    updated = view.inventory.updated
    return last_day(updated.date) if updated else None


def own_blocks(page: Page, hints: tuple[str, ...]) -> Iterator[tuple[int, Block]]:
    """Yield the page's own blocks that hold one of the hints, which are in small letters."""
    for number, block in enumerate(page.blocks):
        if block.kind is BlockKind.CONTENT:
            words = block.text.lower()
            if any(hint in words for hint in hints):
                yield number, block


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends, white space left out."""
    start = 0
    for stop in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        words = text[start:stop]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        start = stop
