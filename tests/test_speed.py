"""A guard against growing slow. CPU time is held against that of a plain loop, so that it holds on any machine.

The best of several tries is taken: other work on the machine makes a try slower, never quicker. What is measured on a
quiet machine stands in docs/performance.md.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from checker import extractors, readers, rules
from checker.lookups._evidence import evidence
from checker.model.fetching import Fetched
from checker.model.rules import Settings, View
from tests import bench
from tests.bench_load.server import BODY

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = Settings(today=date(2026, 11, 23))
PAGE = 1.5
"""Reading, extracting and checking an advice page takes as long as the loop; half as much again is let pass."""
EVIDENCE = 0.18
"""Gathering the evidence of one answer of 10 kB takes 0.12 times as long."""


def a_loop() -> int:
    total = 0
    for number in range(200_000):
        total += number * number % 7
    return total


def a_page() -> None:
    source = bench.source("an advice page", bench.a_page())
    page = readers.read(source, SETTINGS)
    found, _ = extractors.inventory(page, SETTINGS)
    view = View(page=page, inventory=found, settings=SETTINGS)
    rules.judge(view, [each for each in rules.chosen() if each.offline])


def an_answer() -> None:
    address = "https://www.example.org/advice"
    html = (("content-type", "text/html"),)
    answer = Fetched(url=address, final_url=address, status=200, body=BODY % (7, 7), headers=html)
    evidence(answer, datetime(2026, 11, 23, tzinfo=UTC))


def best(work: Callable[[], object], tries: int = 15) -> float:
    work()
    took = []
    for _ in range(tries):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def test_a_page_takes_no_longer_than_it_did() -> None:
    assert best(a_page) / best(a_loop) < PAGE


def test_an_answer_takes_no_longer_to_judge_than_it_did() -> None:
    assert best(an_answer, tries=60) / best(a_loop) < EVIDENCE
