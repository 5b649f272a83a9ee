"""How a night ends that something comes between: nothing is lost, and no problem is made up.

Every run here is a process of its own, over a small site of the small internet.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.commands.nights import KEY, Desk, ended, told, until, verdicts
from tests.world.council.pages import ORIGIN
from tests.world.model import Answer, Records

if TYPE_CHECKING:
    from tests.commands.conftest import Settled
    from tests.world.internet import World
    from tests.world.model import Asked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL, and SIGTERM is no signal")

NOBODY = "127.0.0.1:9"
"""Where nobody listens (the port of RFC 863, which no machine serves any more)."""
SLOW = 8
"""Pages a second: slow enough to come between."""


def pages_asked(world: World) -> list[str]:
    return [each.target for each in world.visits if each.host == "www.harbourshire.gov.uk" and "/local" in each.target]


def pages_done(desk: Desk) -> int:
    try:
        with contextlib.closing(sqlite3.connect(desk.folder / "reports/history.db")) as database:
            return int(database.execute("SELECT count(*) FROM done_pages").fetchone()[0])
    except sqlite3.OperationalError:  # it is not there yet
        return 0


def test_after_kill_9_the_next_run_goes_on_and_ends_as_if_nothing_had_happened(settled: Settled, first: Desk) -> None:
    whole, once = settled
    run = first.begin()
    until(lambda: len(first.world.visits) > 70, run)
    run.kill()
    assert ended(run).code == -signal.SIGKILL
    with contextlib.closing(sqlite3.connect(first.folder / "reports/history.db")) as database:
        cut = database.execute("SELECT name FROM runs WHERE finished IS NULL").fetchone()[0]
    after = first.run()
    assert after.code == 1
    assert after.said[0] == "Harbourshire in small: going on with the run that was cut off."
    assert first.report["run"]["id"] == cut
    assert told(first.report) == told(whole.report)
    assert verdicts(first.report) == verdicts(whole.report)
    assert {url: times for url, times in first.asked().items() if times > 2 * once[url]} == {}


@pytest.mark.parametrize(
    ("number", "code", "why"),
    [
        pytest.param(signal.SIGINT, 130, "somebody pressed Ctrl-C", marks=pytest.mark.soak),
        (signal.SIGTERM, 143, "the system asked it to stop"),
    ],
)
def test_a_run_that_is_told_to_stop_records_what_was_done_and_the_next_begins_with_the_rest(
    settled: Settled, first: Desk, number: signal.Signals, code: int, why: str
) -> None:
    first.lay_out(own_pace=SLOW)
    run = first.begin()
    until(lambda: pages_done(first) > 2, run)
    run.send_signal(number)
    stopped = ended(run)
    assert stopped.code == code
    assert re.search(rf"Stopped early: \d+ of \d+ pages checked, because {why}\.", stopped.err)
    part = first.report
    assert not part["run"]["complete"]
    done = {each["url"] for each in part["pages"] if each["read"]}
    assert 0 < len(done) < 14
    assert Counter(part["totals"]["targets"])["failing"] == 0  # one look cut short is no reason to doubt an address
    first.world.reset()
    first.lay_out(own_pace=50)  # one after the other, or the last of the rest may be overtaken
    assert first.run().code == 1
    left = 14 - len(done)
    assert not done & {ORIGIN + each for each in pages_asked(first.world)[:left]}
    assert Counter(each["state"] for each in first.report["problems"]) == Counter(
        {"still-open": len(told(first.report))}
    )
    assert [each[:4] for each in told(first.report)] == [each[:4] for each in told(settled.report)]


def test_a_run_whose_time_is_up_says_so(first: Desk) -> None:
    first.lay_out(own_pace=SLOW)
    stopped = first.run("--time-limit", "1s")
    assert stopped.code == 3
    assert "pages checked, because the time limit was reached." in stopped.err
    assert not first.report["run"]["complete"]


def test_of_two_runs_at_once_the_second_says_so_or_waits(first: Desk) -> None:
    first.lay_out(own_pace=SLOW)
    run = first.begin()
    until(lambda: bool(first.world.visits), run)
    refused = first.run()
    assert refused.code == 3
    assert refused.said == [
        f"Error: Another run is using {first.folder}/reports/history.db.",
        "Wait until it has ended, or run with --wait. Nothing was changed.",
    ]
    waiting = first.begin("--wait")
    assert (ended(run).code, ended(waiting).code) == (1, 1)


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(first: Desk) -> None:
    (first.folder / "file").write_text("in the way", encoding="utf-8")
    refused = first.run("--reports", f"{first.folder}/file/reports")
    assert refused.code == 3
    assert refused.said[0].startswith(f"Error: {first.folder}/file/reports/history.db cannot be opened or created: ")
    assert first.asked() == {}


def test_a_disk_that_fills_up_is_said_in_a_sentence_and_the_run_goes_on_when_there_is_room(first: Desk) -> None:
    small = ("bash", "-c", 'ulimit -f 300; exec "$@"', "bash")  # blocks of 1,024 bytes a file may have
    full = first.run(command=small)
    assert full.code == 3
    assert re.search(rf"Error: (the disk is full: )?{first.folder}/reports/history.db could not be", full.err)
    assert "Traceback" not in full.err
    after = first.run()
    assert after.code == 1
    assert "going on" in after.said[0]


DEAD = {
    "name server": "This machine seems to be offline. The name server does not answer",
    "all refused": "None of 14 pages of Harbourshire in small could be read.",
    "proxy": "This machine seems to be offline.",
}


def keeps_all(desk: Desk) -> None:
    """Nothing is told to be right that nobody saw."""
    recorded = desk.recorded
    assert not recorded["run"]["complete"]
    assert {each["state"] for each in recorded["problems"]} == {"not-seen"}


def cut_off(world: World, what: str) -> list[str]:
    options = list(world.options)
    match what:
        case "name server":
            options[1] = NOBODY
        case "proxy":
            options += ["--proxy", f"http://{NOBODY}"]
        case _:
            options[3], options[5] = f"*:80={NOBODY}", f"*:443={NOBODY}"
    return options


@pytest.mark.parametrize(
    "what", ["name server", *(pytest.param(each, marks=pytest.mark.soak) for each in list(DEAD)[1:])]
)
def test_without_a_network_there_is_one_sentence_and_no_problem_is_touched(second: Desk, what: str) -> None:
    second.world.night = 2
    dead = second.run("--fresh", options=cut_off(second.world, what))
    assert dead.code == 3
    assert [each for each in dead.said if each.startswith("Error: ")] == [
        each for each in dead.said if DEAD[what] in each
    ]
    keeps_all(second)


@pytest.mark.soak
def test_a_first_night_without_a_network_raises_nothing(first: Desk) -> None:
    assert first.run(options=cut_off(first.world, "name server")).code == 3
    assert (first.recorded["problems"], first.recorded["run"]["complete"]) == ([], False)
    assert first.run().code == 1
    assert {each["state"] for each in first.report["problems"]} == {"still-open"}


def instead(world: World, monkeypatch: pytest.MonkeyPatch, answer: Answer, *, everywhere: bool) -> None:
    before = world.answer

    def answered(asked: Asked) -> Answer:
        return answer if everywhere or asked.host.endswith("harbourshire.gov.uk") else before(asked)

    monkeypatch.setattr(world, "answer", answered)


_NOTICE = Answer(headers=(("Content-Type", "text/html"),), body=b"<title>Back soon</title><p>We are mending this site.")
_PORTAL = (
    b"<title>Hotel</title><p>Welcome to the Harbour Hotel. Tell us your room and your name, and be our guest online."
)


@pytest.mark.parametrize(
    ("answer", "everywhere", "says"),
    [
        (Answer(status=503, body=b"Back soon"), False, "it may be being worked on"),
        pytest.param(_NOTICE, False, "The very same words stand on most pages", marks=pytest.mark.soak),
        (Answer(headers=_NOTICE.headers, body=_PORTAL), True, "The very same words stand on most pages"),
    ],
    ids=["503", "a notice with 200", "captive portal"],
)
def test_a_site_in_maintenance_keeps_its_problems(
    second: Desk, monkeypatch: pytest.MonkeyPatch, answer: Answer, *, everywhere: bool, says: str
) -> None:
    second.world.night = 2
    instead(second.world, monkeypatch, answer, everywhere=everywhere)
    shut = second.run("--fresh")
    assert shut.code == 3
    assert says in shut.err
    keeps_all(second)


@pytest.mark.parametrize("how", ["refused", pytest.param("the same page", marks=pytest.mark.soak)])
def test_if_too_many_websites_fail_alike_no_link_is_blamed(
    second: Desk, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    second.world.night = 2
    names, before = second.world.names, second.world.answer
    lookup, ours = names.lookup, "harbourshire.gov.uk"
    if how == "refused":
        nobody = Records(a=("127.77.255.254",))
        monkeypatch.setattr(names, "lookup", lambda name: lookup(name) if name.endswith(ours) else nobody)
    else:
        portal = Answer(headers=_NOTICE.headers, body=_PORTAL)
        monkeypatch.setattr(
            second.world, "answer", lambda asked: before(asked) if asked.host.endswith(ours) else portal
        )
    doubted = second.run("--fresh")
    assert doubted.code == 3
    assert re.search(r"\d+ of \d+ websites (failed alike|show the very same words)", doubted.err)
    links = [each for each in second.report["problems"] if each["rule"].startswith("link-")]
    assert not [each for each in links if each["state"] == "new"]
    assert {each["state"] for each in links if each["rule"] == "link-gone"} == {"not-seen"}


def test_a_database_of_a_newer_checker_is_left_alone(second: Desk) -> None:
    database = second.folder / "reports/history.db"
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE checker_history SET version = 99")
    newer = second.run()
    assert newer.code == 3
    assert "was made by a newer checker" in newer.said[0]
    assert len(newer.said) == 2
    assert second.asked() == {}


def test_a_report_that_cannot_be_written_is_said_and_the_run_is_recorded(second: Desk) -> None:
    shutil.rmtree(second.folder / "reports" / KEY)
    (second.folder / "reports" / KEY).write_text("in the way", encoding="utf-8")
    ended_so = second.run()
    assert ended_so.code == 3
    assert re.search("Error: .* could not be written: ", ended_so.err)
    assert second.report["run"]["previous"]
