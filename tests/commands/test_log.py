"""What a night tells machines: its log, its metrics, and where its time went."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from checker.commands._log import shown
from checker.commands._metrics import text
from tests.commands.nights import ROOT, Desk
from tests.world.council import shelves

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


def test_every_request_is_told_with_vv_and_no_reader_and_no_secret_anywhere(world: World, tmp_path: Path) -> None:
    safe = next(page for page in shelves.pages() if "safe-link" in page.links)
    desk = Desk(tmp_path, world)
    desk.lay_out(pages=(safe.target.removeprefix("/local-offer/"),))
    log = tmp_path / "log.jsonl"
    night = desk.run("-vv", "--log-file", str(log))
    requests = [line for line in log.read_text(encoding="utf-8").splitlines() if '"what": "request"' in line]
    aloud = [line for line in night.said if re.fullmatch(r"\S+ https?://\S+ \d+ ms", line)]
    assert len(aloud) == len(requests) == sum(each.host != "" for each in world.visits)
    told = night.err + log.read_text(encoding="utf-8")
    assert "www.unwrapped-parcels.org.uk/guide?id=9" in told
    for reader in ("somebody", "safelinks.protection", "sdata"):
        assert reader not in told


def test_a_password_in_the_address_of_a_proxy_or_a_database_is_never_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "checker"]
    secret = "pr1v4te"  # noqa: S105 - a word to look for
    options = ("--proxy", f"http://jo:{secret}@127.0.0.1:9", "--nameserver", "127.0.0.1:9")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/one.toml").write_text(
        'name = "One"\nstart = "https://www.example.gov.uk/"\n', encoding="utf-8"
    )
    for asked in (
        ("doctor", *options, "--database", f"postgresql://jo:{secret}@127.0.0.1:9/x"),
        ("run", *options, "-vv", "--log-file", "log"),
        ("run", *options, "--database", f"postgresql://jo:{secret}@127.0.0.1:9/x"),
        ("run", *options, "--database", f"mysql://jo:{secret}@127.0.0.1:9/x"),
    ):
        done = subprocess.run([*command, *asked], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode in {0, 2, 3}
        assert "Traceback" not in done.stderr
        assert secret not in done.stdout + done.stderr
    assert secret not in (tmp_path / "log").read_text(encoding="utf-8")
