"""Runs as they were, what changed between them, and what becomes of old ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from checker.errors import UsageFault
from checker.history import bodies, codec
from checker.history.outcomes import Judged, outcome, unchanged
from checker.model.mentions import Inventory, Kind, Mention
from checker.model.pages import Block, Page, Place
from checker.model.problems import State, Unchecked
from checker.model.runs import PageResult, Run
from checker.model.targets import Verdict
from tests.history.nights import (
    FIRST,
    RULES,
    A,
    B,
    C,
    Night,
    begin,
    finish,
    problem,
    record,
    result,
    run,
    states,
    target,
    whole,
)

if TYPE_CHECKING:
    from checker.history.memory import Memory

HELP = "https://help.example.org/"
ONE, TWO = problem(A, "020 7946 095"), problem(B, "020 7946 09")
FAILED = Unchecked(what="phone-placeholder", why="It failed.", stage="check", pages=(A,), fault=True)


def test_a_run_is_rebuilt_whole(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [], B: []}))
    mention = Mention(kind=Kind.PHONE, raw="020 7946 0958", value="+442079460958", place=Place(quote="020 7946 0958"))
    rich = PageResult(
        target=A, url=A, title="Advice\0", status=200, inventory=Inventory(mentions=(mention,)), found_by="crawl"
    )
    recording = begin(memory, 1, Night(left_out=("email-no-domain",)))
    recording.record_pages([outcome(rich)])
    recording.record_pages([outcome(result(B, Night(), read=False))])
    recording.record_targets([target(HELP, Verdict.GONE, FIRST + timedelta(days=1))])
    recording.record_judged([Judged(url=A, problems=(ONE, problem(A, "0000")), unchecked=(FAILED,))])
    silent = Unchecked(what="https://www.example.gov.uk/sitemap.xml", why="No answer.", stage="find")
    ended = recording.started + timedelta(minutes=3)
    recording.finish(ended, complete=False, unchecked=(silent,))
    told = recording.comparison()
    assert whole(memory) == (
        Run(
            id="20260304-031700",
            started=recording.started,
            finished=ended,
            today=FIRST + timedelta(days=1),
            complete=False,
            pages=(
                PageResult(
                    target=A,
                    url=A,
                    title="Advice\0",
                    status=200,
                    inventory=Inventory(mentions=(mention,)),
                    found_by="crawl",
                    problems=(ONE, problem(A, "0000")),
                    unchecked=(FAILED,),
                ),
                result(B, Night(), read=False),
            ),
            rules=RULES,
            left_out=("email-no-domain",),
            unchecked=(silent,),
            targets=(target(HELP, Verdict.GONE, FIRST + timedelta(days=1)),),
        ),
        told,
    )


def test_an_earlier_run_is_told_as_it_was(memory: Memory) -> None:
    nights = [
        Night(pages={A: [], B: [TWO]}, targets={HELP: Verdict.FINE}),
        Night(pages={A: [ONE], B: None}, targets={HELP: Verdict.GONE}),
        Night(pages={A: [ONE]}, targets={HELP: Verdict.GONE}),
        Night(pages={A: [], C: []}, targets={HELP: Verdict.FINE}, complete=False),
        Night(pages={A: [], B: [TWO], C: []}),
    ]
    then = []
    for day, night in enumerate(nights):
        told = run(memory, day, night)
        back = whole(memory)
        assert back[1] == told
        then.append(back)
    for each, _ in then:
        assert {page.url for page in each.pages} == set(nights[[run for run, _ in then].index(each)].pages)
    assert [whole(memory, each.id) for each, _ in then] == then


def test_naming_a_run(memory: Memory) -> None:
    run(memory, 0, Night())
    with pytest.raises(UsageFault, match="There is no run 2020"):
        whole(memory, "2020")
    assert [each.run for each in memory.runs("example")] == ["20260303-031700"]
    assert memory.runs("another") == ()


def test_sites_know_nothing_of_each_other(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: [ONE]}, targets={HELP: Verdict.GONE}))
    other = memory.begin(
        "other",
        run_id="20260304-031700",
        started=datetime(2026, 3, 4, 3, 17, tzinfo=UTC),
        today=date(2026, 3, 4),
        rules=RULES,
        left_out=(),
        settings="",
    )
    assert other.page(A) is None
    assert other.past(HELP) is None
    other.finish(datetime(2026, 3, 4, 4, tzinfo=UTC), complete=True)
    told = other.comparison()
    assert told.first
    assert told.absent == ()
    assert whole(memory)[0].pages[0].problems == (ONE,)


def test_a_clock_that_was_set_back(memory: Memory) -> None:
    names = []
    for day in (5, 1, 2, 5, 6):
        names.append(begin(memory, day, Night()).run_id)
        run(memory, day, Night(pages={A: [ONE]}))
    assert names == [
        "20260308-031700",
        "20260308-031700-002",
        "20260308-031700-003",
        "20260308-031700-004",
        "20260309-031700",
    ]
    told = whole(memory)[1]
    assert told.standings[ONE.fingerprint].runs == 5
    assert told.previous
    assert told.previous.id == names[3]


def test_comparing_any_two_runs(memory: Memory) -> None:
    nights = ([ONE], [ONE, problem(A, "1")], [problem(A, "1"), problem(A, "2")], [problem(A, "2")], [problem(A, "2")])
    for day, problems in enumerate(nights):
        run(memory, day, Night(pages={A: problems}))
    ids = [each.run for each in memory.runs("example")]
    _, told = memory.compare("example", ids[0], ids[4])
    assert {each.state for each in told.standings.values()} == {State.NEW}
    assert states(told) == {"020 7946 095": "fixed: put right"}
    _, told = memory.compare("example", ids[2], ids[4])
    assert told.standings[problem(A, "2").fingerprint].state is State.STILL_OPEN
    assert states(told) == {"1": "fixed: put right"}
    assert told.previous
    assert told.previous.id == ids[2]
    for number in (1, 2, 3, 4):
        assert memory.compare("example", ids[number - 1], ids[number])[1] == whole(memory, ids[number])[1]
    with pytest.raises(UsageFault, match="not earlier"):
        memory.compare("example", ids[1], ids[0])


def test_what_is_remembered_of_a_page(memory: Memory) -> None:
    night = Night(pages={A: [ONE]})
    run(memory, 0, night)
    recording = begin(memory, 1, night)
    page = recording.page(A)
    assert page
    assert (page.title, page.status, page.etag, page.body_hash) == ("Page a", 200, '"1"', "hash")
    assert (page.first_seen, page.unchanged_since, page.reading_key) == (FIRST, FIRST, "1")
    assert codec.reading(recording.reading(A) or b"")
    assert recording.reading(B) is None
    assert recording.page(B) is None


def test_since_when_the_words_are_as_they_are(memory: Memory) -> None:
    for day, words in enumerate(("Ring us.", "Ring us.", "Write to us.", "Write to us.")):
        recording = begin(memory, day, Night())
        read = Page(target=A, blocks=(Block(text=words, tag="p", line=day),))
        recording.record_pages(
            [outcome(result(A, Night(), read=True), reading=codec.encode((read, Inventory())), body_hash=words)]
        )
        finish(recording, Night())
    page = begin(memory, 4, Night()).page(A)
    assert page
    assert (page.first_seen, page.unchanged_since) == (FIRST, FIRST + timedelta(days=2))


def test_a_page_that_did_not_change_keeps_what_is_known_of_it(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}))
    before = begin(memory, 1, Night()).page(A)
    recording = begin(memory, 1, Night())
    recording.record_pages([outcome(result(A, Night(), read=True))])
    finish(recording, Night())
    run(memory, 2, Night(pages={A: None}))
    last = begin(memory, 3, Night())
    after = last.page(A)
    assert before
    assert after
    assert (after.etag, after.body_hash) == (before.etag, before.body_hash)
    assert codec.reading(last.reading(A) or b"")
    assert after.result
    assert not after.result.read


def test_a_page_that_is_unchanged_is_not_written_again(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}))
    recording = begin(memory, 1, Night())
    page = recording.page(A)
    assert page
    assert page.result
    served = {"etag": None, "last_modified": None, "body_hash": None}
    assert unchanged(page, page.result, **served).body is page.written


def test_a_page_that_is_unchanged_and_somebody_elses_keeps_what_stands_on_it(memory: Memory) -> None:
    mention = Mention(kind=Kind.PHONE, raw="020 7946 0958", value="+442079460958", place=Place(quote="020 7946 0958"))
    recording = begin(memory, 0, Night())
    recording.record_pages([outcome(PageResult(target=A, url=A, inventory=Inventory(mentions=(mention,))))])
    finish(recording, Night())
    page = begin(memory, 1, Night()).page(A)
    assert page
    assert page.result
    assert page.result.inventory.mentions == ()
    theirs = replace(page.result, owner="Transport")
    written = bodies.result(unchanged(page, theirs, etag=None, last_modified=None, body_hash=None).body)
    assert (written.owner, written.inventory.mentions) == ("Transport", (mention,))


def test_a_server_that_stops_sending_an_etag(memory: Memory) -> None:
    run(memory, 0, Night(pages={A: []}))
    recording = begin(memory, 1, Night())
    recording.record_pages([outcome(result(A, Night(), read=True), body_hash="other")])
    page = recording.page(A)
    assert page
    assert (page.etag, page.body_hash) == (None, "other")


def test_the_history_of_a_page(memory: Memory) -> None:
    for day, problems in enumerate(([ONE], [ONE], None, [ONE], [])):
        run(memory, day, Night(pages={A: problems}))
    story = memory.page_history("example", A)
    assert story
    assert (story.title, story.owner, story.first_seen) == ("Page a", "SEND team", FIRST)
    assert [(each.what, each.since) for each in story.spells] == [
        ("read", FIRST),
        ("not read", FIRST + timedelta(days=2)),
        ("read", FIRST + timedelta(days=3)),
    ]
    (each,) = story.problems
    assert [(spell.what, spell.since) for spell in each.spells] == [
        ("still-open", FIRST),
        ("not-seen", FIRST + timedelta(days=2)),
        ("still-open", FIRST + timedelta(days=3)),
        ("fixed", FIRST + timedelta(days=4)),
    ]
    assert each.standing.runs == 3
    assert memory.page_history("example", B) is None


def test_old_runs_are_thinned_and_what_is_known_stays(memory: Memory) -> None:
    for week in range(70):
        problems = [ONE] if week % 2 else [ONE, problem(A, f"020 7946 0{week}")]
        verdict = Verdict.FINE if week % 3 else Verdict.GONE
        run(memory, week * 7, Night(pages={A: problems}, targets={HELP: verdict}))
    runs = memory.runs("example")
    last = runs[-1].today
    old = [each.today for each in runs if each.today < last - timedelta(days=400)]
    assert len(old) == len({(each.year, each.month) for each in old})
    assert len([each for each in runs if each.today >= last - timedelta(days=400)]) == 58
    assert whole(memory)[1].standings[ONE.fingerprint].runs == 70
    assert whole(memory)[1].standings[ONE.fingerprint].first_seen == FIRST
    for each in runs:
        back, told = whole(memory, each.run)
        assert [page.url for page in back.pages] == [A]
        assert len(back.targets) == 1
        assert told.standings[ONE.fingerprint].runs == round((each.today - FIRST).days / 7) + 1
    with memory.connection.begin():
        kept = memory.connection.execute(text("SELECT count(*) FROM standings")).scalar()
    assert kept < 70


def test_a_night_on_which_nothing_changes_grows_by_almost_nothing(memory: Memory) -> None:
    night = Night(
        pages={f"{A}{number}": [problem(f"{A}{number}", "020 7946 095")] for number in range(60)},
        targets={f"{HELP}{number}": Verdict.FINE for number in range(200)},
    )
    for day in range(3):
        run(memory, day, night)
    before = _size(memory)
    for day in range(3, 8):
        run(memory, day, night)
    assert _size(memory) - before < 5 * 2_000


def _size(memory: Memory) -> int:
    with memory.connection.begin():
        pages = memory.connection.execute(text("PRAGMA page_count")).scalar_one()
        free = memory.connection.execute(text("PRAGMA freelist_count")).scalar_one()
    return int((pages - free) * 4096)


def test_words_no_database_takes(memory: Memory) -> None:
    odd = problem(A, "020\0 7946 \ud800095")
    night = Night(pages={A: [odd], f"{A}\0": []})
    told = run(memory, 0, night)
    assert odd.fingerprint in told.standings
    back, again = whole(memory)
    assert back.pages[0].problems[0].place.quote == "020\0 7946 \ufffd095"
    assert back.pages[0].problems[0].fingerprint in again.standings
    run(memory, 1, night)
    assert whole(memory)[1].standings[odd.fingerprint].runs == 2


def test_a_night_can_be_recorded_in_parts(memory: Memory) -> None:
    night = Night(pages={A: [ONE], B: [TWO]})
    recording = begin(memory, 0, night)
    assert recording.done_pages() == set()
    record(recording, night)
    assert recording.done_pages() == {A, B}
    first, reading = next(iter(recording.recorded_pages([A])))
    assert codec.reading(reading)
    assert first.result == result(A, night, read=True)
