"""Opening a history: one run at a time, and one clear sentence for everything that can be wrong with the file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from checker import history
from checker.errors import CheckerError, Incomplete, UsageFault
from checker.history import codec, database, versions
from checker.history.outcomes import outcome
from checker.history.schema import results
from checker.history.stored import Pages
from checker.model.mentions import Inventory, Kind, Mention
from checker.model.pages import Place
from checker.model.runs import PageResult
from tests.history.nights import A, Night, begin, finish, problem, run

ROOT = Path(__file__).parents[2]
ONE = problem(A, "020 7946 095")

HOLD = """
import sys, time
from checker import history
with history.opened(sys.argv[1]) as memory:
    print("open", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holding(url: str, seconds: float) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLD, url, str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def refusal(url: str) -> CheckerError:
    with pytest.raises(CheckerError) as caught, history.opened(url) as memory:
        run(memory, 0, Night(pages={A: [ONE]}))
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    return caught.value


def test_it_makes_its_folder(tmp_path: Path) -> None:
    with history.opened(f"sqlite:///{tmp_path}/new/folder/history.db") as memory:
        run(memory, 0, Night(pages={A: [ONE]}))
    assert (tmp_path / "new/folder/history.db").exists()
    assert not (tmp_path / "new/folder/history.db-wal").exists()


def test_two_at_once(url: str) -> None:
    other = holding(url, 30)
    try:
        fault = refusal(url)
        assert isinstance(fault, Incomplete)
        assert "Another run is using" in fault.message
        assert "--wait" in fault.hint
    finally:
        other.kill()
        other.wait()
        other.stdout.close()  # type: ignore[union-attr]
    with history.opened(url) as memory:  # a killed run holds no lock
        run(memory, 0, Night(pages={A: [ONE]}))


def test_waiting_for_the_other(url: str) -> None:
    other = holding(url, 0.3)
    began = time.monotonic()
    with history.opened(url, wait=True):
        assert time.monotonic() - began > 0.1
        assert other.wait(5) == 0
    other.stdout.close()  # type: ignore[union-attr]


def test_a_report_can_be_read_while_a_run_is_under_way(url: str) -> None:
    with history.opened(url) as memory:
        run(memory, 0, Night(pages={A: [ONE]}))
        with history.consulted(url) as other:
            assert other.run("example")[0].id == "20260303-031700"


def test_who_looks_things_up_cannot_write(url: str) -> None:
    with history.opened(url):
        pass
    with pytest.raises(Incomplete, match="may not be written"), history.consulted(url) as memory:
        run(memory, 0, Night())


def test_no_history_yet(url: str, tmp_path: Path) -> None:
    with pytest.raises(Incomplete, match="There is no history"), history.consulted(url):
        pass
    assert list(tmp_path.iterdir()) == []
    with history.opened(url) as memory, pytest.raises(Incomplete, match="No run of example has ended yet"):
        memory.run("example")


def test_a_newer_version(url: str) -> None:
    with history.opened(url) as memory, memory.connection.begin():
        memory.connection.execute(text("UPDATE checker_history SET version = 99"))
    assert "was made by a newer checker" in refusal(url).message
    with pytest.raises(Incomplete, match="newer checker"), history.consulted(url):
        pass


def test_an_older_version_is_brought_up_to_date(url: str) -> None:
    with history.opened(url) as memory:
        connection = memory.connection
        with connection.begin():
            steps = {
                5: lambda it: it.execute(text("ALTER TABLE sites ADD COLUMN name TEXT")),
                6: lambda it: it.execute(text("UPDATE sites SET name = key")),
            }
            connection.execute(text("INSERT INTO sites (key) VALUES ('old')"))
            versions.prepare(connection, "history.db", steps=steps, to=7)
            assert connection.execute(text("SELECT name FROM sites")).scalars().all() == ["old"]
            assert connection.execute(text("SELECT version FROM checker_history")).scalar() == 7


def test_a_step_that_fails_changes_nothing(url: str) -> None:
    with history.opened(url) as memory:
        connection = memory.connection
        steps = {
            5: lambda it: it.execute(text("ALTER TABLE sites ADD COLUMN name TEXT")),
            6: lambda it: it.execute(text("UPDATE nowhere SET name = 1")),
        }
        with pytest.raises(Exception, match="nowhere"), connection.begin():
            versions.prepare(connection, "history.db", steps=steps, to=7)
        with connection.begin():
            columns = connection.execute(text("PRAGMA table_info(sites)")).all()
        assert [column.name for column in columns] == ["id", "key"]


def test_an_older_version_is_not_touched_by_who_looks_things_up(url: str) -> None:
    with history.opened(url) as memory, memory.connection.begin():
        memory.connection.execute(text("UPDATE checker_history SET version = 0"))
    with pytest.raises(Incomplete, match="older checker"), history.consulted(url):
        pass


def test_not_a_database(url: str, tmp_path: Path) -> None:
    (tmp_path / "history.db").write_text("These are my notes. " * 500, encoding="utf-8")
    assert "is not a database" in refusal(url).message
    assert (tmp_path / "history.db").read_text(encoding="utf-8").startswith("These are my notes.")


def test_a_database_of_something_else(url: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "history.db") as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    assert "is a database of something else" in refusal(url).message


def test_a_damaged_database(url: str, tmp_path: Path) -> None:
    with history.opened(url) as memory:
        for day in range(3):
            run(memory, day, Night(pages={f"{A}{n}": [problem(f"{A}{n}", "020 7946 095")] for n in range(40)}))
    file = tmp_path / "history.db"
    whole = bytearray(file.read_bytes())
    whole[8192:40960] = b"\xee" * 32768
    file.write_bytes(whole)
    assert "is damaged" in refusal(url).message


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    fault = refusal(f"sqlite:///{tmp_path}/file/history.db")
    assert "cannot be opened or created" in fault.message
    assert fault.exit_code == 3


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "cannot be opened or created" in refusal(f"sqlite:///{tmp_path}/history.db").message
    finally:
        tmp_path.chmod(0o700)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """Give a disk of 256 kB, where one may be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("only root can make a small disk")
    return disk


def test_a_full_disk(small_disk: Path) -> None:
    try:
        url = f"sqlite:///{small_disk}/history.db"
        with history.opened(url):
            (small_disk / "ballast").write_bytes(b"\0" * 20_000)
        night = Night(pages={f"{A}{n}": [problem(f"{A}{n}", f"{n} {os.urandom(300).hex()}")] for n in range(400)})
        with pytest.raises(Incomplete) as caught, history.opened(url) as memory:
            run(memory, 0, night)
        assert "The disk is full" in caught.value.message
        (small_disk / "ballast").unlink()
        with history.opened(url) as memory:  # nothing is broken: there is only no room
            assert memory.runs("example") == ()
    finally:
        subprocess.run([str(shutil.which("umount")), str(small_disk)], check=True)


@pytest.mark.parametrize("url", ["history.db", "mysql://host/name", "oracle:///x", "://"])
def test_what_is_no_address_of_a_database(url: str) -> None:
    with pytest.raises(UsageFault), history.opened(url):
        pass


def test_a_password_is_never_shown() -> None:
    assert "secret" not in database.name_of(database.parsed("postgresql://me:secret@localhost/checker"))


def test_a_history_in_memory() -> None:
    with history.opened("sqlite://") as memory:
        assert run(memory, 0, Night(pages={A: [ONE]})).first


def test_the_codec_needs_no_database() -> None:
    code = "import sys; from checker.history import codec; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_history_of_the_first_form_is_brought_up_to_date(url: str) -> None:
    with history.opened(url) as memory:
        run(memory, 0, Night(pages={A: [ONE]}))
        with memory.connection.begin():
            for table in ("strangers", "originals"):
                memory.connection.execute(text(f"DROP TABLE {table}"))
            memory.connection.execute(text("ALTER TABLE pages DROP COLUMN gist"))
            memory.connection.execute(text("UPDATE checker_history SET version = 1"))
    with history.opened(url) as memory:
        assert memory.run("example")[0].id == "20260303-031700"
        run(memory, 1, Night(pages={A: [ONE]}))
        with memory.connection.begin():
            assert memory.connection.execute(text("SELECT count(*) FROM strangers")).scalar() == 0
            assert memory.connection.execute(text("SELECT count(*) FROM originals")).scalar() == 0
            assert memory.connection.execute(text("SELECT gist FROM pages")).scalars().all() == [None]
            assert memory.connection.execute(text("SELECT version FROM checker_history")).scalar() == 5


def test_a_history_of_the_fourth_form_is_told_as_ever(url: str) -> None:
    phone = Mention(kind=Kind.PHONE, raw="020 7946 0958", value="+442079460958", place=Place(quote="020 7946 0958"))
    full = PageResult(target=A, url=A, title="Page a", inventory=Inventory(mentions=(phone,)))
    with history.opened(url) as memory:
        recording = begin(memory, 0, Night())
        recording.record_pages([outcome(full)])
        finish(recording, Night())
        pages = tuple(memory.run("example")[0].pages)
        with memory.connection.begin():
            memory.connection.execute(results.update().values(body=codec.encode(full)))
            memory.connection.execute(text("UPDATE checker_history SET version = 4"))
    with history.opened(url) as memory:
        told = memory.run("example")[0].pages
        assert tuple(told) == pages == (full,)
        assert isinstance(told, Pages)
        assert [each.counted for each in told.outlines()] == [{Kind.PHONE: 1}]
        run(memory, 1, Night(pages={A: []}))
        assert tuple(memory.run("example", "20260303-031700")[0].pages) == pages
