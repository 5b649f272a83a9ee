"""When organisations' websites are read in a run, and when they are left alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from checker.model.fetching import Fetched
from checker.model.mentions import Kind
from checker.model.originals import Claim, Leaf, Organisation, Standing, Stated
from checker.model.rules import Settings
from checker.model.sites import Links, Site
from checker.pipeline import Halt, Workers
from checker.pipeline._originals import Originals, compared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.model.fetching import Request

NOW = datetime(2026, 11, 23, 3, 17, tzinfo=UTC)
PAGE = "https://www.example.gov.uk/clubs"
WEBSITE = "https://www.kids.org.uk/"
CLAIM = Claim(WEBSITE, Kind.PHONE, "+441174960701")
OTHER = Claim("https://www.saltmarsh.org.uk/", Kind.PHONE, "+441174960701")
BODY = b"<!doctype html><title>Kids</title><p>Ring 0117 496 0702, or write to us, or come along on any Friday.</p>"


class Tools(SimpleNamespace):
    """What a run works with, as far as this stage goes. It remembers what was asked and recorded."""

    def __init__(self, *, known: tuple[Organisation, ...] = (), offline: bool = False, fresh: bool = False) -> None:
        self.asked: list[str] = []
        self.recorded: dict[str, Mapping[str, date]] = {}
        self.told: list[tuple[str, int, int]] = []
        night = SimpleNamespace(
            originals=lambda domains: {each.domain: each for each in known if each.domain in domains},
            record_originals=lambda seen: self.recorded.update((each.domain, days) for each, days in seen),
        )

        async def fetch(request: Request) -> Fetched:
            self.asked.append(request.url)
            kind = (("content-type", "text/html"),)
            return Fetched(url=request.url, final_url=request.url, status=200, headers=kind, body=BODY)

        async def refusal(_: str) -> str:
            return ""

        super().__init__(
            client=SimpleNamespace(fetch=fetch, refusal=refusal),
            night=night,
            workers=Workers(0),
            halt=Halt(),
            now=lambda: NOW,
            watch=lambda *told: self.told.append(told),
            offline=offline,
            fresh=fresh,
        )


def look(
    tools: Any, *claims: Claim, wanted: bool = True, ours: str | None = None
) -> Originals:  # the fakes stand in for Tools
    site = Site(key="x", name="X", start="https://www.example.gov.uk/", links=Links(originals=wanted))
    made = {PAGE: claims or (CLAIM,)}
    return asyncio.run(compared(made, site, Settings(today=NOW.date()), tools, ours=ours))


def visited(*, days: float, number: str = "+441174960702") -> Organisation:
    leaf = Leaf(url=WEBSITE, stated=(Stated(kind=Kind.PHONE, value=number),))
    return Organisation(domain="kids.org.uk", looked=NOW - timedelta(days=days), leaves=(leaf,))


def test_a_website_is_read_and_what_stands_there_is_kept() -> None:
    tools = Tools()
    assert look(tools).of(PAGE)[CLAIM].standing is Standing.CHANGED
    assert tools.asked == [WEBSITE]
    assert tools.recorded == {"kids.org.uk": {}}
    there = CLAIM._replace(value="+441174960702")
    assert look(tools, there).of(PAGE)[there].standing is Standing.FOUND
    assert tools.recorded == {"kids.org.uk": {"+441174960702": NOW.date()}}


@pytest.mark.parametrize(
    ("tools", "wanted"), [(Tools(offline=True), True), (Tools(), False)], ids=["offline", "not wanted"]
)
def test_nobody_is_asked_where_nobody_may_be(tools: Tools, wanted: bool) -> None:  # noqa: FBT001 - a case of the table
    assert look(tools, wanted=wanted).of(PAGE) == {}
    assert tools.asked == []


def test_what_was_read_within_the_week_is_used_again_also_for_another_number() -> None:
    tools = Tools(known=(visited(days=6.9),))
    there = CLAIM._replace(value="+441174960702")
    told = look(tools, CLAIM, there).of(PAGE)
    assert [told[each].standing for each in (CLAIM, there)] == [Standing.CHANGED, Standing.FOUND]
    assert (tools.asked, told[CLAIM].day) == ([], date(2026, 11, 16))


@pytest.mark.parametrize(("days", "fresh"), [(9.0, False), (1.0, True), (-30.0, False)])
def test_what_is_older_or_unwanted_or_of_the_future_is_read_again(days: float, fresh: bool) -> None:  # noqa: FBT001 - see above
    tools = Tools(known=(visited(days=days),), fresh=fresh)
    look(tools)
    assert tools.asked == [WEBSITE]


def test_a_run_that_is_stopped_asks_nobody_and_says_so() -> None:
    tools = Tools()
    tools.halt.stop("the time limit was reached")
    (said,) = look(tools).unread(PAGE)
    assert (said.what, said.stage, said.pages) == (WEBSITE, "look up", (PAGE,))
    assert "stopped" in said.why
    assert (tools.asked, tools.recorded) == ([], {})


def test_where_our_own_network_is_not_believed_nothing_is_asked_or_kept() -> None:
    tools = Tools()
    (said,) = look(tools, ours="14 of 18 websites show the very same words.").unread(PAGE)
    assert said.why == "14 of 18 websites show the very same words."
    assert (tools.asked, tools.recorded) == ([], {})


def test_a_number_given_for_two_organisations_is_neither_s_to_answer_for() -> None:
    told = look(Tools(), CLAIM, OTHER).of(PAGE)
    assert {each.standing for each in told.values()} == {Standing.UNCLEAR}


def test_whoever_watches_is_told_of_those_that_are_due_alone() -> None:
    tools = Tools(known=(visited(days=3),))
    look(tools, CLAIM, OTHER)
    assert tools.told == [("compare", 1, 1)]
