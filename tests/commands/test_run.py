"""The nightly run through its own door, three nights over the small internet, held against what is true there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from checker import commands, urls
from tests.world import truth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world.internet import World

NIGHTS = (1, 2, 3)


@dataclass(frozen=True)
class Night:
    """What one night printed and left behind."""

    number: int
    code: int
    report: Any


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Night]]:
    from tests.world.internet import World  # noqa: PLC0415 - it takes a second to make, for these tests alone

    folder = tmp_path_factory.mktemp("nights")
    with World(speed=50) as world:
        world.write_sources(folder / "sources")
        yield {number: run(world, folder, number) for number in NIGHTS}


def run(world: World, folder: Path, number: int) -> Night:
    world.night = number
    out = folder / f"night-{number}.json"
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
    how = ("--fresh", "--today", str(world.today), "--format", "json", "--output", str(out), "--quiet")
    code = commands.execute(("run", *where, *how, *world.options))
    return Night(number=number, code=code, report=json.loads(out.read_bytes()))


@pytest.mark.parametrize("number", NIGHTS)
def test_every_address_gets_the_verdict_it_deserves(nights: dict[int, Night], number: int) -> None:
    said = {each["url"]: (each["verdict"], each["certainty"]) for each in nights[number].report["targets"]}
    # what cannot be read as an address is no target; a rule about how it is written speaks of it
    expected = truth.targets(number).items()
    true = {url: (each.verdict, each.certainty) for url, each in expected if urls.target(url)}
    assert {url: (said.get(url), deserved) for url, deserved in true.items() if said.get(url) != deserved} == {}


@pytest.mark.parametrize("number", NIGHTS)
def test_every_problem_has_the_state_it_deserves(nights: dict[int, Night], number: int) -> None:
    said = [each for each in nights[number].report["problems"] if each["state"] != "accepted"]
    missing = {}
    for known, state in truth.problems(number).items():
        found = [each["state"] for each in said if is_it(each, known)]
        if state == "fixed" and not found:
            continue  # it was fixed on an earlier night
        if found != [state]:
            missing[known] = (state, found)
    assert missing == {}


def is_it(problem: Any, known: truth.Known) -> bool:
    where = problem["where"]
    return (problem["rule"], problem["page"]) == (known.rule, known.page) and (
        not known.what or known.what in (where["href"] or "") or known.what in where["quote"]
    )


def test_on_the_first_night_nothing_is_new(nights: dict[int, Night]) -> None:
    first = nights[1].report
    assert (first["run"]["first"], first["run"]["previous"], first["totals"]["states"]["new"]) == (True, None, 0)
    assert nights[2].report["run"]["previous"]["id"] == first["run"]["id"]
    assert nights[2].report["totals"]["states"]["new"] > 0
