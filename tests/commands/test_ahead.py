"""What comes after the answers is loaded while they are awaited."""

from __future__ import annotations

import asyncio

from checker.commands import _ahead


def test_one_thing_is_loaded_after_the_other_while_something_else_is_awaited() -> None:
    loaded: list[str] = []

    async def awaited() -> None:
        answer = asyncio.Event()
        loads = (lambda: loaded.append("rules"), lambda: loaded.append("report"), answer.set)
        with _ahead.loading(loads, after=0):
            assert loaded == []
            await asyncio.wait_for(answer.wait(), 30)

    asyncio.run(awaited())
    assert loaded == ["rules", "report"]


def test_nothing_is_loaded_once_the_answers_are_in() -> None:
    loaded: list[str] = []

    async def awaited() -> None:
        answer = asyncio.Event()
        with _ahead.loading((answer.set, lambda: loaded.append("report")), after=0):
            await asyncio.wait_for(answer.wait(), 30)
        await asyncio.sleep(0.05)

    asyncio.run(awaited())
    assert loaded == []
