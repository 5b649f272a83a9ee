"""What the client keeps of the answers of a run: all of each, for next to nothing."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from checker.model.fetching import Certificate, Failure, Fetched, Hop, Limits, Request
from checker.web.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Result = TypeVar("Result")
HEADERS = tuple((f"x-header-{number}", f"value {number} " * 5) for number in range(12))


def answer(request: Request, **different: object) -> Fetched:
    said = {
        "url": request.url,
        "final_url": f"{request.url}/there",
        "status": 200,
        "headers": HEADERS,
        "body": b"words " * 2_000,
        "redirects": (Hop(url=request.url, status=301),),
        "certificate": Certificate(expires=datetime(2027, 1, 1, tzinfo=UTC), names=("www.example.org",)),
        "address": "192.0.2.1",
    }
    return Fetched(**{**said, **different})  # type: ignore[arg-type]  # the tests name fields as they are


def asked(*requests: Request, **different: object) -> tuple[list[Fetched], list[str]]:
    """Ask one after the other, and give the answers and what the network saw."""
    seen: list[str] = []

    async def fetch(request: Request) -> Fetched:
        seen.append(request.url)
        return answer(request, **different)

    async def work(ask: Callable[[Request], Awaitable[Fetched]]) -> list[Fetched]:
        return [await ask(each) for each in requests]

    return within(lambda memory: work(memory.remembering(fetch))), seen


def within(work: Callable[[Memory], Awaitable[Result]]) -> Result:
    async def main() -> Result:
        memory = Memory()
        try:
            return await work(memory)
        finally:
            await memory.close()

    return asyncio.run(main())


def test_what_was_forgotten_is_asked_again() -> None:
    seen: list[str] = []

    async def fetch(request: Request) -> Fetched:
        seen.append(request.url)
        return answer(request)

    async def work(memory: Memory) -> list[Fetched]:
        ask, one = memory.remembering(fetch), Request(url="http://one.example/")
        before = [await ask(one), await ask(one)]
        memory.forget()
        return [*before, await ask(one), await ask(one)]

    answers = within(work)
    assert answers == answers[:1] * 4
    assert len(seen) == 2


def test_what_is_asked_again_is_the_whole_answer_and_reaches_nobody() -> None:
    page = "https://www.example.org/page"
    (first, again), seen = asked(Request(url=page), Request(url=f"{page}#part"))
    assert again == answer(Request(url=page), url=f"{page}#part")
    assert first == answer(Request(url=page))
    assert seen == [page]


def test_a_second_look_asks_again() -> None:
    page = "https://www.example.org/page"
    _, seen = asked(Request(url=page), Request(url=page, look=2), Request(url=page, look=2), Request(url=page))
    assert seen == [page, page]


def test_who_needs_more_of_the_body_than_the_first_asks_again() -> None:
    page = "https://www.example.org/page"
    little, much = Limits(body=10), Limits(body=100_000)
    requests = (Request(url=page, limits=little), Request(url=page, limits=much), Request(url=page, limits=little))
    _, seen = asked(*requests, failure=Failure.CUT)
    assert seen == [page, page]


def test_what_has_no_form_in_utf_8_is_kept_all_the_same() -> None:
    page = "https://www.example.org/page"
    (_, again), seen = asked(Request(url=page), Request(url=page), headers=(("location", "half \ud83d"),))
    assert (again.header("location"), seen) == ("half \ud83d", [page])


def test_a_thousand_answers_cost_little_more_than_their_addresses() -> None:
    async def fetch(request: Request) -> Fetched:
        return answer(request)

    async def work(memory: Memory) -> int:
        ask = memory.remembering(fetch)
        urls = [f"https://www.example.org/advice/{number}" for number in range(2_000)]
        for url in urls[:1_000]:  # more than is held before it goes to a file
            await ask(Request(url=url))
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for url in urls[1_000:]:
            await ask(Request(url=url))
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before

    tracemalloc.start()
    try:
        assert within(work) / 1_000 < 250
    finally:
        tracemalloc.stop()
