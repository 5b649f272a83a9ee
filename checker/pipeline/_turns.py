"""In which order pages are read: after a run that did not reach all, those that waited longest come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model.problems import Unchecked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from checker.model.pages import PageRef
    from checker.pipeline._read import Read
    from checker.pipeline._tools import Tools


async def in_turn(
    found: AsyncIterator[PageRef | Unchecked], read: Read, tools: Tools, *, most: int | None = None
) -> AsyncIterator[PageRef]:
    """Give pages as they are found, each once, and note all in `read`.

    It ends early where a halt is asked for, and after `most` pages if there are more.
    """
    given = 0
    async for each in _in_turn(found, read, tools):
        if given == most:
            read.more = True
            return
        given += 1
        yield each


async def _in_turn(found: AsyncIterator[PageRef | Unchecked], read: Read, tools: Tools) -> AsyncIterator[PageRef]:
    reached = tools.night.reached_pages()
    later: list[PageRef] = []
    async for each in found:
        if tools.halt.asked:
            return
        if isinstance(each, Unchecked):
            read.missed.append(each)
        elif each.url not in read.found:  # a document may be listed after a page led to it
            read.found[each.url] = each
            if each.url in reached:
                later.append(each)
            else:
                yield each
    for ref in sorted(later, key=lambda ref: reached[ref.url]):
        if tools.halt.asked:
            return
        yield ref
