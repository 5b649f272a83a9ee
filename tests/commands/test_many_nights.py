"""Fifty kills at moments nobody chose, and thirty nights with faults that come and go. `make soak` runs them."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.ci.scripts import SCRIPTS, run
from tests.commands.nights import KEY, TURNED, Desk, ended, told, verdicts
from tests.outside import needed

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world.internet import World

pytestmark = pytest.mark.soak

KILLS, NIGHTS = 50, 30


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.timeout(900)
def test_after_fifty_kills_nothing_is_lost(quick: World, tmp_path: Path) -> None:
    whole = Desk(tmp_path / "whole", quick)
    whole.lay_out()
    begun = time.monotonic()
    assert whole.run().code == 1
    lasts, once = time.monotonic() - begun, whole.asked()
    chance = random.Random()  # noqa: S311 - other moments every time
    cut = 0
    for number in range(KILLS):
        quick.reset()
        desk = Desk(tmp_path / str(number), quick)
        desk.lay_out()
        moment = chance.uniform(0.3, lasts)
        run = desk.begin()
        time.sleep(moment)
        run.kill()
        cut += ended(run).code < 0
        hold_against(whole, desk, once, moment)
    assert cut > KILLS // 2  # most were killed indeed, and had not ended before


def hold_against(whole: Desk, desk: Desk, once: Counter[str], moment: float) -> None:
    said = f"killed after {moment:.3f} s"
    with contextlib.suppress(sqlite3.OperationalError), database(desk) as asked:
        finished = asked.execute("SELECT count(*) FROM runs WHERE finished IS NOT NULL").fetchone()[0]
        if finished:  # the kill came when everything was recorded: the next run is another night
            return
    assert desk.run().code == 1, said
    assert told(desk.report) == told(whole.report), said
    assert verdicts(desk.report) == verdicts(whole.report), said
    assert {url: times for url, times in desk.asked().items() if times > 2 * once[url]} == {}, said


@contextlib.contextmanager
def database(desk: Desk) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(desk.folder / "reports/history.db")) as connection:
        yield connection


@pytest.mark.timeout(900)
def test_thirty_nights_with_faults_that_come_and_go(quick: World, tmp_path: Path) -> None:
    """States are right every night, the database grows by little, and the branch that keeps it does not pile up."""
    quick.reset()
    repository(tmp_path)
    desk = Desk(tmp_path, quick)
    desk.lay_out()
    # pages of the council change of themselves on the first nights; from the fourth on only the script turns anything
    before: set[str] = set()
    sizes, blind = [], 0
    chance = random.Random()  # noqa: S311 - another script every time
    for night in range(1, NIGHTS + 1):
        quick.night = night + 3
        broken = {name for name in TURNED if night > 1 and chance.random() < 0.3}
        for name in TURNED:
            (quick.break_ if name in broken else quick.mend)(name)
        if night > 1 and chance.random() < 0.2:  # nothing is to be seen: nothing is new, and nothing fixed
            blind_night(desk)
            blind += 1
        assert desk.run("--fresh").code == 1
        assert states(desk, quick) == expected(broken, before, night), (night, broken, before)
        before = broken
        state = run(tmp_path, sys.executable, str(SCRIPTS / "state.py"), "save", KEY, "reports/history.db")
        assert state.returncode == 0, state.stderr
        with database(desk) as asked:
            sizes.append(asked.execute("SELECT (SELECT page_count FROM pragma_page_count) * 4096").fetchone()[0])
    packed = kept(tmp_path / "origin")
    growth = (sizes[-1] - sizes[0]) / (NIGHTS - 1)
    nights = f"{NIGHTS} nights, and {blind} that saw nothing"
    said = f"{nights}: {sizes[-1]:,} bytes, {growth:,.0f} more a night; on the branch {packed:,}"
    print(f"\n{said}")  # noqa: T201 - asked for
    # a night that sees nothing ends what holds, and the next writes all of it anew: a third of the first night's size
    assert growth < 25_000 + blind * sizes[0] / 2 / NIGHTS
    assert packed < 2 * sizes[-1]


def repository(folder: Path) -> None:
    """Make a clone of an empty repository, as a runner has it."""
    git = needed("git")
    for command in (
        ("init", "--quiet", "--bare", "origin"),
        ("init", "--quiet"),
        ("remote", "add", "origin", "origin"),
    ):
        subprocess.run([git, *command], cwd=folder, check=True)


def kept(origin: Path) -> int:
    """Give the bytes that a repository comes to after so many nights, once what no branch holds is swept out."""
    subprocess.run([needed("git"), "gc", "--quiet", "--prune=now"], cwd=origin, check=True)
    return sum(each.stat().st_size for each in (origin / "objects").rglob("*") if each.is_file())


def blind_night(desk: Desk) -> None:
    options = ["127.0.0.1:9" if each == desk.world.nameserver else each for each in desk.world.options]
    blind = desk.run("--fresh", options=options)
    assert (blind.code, "seems to be offline" in blind.err) == (3, True)
    assert {each["state"] for each in desk.recorded["problems"]} <= {"not-seen", "accepted"}


def states(desk: Desk, world: World) -> dict[str, str]:
    """Give the state of what is told of each turned address as gone."""
    by_url = {world.situations[name].asked: name for name in TURNED}
    found = {}
    for each in desk.report["problems"]:
        name = by_url.get(each["where"]["href"] or "")
        if name and each["rule"] == "link-gone":
            found[name] = each["state"]
    return found


def expected(broken: set[str], before: set[str], night: int) -> dict[str, str]:
    now = {name: "still-open" if name in before else "new" for name in broken}
    return now | {name: "fixed" for name in before - broken if night > 1}
