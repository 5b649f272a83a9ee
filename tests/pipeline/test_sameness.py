"""Pages that say the same: what is kept of all the others until that is known."""

from __future__ import annotations

import gc
import tracemalloc

from checker.history.bodies import Standing
from checker.model.fetching import Fetched
from checker.model.nights import Gist
from checker.model.pages import PageRef
from checker.pipeline._held import Held, held
from checker.pipeline._packed import Packed
from checker.pipeline._sameness import Sameness


def page(number: int, words: str) -> Held:
    url = f"https://www.example.org/{number}"
    answer = Fetched(url=url, final_url=url, status=200, body=b"%d" % number * 10_000, headers=(("etag", words),))
    packed = Packed(reading=b"%d" % number * 5_000, standing=Standing(whole=b"%d" % number * 5_000))
    return held(PageRef(url=url, found_by="sitemap"), answer, packed, Gist(words=words))


def test_pages_that_wait_are_given_again_whole_but_for_their_bodies() -> None:
    sameness = Sameness()
    pages = [page(number, f"words {number // 2}") for number in range(8)]
    assert [sameness.holds(each) for each in pages] == [False, True] * 4
    assert sameness.settled() == ([pages[1], pages[3], pages[5], pages[7]], [])
    assert pages[0].answer.body == b""
    assert pages[0].body_hash is not None


def test_no_page_is_believed_that_says_what_most_say() -> None:
    sameness = Sameness()
    pages = [page(number, "down for maintenance" if number else "welcome") for number in range(7)]
    for each in pages:
        sameness.holds(each)
    believed, unbelieved = sameness.settled()
    assert believed == []
    assert [each.ref.url for each in unbelieved] == [each.ref.url for each in pages[1:]]


def test_without_pages_there_is_nothing_to_believe() -> None:
    assert Sameness().settled() == ([], [])


def test_a_page_that_was_recorded_costs_little_more_than_its_address() -> None:
    sameness = Sameness()
    tracemalloc.start()
    try:
        for number in range(300):
            sameness.holds(page(number, f"words {number}"))
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] / 300 < 1_000
    finally:
        tracemalloc.stop()


def test_of_a_run_that_read_nothing_nothing_is_said() -> None:
    assert Sameness().settled() == ([], [])
