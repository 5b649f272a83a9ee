"""Judging the pages of a run: what is known of the places that many of them lead to."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from checker import history
from checker.history.outcomes import outcome
from checker.model.pages import PageRef
from checker.model.rules import Settings
from checker.model.sites import Site
from checker.model.targets import Verdict
from checker.pipeline._judging import Judging
from checker.pipeline._read import Outward, Read
from tests.history.nights import FIRST, Night, begin, finish, reading, result, target, whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

Given = ParamSpec("Given")
Result = TypeVar("Result")
PAGES = {f"https://www.example.org/{number}": f"https://help.example.org/{number}" for number in range(120)}
"""By page, where it leads."""


async def later(function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
    """Call as a worker does: other pages have their turn meanwhile."""
    await asyncio.sleep(0)
    return function(*values, **named)


def test_what_could_not_be_checked_is_said_of_each_page_however_much_the_site_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.pipeline._judging._KEPT_TARGETS", 10)
    with history.opened(f"sqlite:///{tmp_path}/history.db") as memory:
        night = begin(memory, 0, Night())
        night.record_pages(outcome(result(each, Night(), read=True), reading=reading(each)) for each in PAGES)
        night.record_targets(target(each, Verdict.BLOCKED_US, FIRST) for each in PAGES.values())
        read = Read(
            found={each: PageRef(url=each, found_by="listing") for each in PAGES},
            packed={page: Outward(own=(address,)) for page, address in PAGES.items()},
        )
        tools = SimpleNamespace(night=night, workers=SimpleNamespace(call=later), watch=lambda *_: None)
        site = Site(key="example", name="Example", start="https://www.example.org/")
        judging = Judging(site=site, settings=Settings(today=FIRST), tools=tools, read=read, mail={})  # type: ignore[arg-type]  # no more of them is used
        asyncio.run(judging.judge_all())
        finish(night, Night())
        run, _ = whole(memory)
    left = {page.address: [each.what for each in page.unchecked] for page in run.pages}
    assert {page: left[page] for page in PAGES} == {page: [address] for page, address in PAGES.items()}
