"""A second night asks only what it has to: whether pages changed, links that failed, good ones after a week."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checker import commands
from tests.world.internet import World

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

OWN = "https://www.harbourshire.gov.uk/"


def test_a_second_night_asks_only_what_it_has_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    with World(speed=50) as world:
        world.write_sources(tmp_path / "sources")
        first = night(world, tmp_path, 1)
        world.night = 2
        second = night(world, tmp_path, 2)
    known = {url for url, headers in second if "if-none-match" in headers or "if-modified-since" in headers}
    assert known, "no page was asked whether it changed"
    assert all(url.startswith(OWN) for url in known)
    good = {each["url"] for each in report(tmp_path, 1)["targets"] if each["verdict"] in {"fine", "moved"}}
    outside = {url for url in good if not url.startswith(OWN)}
    asked = {url for url, _ in second}
    assert len(outside) > 50
    assert not outside & asked, "a link that answered well yesterday was asked again"
    failing = {each["url"] for each in report(tmp_path, 1)["targets"] if each["verdict"] in {"gone", "failing"}}
    assert len(failing & asked) > 20
    shut = {f"https://www.half-library.org.uk/books/{number}" for number in (7, 8)}
    assert not shut & asked, "as only two of eight are due, what robots.txt says was forgotten"
    assert len(second) < len(first)
    assert probed(first)
    assert not probed(first) & probed(second), "what a host says to a made-up address was asked again within a week"


def probed(visits: list[tuple[str, dict[str, str]]]) -> set[str]:
    """Give where addresses were made up, without their names."""
    return {url.partition("never-here-")[0] for url, _ in visits if "never-here-" in url}


def night(world: World, folder: Path, number: int) -> list[tuple[str, dict[str, str]]]:
    """Run a night, and give what it asked."""
    before = len(world.visits)
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
    out = ("--format", "json", "--output", str(folder / f"{number}.json"), "--quiet", "-w", "json")
    assert commands.execute(("run", *where, *out, "--today", str(world.today), *world.options)) == 1
    return [(each.url, each.headers) for each in world.visits[before:]]


def report(folder: Path, number: int) -> dict[str, list[dict[str, str]]]:
    return json.loads((folder / f"{number}.json").read_bytes())
