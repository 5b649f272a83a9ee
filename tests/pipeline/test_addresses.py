"""Addresses are handed on once, those that may be pages when those are read."""

from __future__ import annotations

import asyncio

from checker.pipeline._addresses import Addresses

OWN = [f"https://www.example.org/{number}" for number in range(4)]
OTHERS = [f"https://help.example.com/{number}" for number in range(4)]


async def until_end(addresses: Addresses, had: list[str]) -> None:
    async for each in addresses:
        had.append(each)  # noqa: PERF401 - it is looked at meanwhile


async def added(addresses: Addresses, some: list[str]) -> tuple[list[str], asyncio.Task[None]]:
    """Add addresses, and give what is handed on and who takes it."""
    had: list[str] = []
    taking = asyncio.create_task(until_end(addresses, had))
    addresses.add(some)
    await asyncio.sleep(0.3)  # what is new waits a fifth of a second for more of its kind
    return had, taking


def test_what_may_be_a_page_is_handed_on_when_that_was_read() -> None:
    async def run() -> list[str]:
        addresses = Addresses(
            waits=lambda each: each in OWN, prepare=lambda new: new, settled=lambda some: {OWN[1]} & set(some)
        )
        had, taking = await added(addresses, [*OTHERS, *OWN])
        assert had == OTHERS
        addresses.release(lambda each: each in OWN[:2])
        await asyncio.sleep(0)
        assert had == [*OTHERS, OWN[0]]
        assert addresses.open == {*OTHERS, *OWN} - {OWN[1]}  # it is known where that leads
        addresses.end()
        await taking
        return had

    assert asyncio.run(run()) == [*OTHERS, OWN[0], *OWN[2:]]


def test_what_was_asked_before_comes_last_where_a_night_asks_no_more_than_so_many() -> None:
    days = {OTHERS[0]: "2026-03-02", OTHERS[1]: "2026-03-01"}

    async def run() -> tuple[list[str], list[str]]:
        addresses = Addresses(
            waits=lambda each: each in OWN, prepare=lambda new: new, most=3, asked=lambda each: days.get(each, "")
        )
        had, taking = await added(addresses, [*OTHERS, OWN[0]])
        addresses.release(lambda _: True)
        await asyncio.sleep(0)
        assert had == [*OTHERS[2:], OWN[0]]
        addresses.end()
        await taking
        return had, addresses.left

    assert asyncio.run(run()) == ([*OTHERS[2:], OWN[0], OTHERS[1]], [OTHERS[0]])
