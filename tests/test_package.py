"""The package from outside: what is in the wheel, who imports whom, and how soon it is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench import a_directory, a_page, source, stages

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
HEAVY = {"bs4", "dns", "email_validator", "idna", "jinja2", "playwright", "pycurl", "requests", "rich", "sqlalchemy"}
"""What a page without an email must not wait for. They take between 20 and 270 ms each to import."""

LOADED = """
import json, sys
from checker import commands
sys.stdout = open("out.txt", "w")
code = commands.execute(sys.argv[1:])
inside = [m for m in sys.modules.values() if "site-packages" in (getattr(m, "__file__", None) or "")]
sys.__stdout__.write(json.dumps([code, sorted({m.__name__.partition(".")[0] for m in inside})]))
"""

ASKED = """
import json, os, sys
from checker import commands
from checker.web.names import Names
told = sys.stdout
async def resolve(self, host, look=1):
    told.write(json.dumps(sorted(sys.modules)))
    told.flush()
    os._exit(0)
Names.resolve = resolve
commands.execute(sys.argv[1:])
"""
"""Tells what is loaded when the first name is asked for, and goes no further."""

LOOKED_FOR = """
import gc, sys
passes = []
gc.callbacks.append(lambda phase, told: passes.append(told["generation"]) if phase == "stop" else None)
from checker import commands
sys.argv[1:] = ["check", "page.html", "--offline", "--quiet"]
passes.clear()
try:
    commands.main()
finally:
    sys.stderr.write(f"{len(passes)} {gc.isenabled()}")
"""

IMPORTED = """
import importlib, pkgutil, sys
opened = []
sys.addaudithook(lambda event, told: opened.append((event, str(told))) if event.startswith("socket.") else None)
import checker
names = [each.name for each in pkgutil.walk_packages(checker.__path__, "checker.") if each.name != "checker.__main__"]
for name in names:
    importlib.import_module(name)
assert len(names) > 300, names
assert not opened, opened
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., tuple[int, set[str]]]:
    """Run a command and tell which packages of others it has loaded."""

    def run(*arguments: str) -> tuple[int, set[str]]:
        command = [sys.executable, "-c", LOADED, *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
        code, names = json.loads(done.stdout)
        return code, {name for name in names if not name.startswith(("_", "sitecustomize"))}

    return run


def test_the_wheel_holds_one_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hatchling.build import build_wheel  # noqa: PLC0415 - it looks at the folder it is in

    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        tops = {name.partition("/")[0] for name in wheel.namelist()}
        assert {name for name in tops if not name.endswith(".dist-info")} == {"checker"}
        assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
        held = {name for name in wheel.namelist() if not name.endswith((".py", ".dist-info/"))}
        kept = {
            each for each in (ROOT / "checker").rglob("*.*") if each.suffix not in {".py", ".pyc"} and each.is_file()
        }
        # tables of data, templates, style and script: all that lies beside the code, and nothing else
        assert {name for name in held if name.startswith("checker/")} == {
            each.relative_to(ROOT).as_posix() for each in kept
        }
        assert {"checker/data/retired-terms.toml", "checker/formats/html/page.html.jinja"} <= held


def test_no_module_opens_a_connection_or_asks_for_a_name_when_it_is_imported(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", IMPORTED], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_layers_hold() -> None:
    program = Path(sysconfig.get_path("scripts"), "lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_help_loads_click_and_nothing_else(loaded: Callable[..., tuple[int, set[str]]]) -> None:
    assert loaded("--help") == (0, {"click"})
    assert loaded("check", "--help") == (0, {"click"})


def test_checking_a_page_loads_nothing_heavy(loaded: Callable[..., tuple[int, set[str]]], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<h1>Housing</h1><p>Ring 020 7275 6036 by 3 May 2027.</p>", encoding="utf-8")
    code, names = loaded("check", "page.html", "--offline")
    assert code == 0
    assert names & HEAVY == set()
    code, names = loaded("extract", "page.html", "--offline", "--format", "json")
    assert code == 0
    assert names & HEAVY == set()


@pytest.fixture
def loaded_when_asking(tmp_path: Path) -> Callable[..., set[str]]:
    """Run a command until it asks for a name, and tell which modules it has loaded by then."""

    def run(*arguments: str) -> set[str]:
        command = [sys.executable, "-c", ASKED, *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
        return set(json.loads(done.stdout))

    return run


def test_a_run_loads_what_comes_last_after_its_first_question(
    loaded_when_asking: Callable[..., set[str]], tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    site = 'name = "Advice"\nstart = "https://www.example.org/"\n[[find]]\nkind = "sitemap"\n'
    (tmp_path / "sources" / "advice.toml").write_text(site, encoding="utf-8")
    names = loaded_when_asking("run", "--progress", "never")
    assert {"checker.history.recording", "checker.web.engine", "checker.finders.sitemap"} <= names
    later = {"checker.commands._morning", "checker.formats._wire.reported", "checker.formats.html._rendering"}
    later |= {"checker.notices", "checker.report", "jinja2", "phonenumbers", "xlsxwriter"}
    assert names & later == set()
    kinds = {name for name in names if name.startswith("checker.finders.") and "._" not in name}
    assert kinds == {"checker.finders.sitemap"}
    assert not {name for name in names if name.startswith(("checker.rules.phone.", "checker.rules.link."))}


def test_a_check_loads_the_rules_after_its_first_question(
    loaded_when_asking: Callable[..., set[str]], tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text('<h1>A</h1><a href="https://www.example.org/">b</a>', encoding="utf-8")
    names = loaded_when_asking("check", "page.html", "--format", "html", "--output", "out.html")
    assert {"checker.extractors.links", "checker.web.engine"} <= names
    assert names & {"checker.fixing", "checker.report", "jinja2", "sqlalchemy"} == set()
    assert not {name for name in names if name.startswith(("checker.rules.phone.", "checker.rules.link."))}


def test_python_looks_for_no_rubbish_among_what_was_loaded(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(a_directory(), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", LOOKED_FOR], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.stderr.decode() == "0 False"


def fastest(command: list[str], folder: Path, *, times: int) -> float:
    """Give the CPU seconds of the fastest of several runs: what else the machine does counts for little."""
    took = []
    for _ in range(times):
        begun = os.times()
        subprocess.run(
            command, cwd=folder, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        ended = os.times()
        took.append(ended.children_user + ended.children_system - begun.children_user - begun.children_system)
    return min(took)


def test_help_is_there_at_once(tmp_path: Path) -> None:
    assert fastest([sys.executable, "-m", "checker", "--help"], tmp_path, times=5) < 0.15


def test_a_page_is_checked_in_half_a_second(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(a_directory(), encoding="utf-8")
    assert fastest([sys.executable, "-m", "checker", "check", "page.html", "--offline"], tmp_path, times=3) < 0.5


def test_a_page_takes_a_few_milliseconds() -> None:
    # the aim is 12 ms, `make bench` says how far it is; three times as long is a fault, or a very busy machine
    took = stages(source("page.html", a_page()))
    assert took["in all"] < 36
