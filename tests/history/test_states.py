"""The state of a problem over two and three nights. Contract, section 3."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from checker.history.outcomes import Judged
from checker.model.problems import State, Unchecked
from checker.model.targets import Verdict
from tests.history.nights import (
    FIRST,
    PHONE,
    RULES,
    START,
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
    whole,
)

if TYPE_CHECKING:
    from checker.history.memory import Memory
    from checker.model.nights import Comparison
    from checker.model.problems import Problem

ONE, TWO = problem(A, "020 7946 095"), problem(B, "020 7946 09")
HELP = "https://help.example.org/gone"
GONE = problem(A, HELP, "link-gone", "The page is gone.")


def test_nothing_is_new_on_the_first_run(memory: Memory) -> None:
    told = run(memory, 0, Night(pages={A: [ONE]}))
    assert told.first
    assert told.previous is None
    assert told.absent == ()
    standing = told.standings[ONE.fingerprint]
    assert (standing.state, standing.new_rule, standing.first_seen, standing.runs) == (
        State.STILL_OPEN,
        False,
        FIRST,
        1,
    )


def test_new_then_still_open_then_fixed_then_silent(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}))
    told = run(memory, 1, Night(pages={A: [ONE]}))
    assert not told.first
    assert told.previous
    assert told.previous.id == "20260303-031700"
    assert state(told, ONE) is State.NEW
    told = run(memory, 2, Night(pages={A: [ONE]}))
    standing = told.standings[ONE.fingerprint]
    assert (standing.state, standing.runs, standing.first_seen) == (State.STILL_OPEN, 2, FIRST + timedelta(days=1))
    told = run(memory, 3, Night(pages={A: [ONE]}))
    assert told.standings[ONE.fingerprint].runs == 3
    told = run(memory, 4, Night(pages={A: []}))
    assert states(told) == {"020 7946 095": "fixed: put right"}
    (absent,) = told.absent
    assert (absent.standing.runs, absent.standing.last_seen) == (3, FIRST + timedelta(days=3))
    assert (absent.page_name, absent.owner) == ("Page a", "SEND team")
    assert run(memory, 5, Night(pages={A: []})).absent == ()


def test_what_comes_back_is_new_again_and_keeps_its_count(memory: Memory) -> None:
    for day, problems in enumerate(([ONE], [ONE], [], [])):
        run(memory, day, Night(pages={A: problems}))
    standing = run(memory, 4, Night(pages={A: [ONE]})).standings[ONE.fingerprint]
    assert (standing.state, standing.runs, standing.first_seen) == (State.NEW, 3, FIRST)


def test_what_comes_back_the_night_after_it_was_fixed(memory: Memory) -> None:
    for day, problems in enumerate(([ONE], [])):
        run(memory, day, Night(pages={A: problems}))
    standing = run(memory, 2, Night(pages={A: [ONE]})).standings[ONE.fingerprint]
    assert (standing.state, standing.runs) == (State.NEW, 2)


def test_an_unread_page_fixes_nothing(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE], B: [TWO]}))
    for day in (1, 2):
        told = run(memory, day, Night(pages={A: [ONE], B: None}))
        assert states(told) == {"020 7946 09": "not-seen: its page could not be read"}
        assert told.absent[0].standing.last_seen == FIRST
        assert told.absent[0].standing.runs == 1
    told = run(memory, 3, Night(pages={A: [ONE], B: [TWO]}))
    standing = told.standings[TWO.fingerprint]
    assert (standing.state, standing.first_seen, standing.runs) == (State.STILL_OPEN, FIRST, 2)


def test_not_seen_can_become_fixed(memory: Memory) -> None:
    run(memory, 0, Night(pages={B: [TWO]}))
    run(memory, 1, Night(pages={B: None}))
    assert states(run(memory, 2, Night(pages={B: []}))) == {"020 7946 09": "fixed: put right"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_takes_its_problems_along(memory: Memory, status: int) -> None:
    run(memory, 0, Night(pages={A: [ONE], B: [TWO]}))
    told = run(memory, 1, Night(pages={A: [ONE], B: None}, statuses={B: status}))
    assert states(told) == {"020 7946 09": "fixed: page removed"}


def test_a_page_no_longer_found(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE], B: [TWO]}))
    told = run(memory, 1, Night(pages={A: [ONE]}, complete=False))
    assert states(told) == {"020 7946 09": "not-seen: its page was not reached"}
    told = run(memory, 2, Night(pages={A: [ONE]}))
    assert states(told) == {"020 7946 09": "fixed: page removed"}


def test_a_page_that_was_found_and_not_reached(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE], B: [TWO]}))
    told = run(memory, 1, Night(pages={A: [ONE]}, unread=(B,)))
    assert states(told) == {"020 7946 09": "not-seen: its page was not reached"}


def test_a_page_that_was_read_but_not_judged(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE]}))
    told = run(memory, 1, Night(pages={A: [ONE]}, unjudged=(A,), complete=False))
    assert states(told) == {"020 7946 095": "not-seen: its page was not reached"}


def test_a_rule_the_site_meets_for_the_first_time(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}, rules=("phone-placeholder",)))
    told = run(memory, 1, Night(pages={A: [ONE]}))
    standing = told.standings[ONE.fingerprint]
    assert (standing.state, standing.new_rule) == (State.STILL_OPEN, True)
    standing = run(memory, 2, Night(pages={A: [ONE]})).standings[ONE.fingerprint]
    assert (standing.state, standing.new_rule, standing.runs) == (State.STILL_OPEN, False, 2)


def test_a_rule_that_was_renamed(memory: Memory) -> None:
    renamed = problem(A, "020 7946 095", "phone-dead")
    run(memory, 0, Night(pages={A: [ONE]}))
    told = run(memory, 1, Night(pages={A: [renamed]}, rules=("phone-dead", "link-gone")))
    assert states(told) == {"020 7946 095": "fixed: rule no longer used"}
    assert told.standings[renamed.fingerprint].new_rule


def test_a_rule_that_comes_back_finds_nothing_new(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE]}))
    run(memory, 1, Night(pages={A: []}, rules=("link-gone",)))
    run(memory, 2, Night(pages={A: []}, rules=("link-gone",)))
    standing = run(memory, 3, Night(pages={A: [ONE]})).standings[ONE.fingerprint]
    assert (standing.state, standing.new_rule, standing.runs) == (State.STILL_OPEN, False, 2)


def test_a_rule_that_was_left_out_once(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE]}))
    told = run(memory, 1, Night(pages={A: []}, rules=("link-gone",), left_out=(PHONE, "phone-placeholder")))
    assert states(told) == {"020 7946 095": "not-seen: its rule was not used this time"}
    assert state(run(memory, 2, Night(pages={A: [ONE]})), ONE) is State.STILL_OPEN


def test_a_rule_that_failed_on_the_page(memory: Memory) -> None:
    other = problem(A, "0000", "phone-placeholder")
    run(memory, 0, Night(pages={A: [ONE, other], B: [TWO]}))
    failed = Unchecked(what=PHONE, why="It failed.", stage="check", pages=(A,), fault=True)
    told = run(memory, 1, Night(pages={A: [], B: []}, leftovers={A: (failed,)}))
    assert states(told) == {
        "020 7946 095": "not-seen: its rule failed on its page",
        "0000": "fixed: put right",
        "020 7946 09": "fixed: put right",
    }


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED_US, Verdict.ROBOTS, Verdict.UNKNOWN])
def test_an_address_that_could_not_be_looked_at_fixes_nothing(memory: Memory, verdict: Verdict) -> None:
    run(memory, 0, Night(pages={A: [GONE]}, targets={HELP: Verdict.GONE}))
    told = run(memory, 1, Night(pages={A: []}, targets={HELP: verdict}))
    assert states(told) == {HELP: "not-seen: its address could not be looked at"}
    told = run(memory, 2, Night(pages={A: []}, targets={HELP: Verdict.FINE}))
    assert states(told) == {HELP: "fixed: put right"}


def test_a_link_that_was_taken_off_the_page_is_fixed(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [GONE]}, targets={HELP: Verdict.GONE}))
    assert states(run(memory, 1, Night(pages={A: []}))) == {HELP: "fixed: put right"}


def test_a_link_that_was_not_asked_before_the_run_stopped(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [GONE]}, targets={HELP: Verdict.GONE}))
    told = run(memory, 1, Night(pages={A: []}, complete=False))
    assert states(told) == {HELP: "not-seen: its address could not be looked at"}


def test_an_address_that_never_answered_brings_nothing_new(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}, targets={HELP: Verdict.UNKNOWN}))
    told = run(memory, 1, Night(pages={A: [GONE]}, targets={HELP: Verdict.GONE}))
    assert state(told, GONE) is State.STILL_OPEN


def test_an_address_that_was_fine_and_one_nobody_knew_are_new(memory: Memory) -> None:
    other = "https://help.example.org/other"
    another = problem(A, other, "link-gone")
    run(memory, 0, Night(pages={A: []}, targets={HELP: Verdict.FINE}))
    told = run(memory, 1, Night(pages={A: [GONE, another]}, targets={HELP: Verdict.GONE, other: Verdict.GONE}))
    assert state(told, GONE) is State.NEW
    assert state(told, another) is State.NEW


def test_a_domain_whose_name_server_failed_fixes_no_email(memory: Memory) -> None:
    rules = (*RULES, "email-no-domain")
    email = problem(A, "advice@example.org", "email-no-domain")
    run(memory, 0, Night(pages={A: [email]}, rules=rules))
    silent = Unchecked(what="advice@example.org", why="No answer.", stage="look up", pages=(A,), verdict="unknown")
    told = run(memory, 1, Night(pages={A: []}, rules=rules, leftovers={A: (silent,)}))
    assert states(told) == {"advice@example.org": "not-seen: its address could not be looked at"}


def test_a_new_page_brings_new_problems(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}))
    assert state(run(memory, 1, Night(pages={A: [], B: [TWO]})), TWO) is State.NEW


def test_a_page_that_could_never_be_read_brings_nothing_new(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [], B: None}, unread=(C,)))
    third = problem(C, "020 7946 0")
    told = run(memory, 1, Night(pages={A: [], B: [TWO], C: [third]}))
    assert state(told, TWO) is State.STILL_OPEN
    assert state(told, third) is State.STILL_OPEN


def test_after_a_first_run_that_stopped_early_the_rest_is_not_new(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}, complete=False))
    told = run(memory, 1, Night(pages={A: [ONE], B: [TWO]}))
    assert not told.first
    assert state(told, ONE) is State.NEW
    assert state(told, TWO) is State.STILL_OPEN


def test_a_problem_of_the_template_stands_under_the_start_even_if_that_is_no_page(memory: Memory) -> None:
    footer = problem(START, "020 7946 0959")

    for day, (problems, expected) in enumerate((([], None), ([footer], State.NEW), ([footer], State.STILL_OPEN))):
        told = _with_site_problems(memory, day, problems)
        assert {each: standing.state for each, standing in told.standings.items()} == (
            {footer.fingerprint: expected} if expected else {}
        )
    assert states(run(memory, 3, Night(pages={A: []}, complete=False))) == {
        "020 7946 0959": "not-seen: its page was not reached"
    }
    assert states(run(memory, 4, Night(pages={A: []}))) == {"020 7946 0959": "fixed: put right"}


def _with_site_problems(memory: Memory, day: int, problems: list[Problem]) -> Comparison:
    night = Night(pages={A: []})
    recording = begin(memory, day, night)
    record(recording, night)
    recording.record_judged([Judged(url=START, problems=tuple(problems))])
    return finish(recording, night)


def test_since_when_something_could_not_be_looked_at(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [], B: []}))
    run(memory, 1, Night(pages={A: [], B: None}))
    told = run(memory, 2, Night(pages={A: [], B: None}))
    why = Unchecked(what=B, why="", stage="fetch")
    assert told.since == {why.fingerprint: FIRST + timedelta(days=1)}
    assert run(memory, 3, Night(pages={A: [], B: []})).since == {}
    told = run(memory, 4, Night(pages={A: [], B: None}))
    assert told.since == {why.fingerprint: FIRST + timedelta(days=4)}


def test_the_trend_ends_with_this_run(memory: Memory) -> None:
    for day in range(33):
        told = run(memory, day, Night(pages={A: [ONE] if day % 2 else [], B: [TWO]}, complete=day != 31))
    assert len(told.trend) == 30
    assert [each.wrong for each in told.trend[-3:]] == [1, 2, 1]
    assert [each.complete for each in told.trend[-3:]] == [True, False, True]
    assert told.trend[-1].today == FIRST + timedelta(days=32)
    assert told.trend[-1].pages == 2


def test_a_problem_whose_words_of_advice_change_stays_the_same_problem(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE]}))
    told = run(memory, 1, Night(pages={A: [problem(A, "020 7946 095", message="It has too few digits.")]}))
    assert told.standings[ONE.fingerprint].runs == 2
    back, _ = whole(memory)
    assert back.pages[0].problems[0].message == "It has too few digits."


def test_a_page_whose_query_is_turned_round_keeps_its_problems(memory: Memory) -> None:
    one, other = f"{A}?id=7&tab=2", f"{A}?tab=2&id=7"
    run(memory, 0, Night(pages={one: [problem(one, "020 7946 095")]}))
    night = run(memory, 1, Night(pages={other: [problem(other, "020 7946 095")]}))
    (standing,) = night.standings.values()
    assert (standing.state, standing.runs) == (State.STILL_OPEN, 2)
    assert night.absent == ()


def test_a_night_may_hold_a_page_under_both_orders_of_its_query(memory: Memory) -> None:
    one, other = f"{A}?id=7&tab=2", f"{A}?tab=2&id=7"
    both = {each: [problem(each, "020 7946 095")] for each in (one, other)}
    run(memory, 0, Night(pages=both))
    night = run(memory, 1, Night(pages=both))
    (standing,) = night.standings.values()
    assert (standing.state, standing.runs) == (State.STILL_OPEN, 2)
    night = run(memory, 2, Night(pages={one: both[one]}))
    assert [each.state for each in night.standings.values()] == [State.STILL_OPEN]
    assert night.absent == ()
