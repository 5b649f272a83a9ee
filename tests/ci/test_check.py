"""The steps of the nightly workflow, one after the other, over a small site of the small internet."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from tests.ci.scripts import ROOT, SCRIPTS, run
from tests.commands.nights import Desk
from tests.outside import needed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world.internet import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")


def outputs(folder: Path) -> dict[str, str]:
    lines = (folder / "outputs").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def check(folder: Path, *more: str, **given: str) -> int:
    needed("bash")
    (folder / "outputs").unlink(missing_ok=True)
    said = {
        "CHECKER": f"{shlex.quote(sys.executable)} -m checker",
        "PYTHONPATH": str(ROOT),
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "GITHUB_ACTIONS": "true",
        **given,
    }
    return run(folder, str(SCRIPTS / "check.sh"), *more, given=said).returncode


def test_a_night_is_green_whatever_it_finds(world: World, tmp_path: Path) -> None:
    desk = Desk(tmp_path, world)
    desk.lay_out(pages=("feedback", "play-scheme", "forms"))
    assert check(tmp_path, *world.options, "--today", str(world.today), SITE="small", ONLY="phone link") == 0
    report = json.loads((tmp_path / "reports/small/latest/report.json").read_bytes())
    said = outputs(tmp_path)
    assert (said["exit-code"], said["new"], said["complete"]) == ("0", "0", "true")
    assert said["wrong"] == str(report["totals"]["problems"]["wrong"])
    assert int(said["wrong"]) > 0
    assert (tmp_path / said["report"]).is_file()
    assert {each["rule"].split("-")[0] for each in report["problems"]} <= {"phone", "link"}
    assert (tmp_path / "summary").read_text(encoding="utf-8").startswith("<!-- checker:small -->")


def test_a_night_is_red_when_the_checker_was_blind(world: World, tmp_path: Path) -> None:
    Desk(tmp_path, world).lay_out(pages=("feedback",))
    dead = ["127.0.0.1:9" if each == world.nameserver else each for each in world.options]
    assert check(tmp_path, *dead, SITE="small") == 3
    assert outputs(tmp_path)["exit-code"] == "3"


@pytest.mark.parametrize("site", ["", "--help", "a b", "../small", "$(touch made)", "a;touch made"])
def test_what_comes_from_outside_is_no_command(tmp_path: Path, site: str) -> None:
    assert check(tmp_path, SITE=site) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["outputs"]


def listed(folder: Path, site: str = "") -> tuple[int, str]:
    done = run(folder, str(SCRIPTS / "sites.sh"), given={"SITE": site})
    return done.returncode, done.stdout


def test_the_sites_are_the_files_in_sources(tmp_path: Path) -> None:
    needed("bash")
    sources = tmp_path / "sources"
    sources.mkdir()
    assert listed(tmp_path)[0] == 2  # a workflow without sites is a workflow nobody has finished
    for name in ("one.toml", "two.toml", "README.md"):
        (sources / name).touch()
    assert listed(tmp_path) == (0, 'sites=["one","two"]\n')
    assert listed(tmp_path, "two") == (0, 'sites=["two"]\n')
    assert listed(tmp_path, "three")[0] == 2
    assert listed(tmp_path, "../two")[0] == 2


def test_reports_are_put_together_without_what_is_the_teams_own(tmp_path: Path) -> None:
    needed("bash")
    latest = tmp_path / "fetched/report-small-1/small/latest"
    latest.mkdir(parents=True)
    for name in ("report.html", "problems.xlsx", "report.json"):
        (latest / name).write_text(name, encoding="utf-8")
    assert run(tmp_path, str(SCRIPTS / "pages.sh"), "fetched", "public").returncode == 0
    made = sorted(str(each.relative_to(tmp_path / "public")) for each in (tmp_path / "public").rglob("*.*"))
    assert made == ["index.html", "small/latest/report.html"]  # where --reports-url leads
    assert 'href="small/latest/report.html"' in (tmp_path / "public/index.html").read_text(encoding="utf-8")
