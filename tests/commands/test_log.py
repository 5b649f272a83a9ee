"""What a night tells machines: its log, its metrics, and where its time went."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from checker.commands._log import shown
from checker.commands._metrics import text
from tests.commands.nights import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world.internet import World

SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fa&data=05%7C01%7Cjo.bloggs%40example.gov.uk%7C1"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://www.example.org/a?id=7#b", "https://www.example.org/a?id=7#b"),
        ("https://jo:secret@www.example.org/a", "https://www.example.org/a"),
        ("https://www.example.org/a?id=7&access_token=abc&x=1", "https://www.example.org/a?id=7&access_token=...&x=1"),
        ("https://www.example.org/a?X-Amz-Signature=abc", "https://www.example.org/a?X-Amz-Signature=..."),
        (SAFE, "https://www.example.org/a"),
    ],
)
def test_a_log_holds_no_secrets_and_no_readers(address: str, said: str) -> None:
    assert shown(address) == said


def test_a_night_in_the_log_the_metrics_and_the_profile(world: World, tmp_path: Path) -> None:
    desk = Desk(tmp_path, world)
    desk.lay_out(pages=("feedback", "tribunal"))
    log, metrics, profile = (tmp_path / name for name in ("log.jsonl", "checker.prom", "profile.txt"))
    asked = ("--log-file", str(log), "--metrics", str(metrics), "--profile", str(profile))
    assert desk.run(*asked).code == 1
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [each["what"] for each in (lines[0], lines[-1])] == ["run begins", "run ends"]
    assert {each["run"] for each in lines} == {desk.report["run"]["id"]}
    assert len([each for each in lines if each["what"] == "request"]) > 5
    told = metrics.read_text(encoding="utf-8")
    wrong = desk.report["totals"]["problems"]["wrong"]
    assert f'checker_problems{{site="small",severity="wrong"}} {wrong}\n' in told
    assert 'checker_run_complete{site="small"} 1\n' in told
    assert "cumulative" in profile.read_text(encoding="utf-8")


def test_metrics_tell_of_a_night_that_failed() -> None:
    assert text((), {'a"b': "Nothing could be read."}).splitlines() == [
        "# HELP checker_run_failed 1 if this run of the checker told nothing of the site.",
        "# TYPE checker_run_failed gauge",
        'checker_run_failed{site="a\\"b"} 1',
    ]
