"""A check before publishing uses what last night learnt: the dead is said at once, the good is not asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended, Night
    from tests.world.internet import World

NEVER_MET = "https://www.never-met.org.uk/"


class Known:
    """A draft that leads to what the third night met, and how to check it."""

    def __init__(self, nights: dict[int, Night], folder: Path) -> None:
        last = nights[3]
        self.targets: dict[str, dict[str, Any]] = {each["url"]: each for each in last.report["targets"]}
        self.dead, self.good = self.one("gone", "sure"), self.one("fine", None)
        self.doubtful = self.one("failing", "likely")
        links = "".join(f"<li>Read <a href='{url}'>{url}</a></li>" for url in (*self.all, NEVER_MET))
        (folder / "draft.html").write_text(f"<html lang='en'><title>Draft</title><main><ul>{links}</ul></main></html>")
        database = f"sqlite:///{last.folder / 'reports/history.db'}"
        self.check = ("check", "draft.html", "--today", last.report["run"]["today"], "--database", database)

    @property
    def all(self) -> tuple[str, ...]:
        return self.dead, self.good, self.doubtful

    def one(self, verdict: str, certainty: str | None) -> str:
        fits = (each for each in self.targets.values() if (each["verdict"], each["certainty"]) == (verdict, certainty))
        return next(each["url"] for each in fits if "harbourshire" not in each["url"])


def rules_of(ended: Ended) -> set[str]:
    return {each["rule"] for each in ended.json["problems"]}


def verdicts(ended: Ended) -> dict[str, str | None]:
    return {each["url"]: each["verdict"] for each in ended.json["targets"]}


@pytest.fixture
def known(nights: dict[int, Night], tmp_path: Path) -> Known:
    return Known(nights, tmp_path)


def test_without_the_network_what_was_dead_last_night_is_said(known: Known, ask: Callable[..., Ended]) -> None:
    ended = ask(*known.check, "--format", "json")
    said = ended.json
    gone = [each for each in said["problems"] if each["rule"] == "link-gone"]
    assert (ended.code, [each["where"]["href"] for each in gone]) == (1, [known.dead])
    assert gone[0]["evidence"]["failing since"] == known.targets[known.dead]["failing_since"]
    assert "It has been so since 2" in gone[0]["message"]
    assert verdicts(ended) == {known.dead: "gone", known.good: "fine", known.doubtful: None, NEVER_MET: None}
    assert "2 links could be judged by what earlier nights saw" in ended.err
    assert "link-gone" not in ended.err, "it was applied"


def test_fresh_believes_nothing(known: Known, ask: Callable[..., Ended]) -> None:
    ended = ask(*known.check, "--fresh", "--format", "json")
    assert (rules_of(ended) & {"link-gone"}, set(verdicts(ended).values())) == (set(), {None})
    assert "link-gone" in ended.err, "it was left out"


def test_what_is_known_for_sure_is_not_asked(
    known: Known, ask: Callable[..., Ended], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_OFFLINE")
    asked = _asked(world, ask, *known.check)
    assert not asked & {known.dead, known.good}
    assert known.doubtful in asked, "what may be well again is asked again"
    assert {known.dead, known.good} <= _asked(world, ask, *known.check, "--fresh")


def _asked(world: World, ask: Callable[..., Ended], *command: str) -> set[str]:
    before = len(world.visits)
    assert ask(*command, *world.options).code == 1
    return {each.url for each in world.visits[before:]}


def test_a_night_long_ago_is_not_believed(known: Known, ask: Callable[..., Ended]) -> None:
    ended = ask(*known.check, "--today", "2026-12-24", "--format", "json")
    assert (rules_of(ended) & {"link-gone"}, set(verdicts(ended).values())) == (set(), {None})
