"""What docs/running.md tells people to copy: options that exist, units that systemd reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from checker.commands.run import command
from tests.ci.scripts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

UNITS = ROOT / "docs" / "systemd"
TEXTS = [ROOT / "docs" / "running.md", ROOT / "Containerfile", *sorted(UNITS.iterdir())]
_RUNS = re.compile(r"checker run((?: (?:--?[a-z-]+|[a-z0-9/.]+))*)")


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_options_of_the_nightly_run_exist(file: Path) -> None:
    known = {each for option in command.params for each in option.opts}
    said = {word for run in _RUNS.findall(file.read_text(encoding="utf-8")) for word in run.split() if word[0] == "-"}
    assert said <= known


def blocks(language: str = "") -> list[str]:
    words = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    found = re.findall(r"^```(\w*)\n(.*?)^```$", words, re.MULTILINE | re.DOTALL)
    return [each for written, each in found if written == language]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no cron")
def test_the_line_for_cron_runs_where_there_is_next_to_no_environment(tmp_path: Path) -> None:
    line = next(each for each in blocks() if each.startswith("17 3 * * *"))
    minute, hour, *_, command = line.strip().split(None, 5)
    assert (minute, hour) == ("17", "3")
    assert "%" not in command  # cron makes a line end of it
    for place, words in {
        "venv/bin/checker": f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m checker "$@"\n',
        "sources/example.toml": _FOLDER,
        "pages/one.html": "<h1>Help</h1><p>Ring 020 7946 095.</p>",
        "reports/.keep": "",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(words, encoding="utf-8")
    (tmp_path / "venv/bin/checker").chmod(0o755)
    there = command.replace("/srv/checker", str(tmp_path))
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(["/bin/sh", "-c", there], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "phone-cannot-ring" in (tmp_path / "reports/last.txt").read_text(encoding="utf-8")
    assert (tmp_path / "reports/night.log").read_text(encoding="utf-8") == ""


_FOLDER = """
name = "Example"
start = "https://www.example.gov.uk/"
[[find]]
kind = "folder"
path = "../pages"
"""


def test_the_pipelines_are_yaml_of_the_form_their_makers_read() -> None:
    yaml = pytest.importorskip("yaml")
    gitlab, azure = map(yaml.safe_load, blocks("yaml"))
    job = gitlab["nightly"]
    assert {"image", "script", "rules", "cache", "artifacts", "resource_group", "timeout"} == job.keys()
    assert {"key", "paths", "when"} == job["cache"].keys()
    assert {"when", "expire_in", "paths", "reports"} == job["artifacts"].keys()
    assert {"reports/history.db", "reports/notices.json"} == set(job["cache"]["paths"])
    steps = azure["jobs"][0]["steps"]
    assert {"trigger", "schedules", "pool", "jobs"} == azure.keys()
    assert all(len({"task", "script", "publish"} & step.keys()) == 1 for step in steps)
    for commands in (job["script"], [each["script"] for each in steps if "script" in each]):
        assert [each.split()[0] for each in commands] == ["pip", "checker"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is no systemd")
def test_systemd_reads_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS.iterdir():
        words = unit.read_text(encoding="utf-8").replace("/srv/checker/venv/bin/checker", sys.executable)
        (tmp_path / unit.name).write_text(words.replace("User=checker\n", ""), encoding="utf-8")
    command = [analyze, "verify", *(str(tmp_path / unit.name) for unit in UNITS.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert [line for line in done.stderr.splitlines() if "checker" in line] == []
