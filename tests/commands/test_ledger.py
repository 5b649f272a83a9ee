"""What `checker run -v` says at its end: where the time went."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.commands.nights import Desk


def numbers(line: str) -> list[float]:
    return [float(each.replace(",", "")) for each in re.findall(r"(?<![\w.-])\d[\d,]*(?:\.\d+)?", line)]


def test_a_verbose_run_ends_with_a_table_of_where_the_time_went(first: Desk) -> None:
    lines = first.run("-v").err.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith("Where the time went"))
    rows = {line[:26].strip(): numbers(line[26:]) for line in lines[begin + 1 : begin + 6] if line.startswith("  ")}
    assert [*rows] == [
        "find and read pages", "look up the other links", "judge and record", "write the reports", "in all",
    ]  # fmt: skip
    *stages, whole = rows.values()
    assert whole == pytest.approx([sum(each) for each in zip(*stages, strict=True)], abs=0.3)
    elapsed, cpu, requests, _ = whole
    assert 0 < elapsed < 60
    assert cpu > 0
    # names are logged too, so what the world's servers saw is the least
    assert requests >= len(first.world.visits) > 20
    slowest = lines[lines.index("Hosts that took longest:") + 1 :][:5]
    assert all(re.fullmatch(r" +[\d.]+ s +\d+ requests?  [a-z0-9.-]+", each) for each in slowest)
    assert numbers(slowest[0])[0] >= numbers(slowest[-1])[0]


def test_without_it_nothing_is_said_of_the_time(first: Desk) -> None:
    assert "Where the time went" not in first.run().err
    assert first.run("-v", "--quiet").err == ""
