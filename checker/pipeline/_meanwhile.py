"""Judges pages while others are read and the last answers are awaited: those about which everything is known.

A site's server takes its time, a host with a thousand addresses takes minutes at its pace, and second looks come after
a pause: by then most pages can be judged. What is judged so is judged again where it turns out that tonight's pages or
answers cannot be believed.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import asynccontextmanager
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from checker.pipeline._addresses import Addresses
    from checker.pipeline._judging import Judging
    from checker.pipeline._notes import Notes

_SECONDS = 0.25
_FEWER = 0.8
"""A look at all pages takes time: it waits until a fifth of what was awaited has come, or of the pages is new."""
_MOST = 5_000
"""Pages. What is kept of a judged page would stand in memory beside all that asking takes."""


@asynccontextmanager
async def meanwhile(judging: Judging, addresses: Addresses, notes: Notes) -> AsyncIterator[None]:
    """Judge pages while something else is done, as the answers to all they lead to come in."""
    task = asyncio.create_task(_judge(judging, addresses, notes))
    try:
        yield
    finally:
        task.cancel()
        # what is not judged now is judged in the end, and what failed here fails there and is told
        await asyncio.gather(task, return_exceptions=True)


async def _judge(judging: Judging, addresses: Addresses, notes: Notes) -> None:
    read, awaited, waiting = judging.read, math.inf, 0
    while len(judging.done) < _MOST:
        if not read.all_found or notes.keeps:  # an answer that is kept would be missing among the facts
            await asyncio.sleep(_SECONDS)
            continue
        # the answer of a page that was read is known, and what is not among the pages that were found is none
        addresses.release(lambda address: address in read.packed or address not in read.found)
        now, left = len(addresses.open), judging.to_do
        if now < awaited * _FEWER or waiting < left * _FEWER:
            awaited, waiting = now, left - await _judge_ready(judging, addresses, notes)
        else:
            awaited = max(awaited, now)
            await asyncio.sleep(_SECONDS)


async def _judge_ready(judging: Judging, addresses: Addresses, notes: Notes) -> int:
    """Judge what can be judged, and say how many pages that were."""
    ready = list(islice(_ready(judging, addresses), _MOST - len(judging.done)))
    notes.write()  # facts are looked up where they are written down
    await judging.ask_of_mail(ready)
    await judging.judge(ready)
    return len(ready)


def _ready(judging: Judging, addresses: Addresses) -> Iterator[str]:
    """Give the pages that lead to nothing still open. What claims something of others waits for their websites."""
    read, compares = judging.read, judging.site.links.originals
    for url in judging.left():
        outward = read.packed[url]
        if compares and url in read.claims:
            continue
        if addresses.open.isdisjoint(outward.own) and addresses.open.isdisjoint(outward.menu):
            yield url
