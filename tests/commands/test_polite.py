"""What the world's servers saw of a night: that nobody was asked more, faster or less honestly than is right."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from checker import urls
from tests.commands.conftest import NIGHTS
from tests.world import council, situations
from tests.world.situations.wrapped import WRAPPINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.commands.conftest import Night
    from tests.world.model import Visit

AT_ONCE = 4
"""The ceiling of the site file, for the site's own hosts and for any other."""
SLACK = 0.05
"""Seconds by which timers may ring early, all together."""
CAUSES = {
    "accent": "another link writes it with small letters, which to a browser is another address",
    "burst-1": "it said 429 and when to come back",
    "burst-2": "it said 429 and when to come back",
    "busy-once": "it said 429 and when to come back",
    "cookie-first": "it leads to itself, with a cookie",
    "fails-once": "its first answer was a failure",
    "maintained": "it said 503 and when to come back",
}
"""Situations that are fine in the end, and why they are asked twice."""


def by_address(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    found: dict[str, list[Visit]] = defaultdict(list)
    for each in sorted(visits, key=lambda visit: visit.started):
        found[each.url].append(each)
    return found


def of_host(night: Night, part: str) -> list[Visit]:
    return sorted((each for each in night.visits if part in each.host), key=lambda visit: visit.started)


@pytest.mark.parametrize("number", NIGHTS)
def test_no_host_is_asked_more_at_once_than_is_allowed(nights: dict[int, Night], number: int) -> None:
    assert nights[number].visits
    assert {each.host for each in nights[number].visits if each.at_once > AT_ONCE} == set()


def test_everything_is_asked_by_get_under_our_own_name(nights: dict[int, Night]) -> None:
    visits = [each for night in nights.values() for each in night.visits]
    assert {each.method for each in visits} == {"GET"}
    (agent,) = {each.agent for each in visits}
    assert agent.startswith("Mozilla/5.0 (compatible; content-checker/")
    assert "+https://" in agent
    assert "webteam@harbourshire.gov.uk" in agent


@pytest.mark.parametrize("number", NIGHTS)
def test_nothing_that_is_well_is_asked_twice(nights: dict[int, Night], number: int) -> None:
    night = nights[number]
    places = [each for place in situations.places() for each in place.situations]
    fine = {urls.target(each.asked): each.name for each in places if each.on(number).verdict == "fine"}
    # what another address leads to is asked as part of that way too: cookies are set on it
    led_to = {hop for each in night.report["targets"] for hop in ways(each) if hop != each["url"]}
    again = {fine[url] for url, visits in by_address(night.visits).items() if url in fine and len(visits) > 1}
    assert again - {fine[url] for url in led_to if url in fine} - set(CAUSES) == set()


def ways(target: Any) -> Iterable[str]:
    return (*(hop["url"] for hop in target["chain"]), target["final_url"])


@pytest.mark.parametrize("number", NIGHTS)
def test_a_page_of_the_site_that_was_read_is_not_asked_again_as_a_link(nights: dict[int, Night], number: int) -> None:
    night = nights[number]
    asked = by_address(night.visits)
    moved = {each["final_url"] for each in night.report["targets"] if each["url"] != each["final_url"]}
    state = {page.url: page.state(number) for page in council.pages()}
    well = [url for url, each in state.items() if each is council.State.READ and url not in moved]
    assert len(well) > 40
    assert {url: len(asked[url]) for url in well if len(asked[url]) > 1} == {}


def test_a_host_that_says_when_to_come_back_is_left_alone_until_then(nights: dict[int, Night]) -> None:
    for part in ("busy-carers", "maintained-carers", "always-429-shops"):
        visits = of_host(nights[1], part)
        # an answer is not read before its request came; when the server is done with it tells nothing on a busy machine
        gaps = [later.started - earlier.started for earlier, later in pairwise(visits)]
        assert gaps
        assert min(gaps) >= 1 - SLACK, part


def test_a_host_that_is_always_too_busy_is_asked_a_few_times_only(nights: dict[int, Night]) -> None:
    assert 3 <= len(of_host(nights[1], "always-429-shops")) <= 5


def test_a_host_that_answers_after_its_wait_is_not_asked_again(nights: dict[int, Night]) -> None:
    assert len(of_host(nights[1], "busy-carers")) == len(of_host(nights[1], "maintained-carers")) == 2


def test_a_host_that_says_so_to_several_at_once_is_left_alone_once_for_all_of_them(nights: dict[int, Night]) -> None:
    visits = of_host(nights[1], "bursting-nursery")
    gaps = [later.started - earlier.started for earlier, later in pairwise(visits)]
    assert len([gap for gap in gaps if gap >= 1 - SLACK]) == 1
    rooms = [f"/rooms/{number}" for number in range(1, 9)]
    assert sorted(each.target for each in visits) == sorted([*rooms, "/rooms/1", "/rooms/2", "/robots.txt"])


def test_a_pause_that_robots_txt_asks_for_is_kept(nights: dict[int, Night]) -> None:
    robots, *books = of_host(nights[1], "patient-library")
    assert robots.target == "/robots.txt"
    assert len(books) == 8
    # a request may be slow on its way, so a single gap tells nothing; none is there before it was sent
    assert books[-1].started - robots.started >= 0.1 * (len(books) - 1) - SLACK


def test_what_robots_txt_forbids_is_not_asked(nights: dict[int, Night]) -> None:
    visits = [each for night in nights.values() for each in night.visits]
    shut = {each.target for each in visits if "shut" in each.host and "library" in each.host}
    assert shut <= {"/robots.txt"}


def test_no_wrapping_is_asked(nights: dict[int, Night]) -> None:
    assert {each.host for night in nights.values() for each in night.visits} & set(WRAPPINGS) == set()
