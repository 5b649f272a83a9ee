"""What waits to be written down: when it is, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker import history
from checker.history.outcomes import Outcome, outcome
from checker.model.targets import Verdict
from checker.pipeline._notes import Notes
from tests.history.nights import A, Night, begin, reading, result, target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.history.recording import Recording

HELP = "https://help.example.org/"
MANY = [f"https://www.example.org/{number}" for number in range(60)]


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Recording]:
    with history.opened(f"sqlite:///{tmp_path}/history.db") as memory:
        yield begin(memory, 0, Night())


def page(url: str, *, read: bool = True) -> Outcome:
    read_now = reading(url) if read else None
    return outcome(result(url, Night(), read=read), reading=read_now, reading_key="1", etag='"1"' if read else None)


def test_pages_are_written_many_at_a_time(night: Recording) -> None:
    notes = Notes(night, clock=lambda: 0.0)
    done = []
    for url in MANY:
        notes.page(page(url))
        done.append(len(night.done_pages()))
    assert done == [0] * 49 + [50] * 11
    notes.write()
    assert night.done_pages() == set(MANY)


def test_what_has_waited_long_enough_is_written_with_the_next(night: Recording) -> None:
    now = 0.0
    notes = Notes(night, clock=lambda: now)
    notes.page(page(MANY[0]))
    assert night.done_pages() == set()
    now = 0.6
    notes.page(page(MANY[1]))
    assert night.done_pages() == set(MANY[:2])


def test_no_answer_is_written_before_the_page_that_leads_to_its_address(night: Recording) -> None:
    notes = Notes(night, clock=lambda: 0.0)
    notes.page(page(A))
    addresses = [f"{HELP}{number}" for number in range(100)]
    for each in addresses:
        assert night.done_targets(addresses) == {}
        notes.answer(target(each, Verdict.FINE, night.tonight.today))
    assert night.done_targets(addresses).keys() == set(addresses)
    assert night.done_pages() == {A}


def test_of_a_page_that_is_not_believed_after_all_it_is_kept_how_it_was_read(night: Recording) -> None:
    notes = Notes(night, clock=lambda: 0.0)
    notes.page(page(A))
    notes.page(page(A, read=False))
    notes.write()
    known = night.page(A)
    assert known
    assert known.result
    assert not known.result.read
    assert night.reading(A)
    assert known.etag == '"1"'


def test_nothing_is_known_of_the_pages_of_a_new_site(night: Recording, tmp_path: Path) -> None:
    assert night.new_site
    night.record_pages([page(A)])
    with history.opened(f"sqlite:///{tmp_path}/other.db") as memory:
        begin(memory, 0, Night()).record_pages([page(A)])
        assert not begin(memory, 0, Night()).new_site  # it was cut off
        assert not begin(memory, 0, Night(rules=("link-gone",))).new_site  # and is not gone on with


def test_answers_wait_for_a_page_whose_links_are_asked_before_it_is_read(night: Recording) -> None:
    notes = Notes(night, clock=lambda: 0.0)
    notes.wait_for(A)
    addresses = [f"{HELP}{number}" for number in range(200)]
    for each in addresses:
        notes.answer(target(each, Verdict.FINE, night.tonight.today))
    notes.page(page(MANY[0]))
    notes.write()  # as whoever wants to judge pages does
    assert night.done_targets(addresses) == {}
    assert night.done_pages() == {MANY[0]}
    notes.page(page(A))
    assert night.done_targets(addresses).keys() == set(addresses)
    assert night.done_pages() == {A, MANY[0]}


def test_answers_wait_no_longer_where_the_page_does_not_come(night: Recording) -> None:
    notes = Notes(night, clock=lambda: 0.0)
    notes.wait_for(A)
    notes.answer(target(HELP, Verdict.FINE, night.tonight.today))
    notes.wait_for(None)
    notes.write()
    assert night.done_targets([HELP]).keys() == {HELP}
