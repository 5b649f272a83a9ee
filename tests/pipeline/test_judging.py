"""Judging the pages of a run: what is known of the places that many of them lead to."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from checker import history
from checker.history import codec
from checker.history.outcomes import outcome
from checker.model.targets import Verdict
from checker.pipeline._packed import judged_all
from checker.pipeline._workers import Lost
from tests.history.nights import FIRST, Night, begin, finish, reading, result, target, whole
from tests.pipeline.judgings import judging_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from checker.pipeline._packed import Case

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
    monkeypatch.setattr("checker.pipeline._facts._KEPT_TARGETS", 10)
    with history.opened(f"sqlite:///{tmp_path}/history.db") as memory:
        night = begin(memory, 0, Night())
        night.record_pages(outcome(result(each, Night(), read=True), reading=reading(each)) for each in PAGES)
        night.record_targets(target(each, Verdict.BLOCKED_US, FIRST) for each in PAGES.values())
        leads = {page: (address,) for page, address in PAGES.items()}
        judging = judging_of(night, leads, SimpleNamespace(call=later, call_last=later))
        asyncio.run(judging.judge_all())
        finish(night, Night())
        run, _ = whole(memory)
    left = {page.address: [each.what for each in page.unchecked] for page in run.pages}
    assert {page: left[page] for page in PAGES} == {page: [address] for page, address in PAGES.items()}


def test_a_page_that_takes_down_what_judges_it_costs_no_other_its_result(tmp_path: Path) -> None:
    culprit = "https://www.example.org/7"
    asked: list[list[str]] = []

    async def breaking(function: Callable[Given, Result], *values: Given.args, **named: Given.kwargs) -> Result:
        await asyncio.sleep(0)
        if function is not judged_all:
            return function(*values, **named)
        cases: list[Case] = values[0]  # type: ignore[assignment]  # it is what that function takes
        asked.append([read[0].target for case in cases if (read := codec.reading(case.reading))])
        if culprit in asked[-1]:
            raise Lost("It stopped the program that reads it.")
        return function(*values, **named)

    with history.opened(f"sqlite:///{tmp_path}/history.db") as memory:
        night = begin(memory, 0, Night())
        night.record_pages(outcome(result(each, Night(), read=True), reading=reading(each)) for each in PAGES)
        judging = judging_of(night, dict.fromkeys(PAGES, ()), SimpleNamespace(call=breaking, call_last=breaking))
        asyncio.run(judging.judge_all())
        finish(night, Night())
        run, _ = whole(memory)
    failed = {page.address: page.unchecked[0].why for page in run.pages if page.unchecked}
    assert failed.keys() == {culprit}
    assert failed[culprit].startswith("Judging this page failed. It stopped the program that reads it.")
    assert judging.faults == 1
    together = next(each for each in asked if culprit in each)
    assert len(together) > 1
    assert all([each] in asked for each in together)
