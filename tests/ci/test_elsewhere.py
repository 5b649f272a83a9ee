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
