"""In which order pages are read: after a run that did not reach all, those that waited longest come first."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from checker.model.problems import Unchecked

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from checker.model.pages import PageRef
    from checker.pipeline._read import Read
    from checker.pipeline._tools import Tools

_AT_A_TIME = 50
"""Pages of one list that are noted before others have their turn."""


async def in_turn(
    found: AsyncIterator[PageRef | Unchecked], read: Read, tools: Tools, *, most: int | None = None
) -> AsyncGenerator[PageRef]:
    """Give pages as they are found, each once, and note all in `read`.

    Finding does not wait for reading: what is left to be found keeps pages from being judged. It ends early where a
    halt is asked for, and after `most` pages if there are more: then nothing is looked for that is not read.
    """
    given = 0
    news = _new(found, read, tools)
    async with aclosing(_ahead(news) if most is None else news) as pages:
        async for each in _late_last(pages, tools):
            if given == most:
                read.more = True
                return
            given += 1
            yield each


async def _late_last(pages: AsyncIterator[PageRef], tools: Tools) -> AsyncIterator[PageRef]:
    """Give last the pages that the run before reached."""
    reached = tools.night.reached_pages()
    later: list[PageRef] = []
    async for each in pages:
        if tools.halt.asked:
            return
        if each.url in reached:
            later.append(each)
        else:
            yield each
    for ref in sorted(later, key=lambda ref: reached[ref.url]):
        if tools.halt.asked:
            return
        yield ref


async def _new(found: AsyncIterator[PageRef | Unchecked], read: Read, tools: Tools) -> AsyncGenerator[PageRef]:
    """Note what is found, and give the pages that were not."""
    async for each in found:
        if tools.halt.asked:
            return
        if isinstance(each, Unchecked):
            read.missed.append(each)
        elif each.url not in read.found:  # a document may be listed after a page led to it
            read.found[each.url] = each
            yield each
    read.all_found = True


async def _ahead(pages: AsyncGenerator[PageRef]) -> AsyncGenerator[PageRef]:
    """Take pages as they are found, however long each is used."""
    line: asyncio.Queue[PageRef | None] = asyncio.Queue()

    async def fill() -> None:
        try:
            async for each in pages:
                line.put_nowait(each)
                if line.qsize() % _AT_A_TIME == 0:
                    await asyncio.sleep(0)
        finally:
            line.put_nowait(None)

    filling = asyncio.create_task(fill())
    try:
        while (each := await line.get()) is not None:
            yield each
        await filling
    finally:
        filling.cancel()
        await asyncio.gather(filling, return_exceptions=True)
