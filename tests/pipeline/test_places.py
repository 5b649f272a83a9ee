"""Places are given to who waits, first to those that cannot wait long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from checker.pipeline._places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


def in_order(arrive: Callable[[Places, list[str]], Coroutine[None, None, None]]) -> list[str]:
    had: list[str] = []
    asyncio.run(arrive(Places(1), had))
    return had


async def have(places: Places, name: str, had: list[str], *, last: bool = False) -> None:
    async with places.taken(last=last):
        had.append(name)
        await asyncio.sleep(0)


def test_who_has_time_is_let_in_when_nobody_else_waits() -> None:
    async def arrive(places: Places, had: list[str]) -> None:
        late = [asyncio.create_task(have(places, f"late {number}", had, last=True)) for number in range(2)]
        soon = [asyncio.create_task(have(places, f"soon {number}", had)) for number in range(2)]
        await asyncio.gather(*late, *soon)
        assert not places.full

    assert in_order(arrive) == ["late 0", "soon 0", "soon 1", "late 1"]  # the first found a place free


def test_who_goes_away_takes_no_place_along() -> None:
    async def arrive(places: Places, had: list[str]) -> None:
        async with places.taken():
            away = [asyncio.create_task(have(places, "away", had)) for _ in range(2)]
            await asyncio.sleep(0)
            away[0].cancel()
            stays = asyncio.create_task(have(places, "stays", had))
            await asyncio.sleep(0)
        away[1].cancel()  # its turn has come in this very moment
        await asyncio.gather(*away, stays, return_exceptions=True)
        assert not places.full

    assert in_order(arrive) == ["stays"]


def test_as_many_are_in_at_once_as_there_are_places() -> None:
    async def arrive() -> int:
        places, inside, most = Places(2), 0, 0

        async def stay() -> None:
            nonlocal inside, most
            async with places.taken():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(stay() for _ in range(9)))
        places.add()
        async with places.taken(), places.taken(), places.taken():
            assert places.full
        return most

    assert asyncio.run(arrive()) == 2
