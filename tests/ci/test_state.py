"""The branch that remembers: one commit, replaced every night, never by a database that is not whole."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.ci.scripts import SCRIPTS, run
from tests.outside import needed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a repository on this disk, as a runner has it."""
    git = needed("git")
    here = tmp_path / "clone"
    for command in (
        ("init", "--quiet", "--bare", str(tmp_path / "origin")),
        ("init", "--quiet", str(here)),
        ("-C", str(here), "remote", "add", "origin", str(tmp_path / "origin")),
    ):
        subprocess.run([git, *command], check=True)
    return here


def state(clone: Path, what: str, site: str = "small") -> subprocess.CompletedProcess[str]:
    return run(clone, sys.executable, str(SCRIPTS / "state.py"), what, site, "reports/history.db")


def remember(clone: Path, words: str) -> Path:
    database = clone / "reports" / "history.db"
    database.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS remembered (words TEXT)")
        connection.execute("INSERT INTO remembered VALUES (?)", (words,))
    return database


def remembered(clone: Path) -> list[str]:
    with closing(sqlite3.connect(clone / "reports" / "history.db")) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM remembered")]


def commits(clone: Path, branch: str = "checker-state/small") -> int:
    counted = run(clone, "git", "-C", "../origin", "rev-list", "--count", branch)
    return int(counted.stdout)


def test_a_first_night_has_nothing_to_remember(clone: Path) -> None:
    done = state(clone, "restore")
    assert (done.returncode, done.stderr) == (0, "There is no earlier night: this is the first.\n")


def test_each_night_replaces_the_one_commit(clone: Path) -> None:
    for night in ("first", "second", "third"):
        database = remember(clone, night)
        assert state(clone, "save").returncode == 0
        assert commits(clone) == 1
        database.unlink()
        assert state(clone, "restore").returncode == 0
    assert remembered(clone) == ["first", "second", "third"]


def test_sites_do_not_meet(clone: Path) -> None:
    remember(clone, "small")
    state(clone, "save")
    remember(clone, "other")
    state(clone, "save", "other")
    state(clone, "restore")
    assert remembered(clone) == ["small"]


def test_a_damaged_database_takes_nobodys_place(clone: Path) -> None:
    database = remember(clone, "good")
    state(clone, "save")
    database.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(9000))  # noqa: S311 - noise
    done = state(clone, "save")
    assert done.returncode == 1
    assert "stays as it was" in done.stderr
    assert state(clone, "restore").returncode == 0
    assert remembered(clone) == ["good"]


def test_no_database_takes_nobodys_place(clone: Path) -> None:
    done = state(clone, "save")
    assert (done.returncode, "stays as it was" in done.stderr) == (1, True)


def test_a_server_that_cannot_be_reached_is_not_taken_for_a_first_night(clone: Path) -> None:
    run(clone, "git", "remote", "set-url", "origin", "../nowhere")
    done = state(clone, "restore")
    assert done.returncode == 1
    assert done.stderr.startswith("git ls-remote failed")


def test_a_name_that_could_be_an_option_is_refused(clone: Path) -> None:
    assert state(clone, "restore", "--upload-pack=x").returncode == 2


def test_what_people_were_told_is_kept_with_it(clone: Path) -> None:
    database = remember(clone, "first")
    told = database.with_name("notices.json")
    told.write_text('{"version": 1, "channels": {}}\n', encoding="utf-8")
    assert state(clone, "save").returncode == 0
    told.unlink()
    database.unlink()
    assert state(clone, "restore").returncode == 0
    assert told.read_text(encoding="utf-8") == '{"version": 1, "channels": {}}\n'
    told.write_text("half", encoding="utf-8")  # damaged: the checker would not read it either
    assert state(clone, "save").returncode == 0
    told.unlink()
    assert state(clone, "restore").returncode == 0
    assert not told.exists()
