from __future__ import annotations

import asyncio

from checker.lookups._stream import _IN_HAND, _OF_ONE_HOST, answers

MANY = [f"https://one.example/{number}" for number in range(3 * _OF_ONE_HOST)]
FEW = [f"https://h{number}.example/" for number in range(20)]


class Asked:
    """Counts who is asked at the same time, and answers when told to."""

    def __init__(self) -> None:
        self.now: dict[str, asyncio.Event] = {}
        self.most = 0

    async def ask(self, url: str) -> str:
        self.now[url] = asyncio.Event()
        self.most = max(self.most, len(self.now))
        await self.now[url].wait()
        del self.now[url]
        return url

    def answer_all(self) -> None:
        for each in self.now.values():
            each.set()


async def _collected(urls: list[str], asked: Asked, stop: asyncio.Event, found: list[tuple[str, str | None]]) -> None:
    found += [each async for each in answers(urls, asked.ask, stop)]


async def _settled() -> None:
    """Wait until what comes of something has happened."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_a_host_with_many_addresses_takes_no_room_from_the_others() -> None:
    async def main() -> None:
        asked, found = Asked(), []
        work = asyncio.create_task(_collected([*MANY, *FEW], asked, asyncio.Event(), found))
        await asyncio.sleep(0.01)
        assert sum(url in asked.now for url in MANY) == _OF_ONE_HOST
        assert all(url in asked.now for url in FEW)
        while not work.done():
            asked.answer_all()
            await asyncio.sleep(0)
        assert sorted(url for url, _ in found) == sorted([*MANY, *FEW])
        assert all(url == said for url, said in found)

    asyncio.run(main())


def test_a_host_with_a_long_line_goes_on_though_thousands_of_others_wait() -> None:
    others = [f"https://h{number}.example/" for number in range(2 * _IN_HAND)]

    async def main() -> None:
        asked = Asked()
        work = asyncio.create_task(_collected([*MANY, *others], asked, asyncio.Event(), []))
        await _settled()
        assert len(asked.now) == _IN_HAND
        for _ in range(_OF_ONE_HOST):  # one after the other
            next(event for url, event in asked.now.items() if url in MANY).set()
            await _settled()
            assert sum(url in asked.now for url in MANY) == _OF_ONE_HOST
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)

    asyncio.run(main())


def test_no_more_than_so_many_are_in_hand_and_all_get_their_turn() -> None:
    urls = [f"https://h{number % 3000}.example/{number}" for number in range(_IN_HAND + 4000)]

    async def main() -> None:
        asked, found = Asked(), []
        work = asyncio.create_task(_collected(urls, asked, asyncio.Event(), found))
        while not work.done():
            await asyncio.sleep(0)
            asked.answer_all()
        assert asked.most == _IN_HAND
        assert len({url for url, _ in found}) == len(urls)

    asyncio.run(main())


def test_who_waited_is_told_of_when_the_run_is_stopped() -> None:
    async def main() -> None:
        asked, found, stop = Asked(), [], asyncio.Event()
        work = asyncio.create_task(_collected(MANY, asked, stop, found))
        await asyncio.sleep(0.01)
        stop.set()
        await work
        assert sorted(found) == sorted((url, None) for url in MANY)

    asyncio.run(main())
