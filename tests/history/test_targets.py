"""What earlier nights know of an address."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import text

from checker import history
from checker.history.stored import Targets
from checker.model.problems import Certainty, Severity
from checker.model.targets import Evidence, Past, Target, Verdict
from tests.history.nights import FIRST, A, B, Night, begin, finish, problem, record, run, target, whole

if TYPE_CHECKING:
    from checker.history.memory import Memory
    from checker.history.recording import Recording

HELP, OTHER = "https://help.example.org/", "https://other.example.org/"
WEEK = 7 * 86_400.0
GOOD, BAD, UNSURE = Verdict.FINE, Verdict.FAILING, Verdict.BLOCKED_US


def after(memory: Memory, *verdicts: Verdict) -> Past:
    """Run a night for each verdict, and give what the night after them knows."""
    for day, verdict in enumerate(verdicts):
        run(memory, day, Night(pages={A: []}, targets={HELP: verdict}))
    return known(begin(memory, len(verdicts), Night()))


def known(recording: Recording) -> Past:
    past = recording.past(HELP)
    assert past
    return past


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_an_address_never_met(memory: Memory) -> None:
    assert begin(memory, 0, Night()).past(HELP) is None


def test_nights_in_a_row(memory: Memory) -> None:
    past = after(memory, GOOD, BAD, BAD, Verdict.GONE)
    assert (past.failing_since, past.nights, past.last_good) == (day(1), 3, day(0))
    assert past.verdict is Verdict.GONE
    assert past.evidence
    assert past.evidence.asked.date() == day(3)
    assert past.good
    assert past.good.asked.date() == day(0)


def test_one_good_night_ends_the_row(memory: Memory) -> None:
    past = after(memory, BAD, BAD, GOOD)
    assert (past.failing_since, past.nights, past.last_good) == (None, 0, day(2))
    assert past.good == past.evidence


def test_an_answer_that_is_given_again_is_one_row_however_often(memory: Memory) -> None:
    for number in range(4):
        recording = begin(memory, number, Night())
        now = datetime.combine(day(number), time(3), UTC)
        again = recording.remembered([HELP], now, WEEK) if number % 2 else {}
        past = recording.past(HELP) or Past()
        recording.record_targets([again.get(HELP) or target(HELP, GOOD, day(number), past=past)])
        finish(recording, Night())
    with memory.connection.begin():
        assert memory.connection.execute(text("SELECT count(*) FROM answers")).scalar() == 1


def test_bad_good_bad_is_never_two_in_a_row(memory: Memory) -> None:
    for number, verdict in enumerate((BAD, GOOD, BAD, GOOD, BAD)):
        recording = begin(memory, number, Night())
        past = recording.past(HELP)
        assert past is None or past.nights < 2
        recording.record_targets([target(HELP, verdict, day(number))])
        finish(recording, Night())


def test_a_night_nobody_could_check_counts_for_nothing(memory: Memory) -> None:
    past = after(memory, GOOD, BAD, UNSURE, UNSURE)
    assert (past.failing_since, past.nights, past.last_good) == (day(1), 1, day(0))
    assert past.verdict is UNSURE
    assert past.good
    assert past.good.asked.date() == day(0)


def test_a_bad_night_after_one_nobody_could_check_is_the_second(memory: Memory) -> None:
    past = after(memory, BAD, UNSURE, BAD)
    assert (past.failing_since, past.nights) == (day(0), 2)


def test_the_last_good_answer_outlives_a_night_nobody_could_check(memory: Memory) -> None:
    past = after(memory, GOOD, UNSURE, BAD)
    assert past.good
    assert past.good.asked.date() == day(0)


def test_two_runs_of_one_day_are_one_night(memory: Memory) -> None:
    run(memory, 0, Night(targets={HELP: BAD}))
    again = begin(memory, 0, Night())
    assert known(again).nights == 0
    again.record_targets([target(HELP, BAD, day(0))])
    finish(again, Night())
    assert known(begin(memory, 1, Night())).nights == 1


def test_a_second_look_has_the_last_word(memory: Memory) -> None:
    recording = begin(memory, 0, Night())
    recording.record_targets([target(HELP, BAD, day(0))])
    recording.record_targets([target(HELP, GOOD, day(0))])
    finish(recording, Night())
    past = known(begin(memory, 1, Night()))
    assert (past.verdict, past.nights, past.failing_since) == (GOOD, 0, None)
    story = memory.link_history("example", HELP)
    assert story
    assert [each.what for each in story.spells] == ["fine"]


def test_the_past_stays_the_past_when_tonight_is_recorded(memory: Memory) -> None:
    run(memory, 0, Night(targets={HELP: GOOD}))
    recording = begin(memory, 1, Night())
    before = known(recording)
    recording.record_targets([target(HELP, BAD, day(1))])
    assert known(recording) == before


def moment(number: float) -> datetime:
    return datetime.combine(FIRST, time(3, 20), UTC) + timedelta(days=number)


def test_good_answers_are_remembered_for_about_a_week(memory: Memory) -> None:
    many = [f"https://host{number}.example.org/" for number in range(200)]
    run(memory, 0, Night(targets=dict.fromkeys(many, GOOD)))
    recording = begin(memory, 1, Night())
    held = [len(recording.remembered(many, moment(number), WEEK)) for number in (1, 5.2, 6, 7, 8, 8.8)]
    assert held[:2] == [200, 200]
    assert held[-1] == 0
    assert 200 > held[2] > held[3] > held[4] > 0
    assert recording.remembered(many, moment(6), WEEK) == recording.remembered(many, moment(6), WEEK)


def test_what_is_remembered_says_so_and_is_not_written_again(memory: Memory) -> None:
    run(memory, 0, Night(targets={HELP: GOOD}))
    recording = begin(memory, 1, Night())
    (found,) = recording.remembered([HELP, OTHER], moment(1), WEEK).values()
    assert found.from_memory
    assert found.evidence == target(HELP, GOOD, day(0)).evidence
    recording.record_targets([found])
    finish(recording, Night())
    told, _ = whole(memory)
    assert [(each.url, each.from_memory) for each in told.targets] == [(HELP, True)]
    assert told.targets[0].evidence == found.evidence


def test_what_failed_or_could_not_be_checked_is_always_asked_again(memory: Memory) -> None:
    run(memory, 0, Night(targets={HELP: BAD, OTHER: UNSURE}))
    assert begin(memory, 1, Night()).remembered([HELP, OTHER], moment(1), WEEK) == {}


def test_an_answer_from_the_future_is_not_believed(memory: Memory) -> None:
    run(memory, 5, Night(targets={HELP: GOOD}))
    assert begin(memory, 1, Night()).remembered([HELP], moment(1), WEEK) == {}


def test_an_answer_is_remembered_though_its_page_was_away_for_a_night(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}, targets={HELP: GOOD}))
    run(memory, 1, Night(pages={A: None}))
    recording = begin(memory, 2, Night())
    assert HELP in recording.remembered([HELP], moment(2), WEEK)
    assert known(recording).last_good == day(0)


def test_check_uses_what_runs_know_and_writes_nothing(memory: Memory, url: str) -> None:
    run(memory, 0, Night(targets={HELP: GOOD, OTHER: BAD}))
    with history.consulted(url) as reader:
        found = reader.remembered_for_check([HELP, OTHER], moment(1), WEEK)
    assert list(found) == [HELP]
    assert found[HELP].past.last_good == day(0)


def sure(url: str, number: int) -> Target:
    found = target(url, Verdict.GONE, day(number))
    return replace(
        found, judgement=replace(found.judgement, severity=Severity.WRONG, certainty=Certainty.SURE), past=Past()
    )


def for_check(url: str, number: int) -> dict[str, bool]:
    """Give what a check is told on a day: by address, whether it is good."""
    with history.consulted(url) as reader:
        found = reader.remembered_for_check([HELP, OTHER], moment(number), WEEK)
    return {each: known.verdict is GOOD for each, known in found.items()}


def test_check_is_told_of_what_was_surely_dead_last_night_and_not_the_week_before(memory: Memory, url: str) -> None:
    recording = begin(memory, 0, Night())
    recording.record_targets([sure(HELP, 0), target(OTHER, BAD, day(0))])
    finish(recording, Night())
    assert for_check(url, 1) == {HELP: False}
    assert for_check(url, 2) == {}
    with history.consulted(url) as reader:
        assert reader.remembered_for_check([HELP], moment(1), WEEK)[HELP].past.failing_since == day(0)
        assert reader.pasts_for_check([OTHER], day(1))[OTHER].nights == 1


def test_check_believes_the_latest_answer(memory: Memory, url: str) -> None:
    run(memory, 0, Night(targets={HELP: GOOD}))
    recording = begin(memory, 1, Night())
    recording.record_targets([sure(HELP, 1)])
    finish(recording, Night())
    assert for_check(url, 2) == {HELP: False}
    run(memory, 2, Night(targets={HELP: GOOD}))
    assert for_check(url, 3) == {HELP: True}
    run(memory, 3, Night(targets={HELP: BAD}))
    assert for_check(url, 4) == {}


def test_an_address_longer_than_any_index_takes(memory: Memory) -> None:
    long = f"https://help.example.org/?{'a' * 20_000}"
    run(memory, 0, Night(targets={long: GOOD}))
    assert long in begin(memory, 1, Night()).remembered([long], moment(1), WEEK)


def test_the_same_answer_asked_again_grows_nothing(memory: Memory) -> None:
    for number in range(4):
        recording = begin(memory, number, Night())
        found = target(HELP, GOOD, day(number))
        assert found.evidence
        ids = frozenset({f"id{number}"})
        recording.record_targets([replace(found, evidence=replace(found.evidence, ids=ids, size=number))])
        finish(recording, Night())
    assert known(begin(memory, 4, Night())).evidence == Evidence(asked=moment(3), status=200, ids=ids, size=3)
    story = memory.link_history("example", HELP)
    assert story
    assert len(story.spells) == 1


def test_the_history_of_a_link(memory: Memory) -> None:
    gone = problem(A, HELP, "link-gone")
    for number, verdict in enumerate((GOOD, GOOD, Verdict.GONE, Verdict.GONE, Verdict.GONE)):
        problems = [gone] if verdict is Verdict.GONE else []
        run(memory, number, Night(pages={A: problems, B: []}, targets={HELP: verdict}))
    story = memory.link_history("example", HELP)
    assert story
    assert (story.failing_since, story.nights, story.last_good) == (day(2), 3, day(1))
    assert [(each.what, each.since, each.until) for each in story.spells] == [
        ("fine", day(0), day(2)),
        ("gone", day(2), None),
    ]
    assert story.pages == (A,)
    assert memory.link_history("example", OTHER) is None


def test_verdicts_are_counted_as_of_any_run(memory: Memory) -> None:
    for number, verdict in enumerate((GOOD, BAD, BAD, UNSURE)):
        run(memory, number, Night(pages={A: []}, targets={HELP: verdict, OTHER: GOOD}))
    counted = []
    for each in memory.runs("example"):
        found = memory.run("example", each.run)[0].targets
        assert isinstance(found, Targets)
        assert found.verdicts() == Counter(target.verdict for target in found)
        counted.append(found.verdicts())
    assert counted == [{GOOD: 2}, {BAD: 1, GOOD: 1}, {BAD: 1, GOOD: 1}, {UNSURE: 1, GOOD: 1}]


def test_the_run_tells_how_long_a_link_has_failed(memory: Memory) -> None:
    for number in range(4):
        night = Night(pages={A: []}, targets={HELP: BAD})
        recording = begin(memory, number, night)
        record(recording, night)
        finish(recording, night)
    assert whole(memory)[0].targets[0].past.nights == 3
    assert whole(memory)[0].targets[0].past.failing_since == day(0)
    assert whole(memory, "20260305-031700")[0].targets[0].past.nights == 2


def stranger(number: int) -> Evidence:
    return Evidence(asked=datetime.combine(day(number), time(4), UTC), status=200, title="Not here")


def at(number: int) -> datetime:
    return datetime.combine(day(number), time(4), UTC)


def test_what_hosts_say_to_made_up_addresses_is_kept_for_a_week(memory: Memory) -> None:
    first = begin(memory, 0, Night(pages={A: []}))
    assert first.strangers() == {}
    first.record_strangers({HELP: stranger(0)}, at(0))
    finish(first, Night())
    second = begin(memory, 1, Night(pages={A: []}))
    assert second.strangers() == {HELP: stranger(0)}
    second.record_strangers({HELP: stranger(0), OTHER: stranger(1)}, at(1))
    assert second.strangers() == {HELP: stranger(0), OTHER: stranger(1)}
    second.record_strangers(second.strangers(), at(7))
    assert second.strangers() == {OTHER: stranger(1)}
