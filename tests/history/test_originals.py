"""What organisations publish of themselves: kept from night to night, and when it last was what we publish."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from checker.model.mentions import Kind
from checker.model.originals import Confirmed, Leaf, Organisation, Stated
from tests.history.nights import FIRST, SITE, Night, begin, finish, run

if TYPE_CHECKING:
    from checker.history.memory import Memory

PHONE, EMAIL = "+441174960701", "info@kids.org.uk"


def seen(day: int, domain: str = "kids.org.uk") -> Organisation:
    leaf = Leaf(url=f"https://www.{domain}/", stated=(Stated(kind=Kind.PHONE, value=PHONE),), hidden=("01174960701",))
    looked = datetime.combine(FIRST + timedelta(days=day), time(3, 17), UTC)
    return Organisation(domain=domain, looked=looked, leaves=(leaf,), why="One page was not there.", branches=True)


def test_what_was_seen_comes_back_whole(memory: Memory) -> None:
    first = begin(memory, 0, Night())
    first.record_originals([(seen(0), {}), (seen(0, "saltmarsh.org.uk"), {})])
    assert first.originals(["kids.org.uk", "unknown.org.uk"]) == {"kids.org.uk": seen(0)}
    finish(first, Night())
    second = begin(memory, 8, Night())
    second.record_originals([(seen(8), {})])
    assert second.originals(["kids.org.uk"]) == {"kids.org.uk": seen(8)}


def test_the_last_day_on_which_something_stood_there_is_kept_when_it_is_gone(memory: Memory) -> None:
    first = begin(memory, 0, Night())
    first.record_originals([(seen(0), {PHONE: FIRST, EMAIL: FIRST})])
    finish(first, Night())
    second = begin(memory, 8, Night())
    second.record_originals([(seen(8), {EMAIL: FIRST + timedelta(days=8)})])
    finish(second, Night())
    assert memory.run(SITE)[0].confirmed == (
        Confirmed("kids.org.uk", PHONE, FIRST),
        Confirmed("kids.org.uk", EMAIL, FIRST + timedelta(days=8)),
    )
    before = memory.runs(SITE)[0].run
    assert memory.run(SITE, before)[0].confirmed == (Confirmed("kids.org.uk", PHONE, FIRST),)


def test_what_nothing_leads_to_any_more_is_let_go(memory: Memory) -> None:
    first = begin(memory, 0, Night())
    first.record_originals([(seen(0), {PHONE: FIRST})])
    finish(first, Night())
    run(memory, 300, Night())
    assert begin(memory, 301, Night()).originals(["kids.org.uk"])
    run(memory, 401, Night())
    assert begin(memory, 402, Night()).originals(["kids.org.uk"]) == {}


def test_what_another_version_wrote_is_read_anew(memory: Memory) -> None:
    first = begin(memory, 0, Night())
    first.record_originals([(seen(0), {PHONE: FIRST})])
    with memory.connection.begin():
        memory.connection.execute(text("UPDATE originals SET body = x'0081a16101'"))
    assert first.originals(["kids.org.uk"]) == {}
    first.record_originals([(seen(1), {})])
    assert first.originals(["kids.org.uk"]) == {"kids.org.uk": seen(1)}
