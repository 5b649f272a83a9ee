"""Pages are found without waiting for those before them to be read, and given in turn."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from checker.errors import Incomplete
from checker.model.pages import PageRef
from checker.pipeline._halt import Halt
from checker.pipeline._read import Read
from checker.pipeline._turns import in_turn

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from checker.pipeline._tools import Tools

START = "https://www.example.org/"
PAGES = [f"{START}{number}" for number in range(120)]


def tools(reached: Mapping[str, int] | None = None) -> Tools:
    night = SimpleNamespace(reached_pages=lambda: reached or {})
    return cast("Tools", SimpleNamespace(night=night, halt=Halt()))


async def finder(asked: list[str], *, fault: Exception | None = None) -> AsyncGenerator[PageRef]:
    for url in PAGES:
        asked.append(url)
        yield PageRef(url=url, found_by="listing")
    if fault:
        raise fault


async def given(read: Read, asked: list[str], number: int, *, most: int | None = None) -> list[str]:
    """Take some pages, wait as long as it takes to read one, and leave."""
    some: list[str] = []
    async with aclosing(in_turn(finder(asked), read, tools(), most=most)) as pages:
        async for each in pages:
            some.append(each.url)
            await asyncio.sleep(0.01)
            if len(some) == number:
                break
    return some


def test_all_pages_are_found_while_the_first_is_read() -> None:
    read, asked = Read(), list[str]()
    assert asyncio.run(given(read, asked, 1)) == PAGES[:1]
    assert asked == PAGES
    assert list(read.found) == PAGES
    assert read.all_found


def test_no_more_is_looked_for_than_a_night_may_read() -> None:
    read, asked = Read(), list[str]()
    assert asyncio.run(given(read, asked, 120, most=3)) == PAGES[:3]
    assert asked == PAGES[:4]  # so that it is known that there are more
    assert read.more
    assert not read.all_found


def test_what_waited_longest_comes_first() -> None:
    async def run() -> list[str]:
        reached = {PAGES[0]: 5, PAGES[1]: 3}
        return [each.url async for each in in_turn(finder([]), Read(), tools(reached))]

    assert asyncio.run(run()) == [*PAGES[2:], PAGES[1], PAGES[0]]


def test_a_finder_that_stops_the_run_stops_it_after_the_pages_it_found() -> None:
    async def run(read: Read, some: list[str]) -> None:
        async for each in in_turn(finder([], fault=Incomplete("No more.", "It is so.")), read, tools()):
            some += [each.url]

    read, some = Read(), list[str]()
    with pytest.raises(Incomplete):
        asyncio.run(run(read, some))
    assert some == PAGES
    assert not read.all_found
