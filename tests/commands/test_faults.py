"""Machines that fail a night: a locked database, a full or read-only disk, a kill within a commit, clocks that jump, a
name server or a network that goes in the middle. No traceback, nothing lost, nothing made up.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.commands.nights import Desk, ended, told, until, verdicts
from tests.outside import needed
from tests.world.model import Records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commands.conftest import Settled

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="made of what Linux has")


def database(desk: Desk) -> Path:
    return desk.folder / "reports" / "history.db"


@contextlib.contextmanager
def held(desk: Desk) -> Iterator[sqlite3.Connection]:
    """Hold the right to write, as a program does that was opened to look at the database and forgotten."""
    with contextlib.closing(sqlite3.connect(database(desk), isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def states(desk: Desk) -> set[str]:
    return {each["state"] for each in desk.report["problems"]}


# another program


def test_a_database_that_another_program_is_writing_to_is_waited_for(second: Desk) -> None:
    with held(second) as other:
        run = second.begin()
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(1.5)
        other.execute("ROLLBACK")
        assert ended(run).code == 1


@pytest.mark.soak
def test_a_database_that_stays_locked_is_said_in_a_sentence_and_waited_for_where_asked(second: Desk) -> None:
    with held(second) as other:
        refused = second.run()
        assert refused.code == 3
        assert refused.said == [
            f"Error: Another program is using {database(second)}.",
            "Wait until it has ended, or run with --wait.",
        ]
        waiting = second.begin("--wait")
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                waiting.wait(13)
        finally:
            other.execute("ROLLBACK")
            assert ended(waiting).code == 1


@pytest.mark.soak
def test_a_lock_in_the_middle_of_a_run_ends_it_in_a_sentence_and_the_next_goes_on(
    settled: Settled, first: Desk
) -> None:
    first.lay_out(own_pace=8)
    run = first.begin()
    until(lambda: len(first.world.visits) > 10, run)
    with held(first):
        stopped = ended(run)
    assert stopped.code == 3
    assert f"Error: Another program is using {database(first)}." in stopped.said
    assert "Traceback" not in stopped.err
    first.lay_out()
    after = first.run()
    assert "going on" in after.said[0]
    assert told(first.report) == told(settled.report)


def test_somebody_who_reads_meanwhile_is_in_nobodys_way(second: Desk) -> None:
    with contextlib.closing(sqlite3.connect(database(second), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM problems").fetchone()
        assert second.run("--fresh").code == 1


# the disk


def in_a_place_of_its_own(desk: Desk, mount: str) -> tuple[str, ...]:
    """Give the start of a command that has a file system of its own for reports, and leaves a copy of it behind."""
    unshare = needed("unshare")
    if subprocess.run(
        [unshare, "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine lets nobody mount anything")
    reports, copy = desk.folder / "reports", desk.folder / "copy"
    reports.mkdir(exist_ok=True)
    script = f'{mount}; "$@"; code=$?; cp -a "{reports}" "{copy}"; exit $code'
    return (unshare, "-rm", "bash", "-c", script, "bash")


def test_a_disk_that_is_full_is_said_in_a_sentence_and_the_run_goes_on_when_there_is_room(
    settled: Settled, first: Desk
) -> None:
    small = in_a_place_of_its_own(first, f'mount -t tmpfs -o size=400k none "{first.folder}/reports"')
    full = first.run(command=small)
    assert full.code == 3
    assert "Traceback" not in full.err
    assert [each for each in full.said if each.startswith("Error: ")]
    shutil.rmtree(first.folder / "reports")
    (first.folder / "copy").rename(first.folder / "reports")
    assert first.run().code == 1
    assert told(first.report) == told(settled.report)


def test_a_folder_that_may_not_be_written_is_said_in_a_sentence(second: Desk) -> None:
    reports = second.folder / "reports"
    only_read = in_a_place_of_its_own(second, f'mount --bind -o ro "{reports}" "{reports}"')
    refused = second.run(command=only_read)
    assert refused.code == 3
    assert "Traceback" not in refused.err
    assert len(refused.said) == 2
    assert str(database(second)) in refused.said[0]
    assert second.asked() == {}


def test_a_report_that_finds_no_room_costs_the_report_and_not_the_night(second: Desk) -> None:
    reports = second.folder / "reports" / "small"
    shutil.rmtree(reports)
    reports.mkdir()
    small = in_a_place_of_its_own(second, f'mount -t tmpfs -o size=8k none "{reports}"')
    full = second.run(command=small)
    assert full.code == 3
    assert "Traceback" not in full.err
    assert second.report["run"]["previous"]  # it was recorded, and printed


# power

KILLED = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
left = int(sys.argv.pop(1))
def commit(connection):
    global left
    left -= 1
    if left == 0:
        if BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        connection.connection.driver_connection.execute("COMMIT")
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, "commit", commit)
from checker.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("number", [1, 3, *(pytest.param(each, marks=pytest.mark.soak) for each in range(4, 30, 3))])
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_kill_at_the_moment_of_a_commit_loses_nothing(
    settled: Settled, first: Desk, number: int, *, before: bool
) -> None:
    run = first.begin(program=("-c", f"BEFORE = {before}\n{KILLED}", str(number)))
    if ended(run).code != -signal.SIGKILL:
        pytest.skip(f"there were fewer than {number} commits")
    assert first.run().code == 1
    assert told(first.report) == told(settled.report)
    assert verdicts(first.report) == verdicts(settled.report)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_power_that_goes_before_the_disk_has_everything_costs_no_more_than_the_last_moments(
    settled: Settled, first: Desk, share: float
) -> None:
    """What was last written to the log of the database may be missing after a power cut (synchronous = NORMAL)."""
    run = first.begin()
    until(lambda: len(first.world.visits) > 60, run)
    run.kill()
    ended(run)
    log = database(first).with_name("history.db-wal")
    if log.is_file():
        os.truncate(log, int(log.stat().st_size * share) + random.Random(1).randrange(500))  # noqa: S311 - any
    after = first.run()
    assert after.code == 1, after.err
    assert told(first.report) == told(settled.report)


# an older database


def test_a_database_of_the_first_form_is_brought_up_to_date(settled: Settled, second: Desk) -> None:
    with contextlib.closing(sqlite3.connect(database(second))) as connection, connection:
        for since in ("strangers", "originals"):
            connection.execute(f"DROP TABLE {since}")
        connection.execute("ALTER TABLE pages DROP COLUMN gist")
        connection.execute("UPDATE checker_history SET version = 1")
    assert second.run().code == 1
    assert {each["id"] for each in second.report["problems"]} == {each["id"] for each in settled.report["problems"]}
    assert states(second) == {"still-open"}
    with contextlib.closing(sqlite3.connect(database(second))) as connection:
        assert connection.execute("SELECT version FROM checker_history").fetchone()[0] > 1


def test_a_page_that_was_kept_and_cannot_be_read_is_read_anew_the_next_night(second: Desk) -> None:
    with contextlib.closing(sqlite3.connect(database(second))) as connection, connection:
        (url,) = connection.execute("SELECT url FROM pages WHERE reading IS NOT NULL ORDER BY id").fetchone()
        connection.execute("UPDATE pages SET reading = x'01ffff' WHERE url = ?", (url,))
    assert second.run().code == 3
    assert [each["why"].split(".")[0] for each in second.report["unchecked"] if each["what"] == url] == [
        "What was kept of this page cannot be read"
    ]
    assert second.run().code == 1
    assert states(second) == {"still-open"}


def test_a_page_whose_gist_cannot_be_read_is_read_anew(second: Desk) -> None:
    with contextlib.closing(sqlite3.connect(database(second))) as connection, connection:
        connection.execute("UPDATE pages SET gist = x'01ffff'")
    before = len(second.world.visits)
    assert second.run().code == 1
    assert states(second) == {"still-open"}
    pages = [each for each in second.world.visits[before:] if "/local-offer/" in each.url]
    assert pages
    assert not any("if-none-match" in each.headers for each in pages)


# clocks


def test_a_clock_that_was_set_back_a_day_makes_nothing_new_and_nothing_fixed(second: Desk) -> None:
    before = second.report["run"]
    assert second.run("--fresh", "--today", "2026-11-20").code == 1
    assert second.report["run"]["previous"]["id"] == before["id"]
    assert states(second) == {"still-open"}
    assert second.run("--fresh").code == 1
    assert states(second) == {"still-open"}


CLOCKS = {
    "a day back": ("2026-11-22 03:17:00", "2026-11-21 03:17:00"),
    "the hour that comes twice": ("2026-10-25 01:59:58", "2026-10-25 01:00:02"),
    "the hour that is missing": ("2026-03-29 00:59:58", "2026-03-29 02:00:02"),
    "ten years on": ("2026-11-22 03:17:00", "2036-11-22 03:17:00"),
}


@pytest.mark.parametrize("jump", CLOCKS)
def test_a_clock_that_jumps_in_the_middle_of_a_night_changes_nothing(settled: Settled, first: Desk, jump: str) -> None:
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("faketime is not installed")
    begin, then = CLOCKS[jump]
    clock = first.folder / "clock"
    clock.write_text(f"@{begin}", encoding="utf-8")
    env = {
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "Europe/London",
    }
    wrapped = ("env", *(f"{name}={value}" for name, value in env.items()), faketime, "-f", f"@{begin}")
    run = first.begin(command=wrapped)
    until(lambda: len(first.world.visits) > 40, run)
    clock.write_text(f"@{then}", encoding="utf-8")
    jumped = ended(run)
    assert jumped.code == 1, jumped.err
    assert {each[:3] for each in told(first.report)} == {each[:3] for each in told(settled.report)}


# names and networks


def test_a_name_server_that_dies_in_the_middle_takes_no_problem_away_and_makes_none(
    second: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = second.world.names
    lookup, asked = names.lookup, set[str]()

    def dying(name: str) -> Records | None:
        asked.add(name)
        return lookup(name) if len(asked) < 12 else Records(silent=True)

    monkeypatch.setattr(names, "lookup", dying)
    dead = second.run("--fresh")
    assert dead.code == 3
    assert "Traceback" not in dead.err
    assert states(second) <= {"still-open", "not-seen"}


def test_a_network_that_goes_and_comes_back_takes_no_problem_away_and_makes_none(
    second: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = second.world.names
    lookup, questions = names.lookup, iter(range(10_000))
    nobody = Records(a=("127.77.255.254",))

    def flapping(name: str) -> Records | None:
        return nobody if 10 < next(questions) < 40 else lookup(name)

    monkeypatch.setattr(names, "lookup", flapping)
    flapped = second.run("--fresh")
    assert flapped.code in {1, 3}
    assert "Traceback" not in flapped.err
    # an address that gave no answer twice is failing, doubtful; nothing is worse, and nothing is fixed
    worse = [each for each in second.report["problems"] if each["state"] == "new" and each["severity"] != "doubtful"]
    assert worse == []
    assert "fixed" not in states(second)
