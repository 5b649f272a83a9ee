"""A run that is killed goes on where it was."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace  # noqa: TID251 - a Night of the tests is a dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from checker import history
from checker.history.outcomes import Judged
from checker.model.problems import State
from checker.model.targets import Verdict
from tests.history.nights import (
    FIRST,
    A,
    B,
    C,
    Night,
    begin,
    finish,
    problem,
    record,
    run,
    state,
    states,
    target,
    whole,
)

if TYPE_CHECKING:
    from checker.history.memory import Memory

ROOT = Path(__file__).parents[2]
HELP, OTHER = "https://help.example.org/", "https://other.example.org/"
ONE, TWO = problem(A, "020 7946 095"), problem(B, "020 7946 09")

KILLED = """
import os, signal, sys
from checker import history
from tests.history.nights import *
from tests.history.test_killed import HALF
with history.opened(sys.argv[1]) as memory:
    record(begin(memory, 1, HALF), HALF)
    os.kill(os.getpid(), signal.SIGKILL)
"""
HALF = Night(pages={A: [], B: [TWO]}, targets={HELP: Verdict.GONE}, unjudged=(B,))
WHOLE = replace(HALF, pages={A: [], B: [TWO], C: []}, targets={HELP: Verdict.GONE, OTHER: Verdict.FINE}, unjudged=())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_after_kill_9_nothing_is_lost_and_nothing_asked_twice(url: str) -> None:
    with history.opened(url) as memory:
        run(memory, 0, Night(pages={A: [ONE], B: [], C: []}, targets={HELP: Verdict.FINE}))
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", KILLED, url], cwd=ROOT, env=env, check=False)
    assert done.returncode == -9
    with history.opened(url) as memory:
        assert whole(memory)[0].id == "20260303-031700"  # one that has not ended is not reported
        recording = begin(memory, 1, WHOLE)
        assert recording.resumed
        assert recording.run_id == "20260304-031700"
        assert recording.done_pages() == {A, B}
        assert [each.url for each, _ in recording.recorded_pages([C, B, A])] == [A, B]
        assert recording.done_targets([HELP, OTHER]) == {
            HELP: target(HELP, Verdict.GONE, FIRST + timedelta(days=1), past=_stripped(recording.past(HELP)))
        }
        record(recording, WHOLE)
        told = finish(recording, WHOLE)
    assert states(told) == {"020 7946 095": "fixed: put right"}
    assert state(told, TWO) is State.NEW
    assert told.previous
    assert told.previous.id == "20260303-031700"


def _stripped(past: object) -> object:
    return structs.replace(past, evidence=None, good=None, verdict=None)  # type: ignore[type-var]


def test_a_killed_run_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    ends = []
    for name in ("killed", "undisturbed"):
        with history.opened(f"sqlite:///{tmp_path}/{name}.db") as memory:
            run(memory, 0, Night(pages={A: [ONE], B: [], C: []}, targets={HELP: Verdict.FINE}))
            if name == "killed":
                record(begin(memory, 1, HALF), HALF)
            recording = begin(memory, 1, WHOLE)
            assert recording.resumed is (name == "killed")
            record(recording, WHOLE)
            finish(recording, WHOLE)
            ends.append((whole(memory), memory.link_history("example", HELP)))
    assert ends[0] == ends[1]


def test_a_run_of_last_week_is_not_gone_on_with(memory: Memory) -> None:
    record(begin(memory, 0, HALF), HALF)
    recording = begin(memory, 7, HALF)
    assert not recording.resumed
    assert recording.done_pages() == set()
    assert recording.done_targets([HELP]) == {}


def test_a_run_with_other_rules_is_not_gone_on_with(memory: Memory) -> None:
    record(begin(memory, 0, HALF), HALF)
    assert not begin(memory, 0, replace(HALF, rules=("link-gone",), left_out=("phone-cannot-ring",))).resumed


def test_what_a_run_given_up_had_found_is_not_told(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}))
    lost = Night(pages={A: [ONE], B: [TWO]}, targets={HELP: Verdict.GONE})
    record(begin(memory, 1, lost), lost)
    told = run(memory, 5, Night(pages={A: []}))
    assert told.standings == {}
    assert told.absent == ()
    back, _ = whole(memory)
    assert [each.url for each in back.pages] == [A]
    assert back.targets == ()
    assert [each.run for each in memory.runs("example")] == ["20260303-031700", "20260308-031700"]


def test_a_page_judged_twice_counts_once(memory: Memory) -> None:
    night = Night(pages={A: [ONE, problem(A, "0000")]})
    recording = begin(memory, 0, night)
    record(recording, night)
    recording.record_judged([Judged(url=A, problems=(ONE,))])
    assert set(finish(recording, night).standings) == {ONE.fingerprint}
