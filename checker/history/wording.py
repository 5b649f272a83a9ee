"""What stands for a page's own words: since when they are as they are is what is told of its age."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from checker.history.codec import digest
from checker.model.pages import BlockKind
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.mentions import Stamp
    from checker.model.pages import Page, Place


def wording_of(page: Page, stamps: Iterable[Stamp] = ()) -> bytes:
    """Give what changes when the page's own words change, and not when its template, its markup or its stamps do."""
    dated: defaultdict[int, list[Place]] = defaultdict(list)
    for each in stamps:
        if each.place and each.place.block is not None:
            dated[each.place.block].append(each.place)
    own = (
        squash(_without(block.text, dated.get(number, [])))
        for number, block in enumerate(page.blocks)
        if block.kind is BlockKind.CONTENT
    )
    return digest("\x1f".join([squash(page.title or ""), *own]).encode("utf-8", "replace"))


def _without(text: str, places: Iterable[Place]) -> str:
    for place in sorted(places, key=lambda each: each.start, reverse=True):
        text = text[: place.start] + text[place.end :]
    return text
