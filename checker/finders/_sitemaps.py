"""Goes through sitemaps and what they name, whoever named the first: `sitemap`, and platforms that have one."""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from checker.finders import _markup
from checker.finders._addresses import bare, origin, plain
from checker.finders._answers import refusal
from checker.model.fetching import Failure, Limits, Request
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import count, printable

if TYPE_CHECKING:
    import re
    from collections.abc import AsyncGenerator, Iterable

    from checker.model.fetching import Fetched
    from checker.model.finding import Ask

SIZE = 50_000_000
"""Bytes of one sitemap, unpacked. sitemaps.org: 50 MB."""
SITEMAPS = 1_000
"""Sitemaps of one site. Larger sites than councils' manage with ten."""
ADDRESSES = 200_000
_BREATH = 2_000
"""After so many addresses others have their turn."""
_GZIP = b"\x1f\x8b"
_MISSING = frozenset({404, 410})


class Step(NamedTuple):
    """A sitemap to read."""

    address: str
    guessed: bool = False
    """True where nobody named it: that there is none is then no news."""


@dataclass(slots=True)
class _Walk:
    """What is known while the sitemaps of a site are read."""

    found_by: str
    ask: Ask
    hosts: set[str]
    what: str
    """What is read, for a sentence: sitemap or feed."""
    but: re.Pattern[str] | None
    """Sitemaps that are left alone, by their addresses, where another names them."""
    asked: set[str] = field(default_factory=set)
    addresses: int = 0
    steps: deque[Step] = field(default_factory=deque)


async def read(
    found_by: str,
    first: Iterable[Step],
    ask: Ask,
    *,
    what: str = "sitemap",
    but: re.Pattern[str] | None = None,
) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield every address that these sitemaps and the sitemaps they name list."""
    steps = deque(first)
    hosts = {bare(origin(each.address)) for each in steps}
    walk = _Walk(found_by=found_by, ask=ask, hosts=hosts, what=what, but=but, steps=steps)
    while walk.steps:
        step = walk.steps.popleft()
        address = plain(step.address)
        if address is None or address in walk.asked:
            continue
        if len(walk.asked) >= SITEMAPS or walk.addresses >= ADDRESSES:
            yield _unread(address, _too_much(walk))
            return
        walk.asked.add(address)
        async for each in _one(step._replace(address=address), walk):
            yield each


async def _one(step: Step, walk: _Walk) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    fetched = await walk.ask.fetch(Request(url=step.address, limits=Limits(body=SIZE, whole=120.0)))
    if step.guessed and (fetched.status in _MISSING or _is_page(fetched)):
        return
    final = plain(fetched.final_url) or step.address
    if final != step.address and final in walk.asked:
        return
    walk.asked.add(final)
    if why := refusal(fetched):
        yield _unread(step.address, f"The {walk.what} could not be read: {why}.")
        return
    reading = _markup.Reading()
    body, whole = unpacked(fetched.body)
    for entry in _markup.entries(body, reading):
        if walk.addresses >= ADDRESSES:
            break
        if entry.kind == "sitemap":
            _queue(entry.address, final, walk)
            continue
        walk.addresses += 1
        yield PageRef(url=_absolute(entry.address, final), found_by=walk.found_by, changed=entry.changed)
        if walk.addresses % _BREATH == 0:
            await asyncio.sleep(0)
    yield Looked(where=f"the {walk.what} at {printable(step.address)}", address=step.address, listed=reading.listed)
    if said := _amiss(reading, fetched, walk, whole=whole):
        yield _unread(step.address, said)


def unpacked(body: bytes) -> tuple[bytes, bool]:
    """Unpack what begins as gzip does, whatever its name or its headers say.

    Returns:
        At most SIZE bytes, and whether that is all there is.
    """
    whole = len(body) <= SIZE
    if not body.startswith(_GZIP):
        return body[:SIZE], whole
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(body, SIZE)
    except zlib.error:
        return _until_broken(body), False
    return text, unpacker.eof


def _until_broken(body: bytes) -> bytes:
    """Unpack bit by bit, because what stands before a broken place is good."""
    unpacker = zlib.decompressobj(wbits=31)
    pieces, room = [], SIZE
    try:
        for start in range(0, len(body), 512):
            piece = unpacker.decompress(body[start : start + 512], room)
            pieces.append(piece)
            room -= len(piece)
            if room <= 0:
                break
    except zlib.error:
        pass
    return b"".join(pieces)


def _queue(address: str, parent: str, walk: _Walk) -> None:
    """Note a sitemap that another names, if it is the site's own. (sitemaps.org lets an index name its own host.)."""
    found = plain(address, parent)
    if found is None or found in walk.asked or (walk.but and walk.but.search(found)):
        return
    if bare(origin(found)) in walk.hosts | {bare(origin(parent))}:
        walk.steps.append(Step(found))


def _absolute(address: str, parent: str) -> str:
    # the protocol has no relative addresses, people have
    return address if "://" in address[:9] else plain(address, parent) or address


def _is_page(fetched: Fetched) -> bool:
    """Tell whether an answer to a guess is a page that says "not found" with a status that says "found"."""
    head = fetched.body[:300].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _amiss(reading: _markup.Reading, fetched: Fetched, walk: _Walk, *, whole: bool) -> str:
    if walk.addresses >= ADDRESSES:
        return _too_much(walk)
    if not reading.listed and _is_page(fetched):
        return f"This is no {walk.what} but a web page."
    so_far = f"What stands before that, {count(reading.listed, 'address', 'addresses')}, was read."
    if not whole or fetched.failure in {Failure.CUT, Failure.BROKE_OFF}:
        return f"The {walk.what} is too large or breaks off before its end. {so_far}"
    if reading.broken:
        return f"The {walk.what} {reading.broken}. {so_far}"
    return ""


def _too_much(walk: _Walk) -> str:
    if walk.addresses >= ADDRESSES:
        return f"The sitemaps list more than {ADDRESSES:,} addresses. We stopped there."
    return f"The sitemaps name more than {SITEMAPS:,} other sitemaps. We stopped there."


def _unread(address: str, why: str) -> Unchecked:
    return Unchecked(what=address, why=why, stage="find")
