"""Five nights of the nightly workflow, step by step, each on a new machine: only the branch ties them together."""

from __future__ import annotations

import shlex
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.ci.github import REPOSITORY, TOKEN, GitHub
from tests.ci.scripts import ROOT, SCRIPTS, run
from tests.notices.test_ways import SECRET, web
from tests.outside import needed

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")

SITE = """
name  = "Example Council"
start = "https://www.example.gov.uk/"
[[find]]
kind = "folder"
path = "../pages"
[[owner]]
owner   = "Housing"
pattern = "*"
notify  = "HOUSING_CHANNEL"
"""
PAGE = "<title>{0}</title><h1>{0}</h1><p>Ring {1} on any day, or come to see us at {0}.</p>"
FINE, WRONG = "020 7946 0958", "020 7946 095"


@dataclass
class Council:
    """A repository, its issues, and where its owners are told."""

    folder: Path
    github: GitHub
    notify: str
    nights: int = 0

    def night(self, **numbers: str) -> str:
        """Run the steps of the workflow in a new folder, over pages with these numbers; give what the issue's said."""
        self.nights += 1
        here = self.folder / f"night-{self.nights}"
        for place, words in {
            "sources/example.toml": SITE,
            **{f"pages/{name}.html": PAGE.format(name, number) for name, number in numbers.items()},
        }.items():
            (here / place).parent.mkdir(parents=True, exist_ok=True)
            (here / place).write_text(words, encoding="utf-8")
        for command in (("init", "--quiet"), ("remote", "add", "origin", str(self.folder / "origin"))):
            subprocess.run([needed("git"), "-C", str(here), *command], check=True)
        self._state(here, "restore")
        self._check(here)
        self._state(here, "save")
        return self._issue(here)

    def _state(self, here: Path, what: str) -> None:
        done = run(here, sys.executable, str(SCRIPTS / "state.py"), what, "example", "reports/history.db")
        assert done.returncode == 0, done.stderr

    def _check(self, here: Path) -> None:
        given = {
            "SITE": "example",
            "ONLY": "phone-cannot-ring",
            "CHECKER": f"{shlex.quote(sys.executable)} -m checker",
            "PYTHONPATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "NOTIFY": f"HOUSING_CHANNEL={self.notify}\nPATH=/nowhere\nno line\n",
            "REPORTS_URL": "https://reports.example.gov.uk",
        }
        done = run(here, str(SCRIPTS / "check.sh"), "--today", f"2026-11-{23 + self.nights}", given=given)
        assert done.returncode == 0, done.stderr
        # the runner is told what to hide; nobody else hears of it
        hidden = f"::add-mask::{self.notify}\n"
        assert done.stdout.startswith(hidden)
        assert SECRET not in done.stdout.removeprefix(hidden) + done.stderr
        assert "PATH stands in the environment already." in done.stderr

    def _issue(self, here: Path) -> str:
        given = {"GITHUB_API_URL": self.github.api, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN}
        done = run(here, sys.executable, str(SCRIPTS / "issue.py"), "reports/example/latest", given=given)
        return done.stderr.strip()


def test_five_nights(tmp_path: Path) -> None:
    subprocess.run([needed("git"), "init", "--quiet", "--bare", str(tmp_path / "origin")], check=True)
    with GitHub() as github, web() as (host, told):
        council = Council(tmp_path, github, f"webhook+http://{host}/{SECRET}")
        assert council.night(hostels=WRONG, bins=FINE) == "Opened the issue."
        issue: Any = github.issues[0]
        assert (issue["comments"], told) == ([], [])  # on a first night nothing is new
        assert council.night(hostels=WRONG, bins=WRONG) == "Edited issue 1."
        assert (len(issue["comments"]), len(told)) == (1, 1)
        assert "https://reports.example.gov.uk/example/latest/report.html" in told[0][1]["text"]
        assert council.night(hostels=WRONG, bins=WRONG) == "Edited issue 1."
        assert (len(issue["comments"]), len(told)) == (1, 1)  # quiet: the branch knows what was told
        assert council.night(hostels=FINE, bins=FINE) == "Closed issue 1."
        assert (issue["state"], len(told)) == ("closed", 1)
        assert council.night(hostels=WRONG, bins=FINE) == "Reopened issue 1."
        assert (issue["state"], len(github.issues), len(told)) == ("open", 1, 2)
