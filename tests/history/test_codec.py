"""What is kept comes back as it was."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.errors import Incomplete
from checker.history import codec
from checker.history.wording import wording_of
from checker.model.mentions import Inventory, Origin, Role, Stamp
from checker.model.pages import Block, BlockKind, Page, Place
from checker.model.problems import Certainty, Problem, Severity, Unchecked
from checker.model.targets import Evidence, Judgement, Target, Verdict


@settings(max_examples=60, deadline=None)
@given(st.from_type(Target))
def test_a_target_comes_back(target: Target) -> None:
    assert codec.target(codec.encode(target)) == target


@settings(max_examples=40, deadline=None)
@given(st.tuples(st.from_type(Page), st.from_type(Inventory)))
def test_a_reading_comes_back(reading: codec.Reading) -> None:
    assert codec.reading(codec.encode(reading)) == reading


@given(st.text(st.characters(), max_size=40))
def test_any_text_can_be_kept(text: str) -> None:
    problem = a_problem(text)
    back = codec.problem(codec.encode(problem))
    assert back.place.quote == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert replace(back, place=problem.place) == problem


def test_half_a_surrogate_pair_is_replaced_everywhere() -> None:
    evidence = Evidence(asked=datetime(2026, 3, 3, tzinfo=UTC), ids=frozenset({"a\ud800"}), signs=("b\udfff",))
    target = Target(url="https://example.org/", judgement=Judgement(verdict=Verdict.FINE, why=""), evidence=evidence)
    back = codec.target(codec.encode(target)).evidence
    assert back == replace(evidence, ids=frozenset({"a\ufffd"}), signs=("b\ufffd",))


def test_equal_values_have_equal_bytes() -> None:
    one = Page(target="a", ids=frozenset(f"id{number}" for number in range(50)))
    other = Page(target="a", ids=frozenset(f"id{number}" for number in reversed(range(50))))
    assert codec.encode((one, Inventory())) == codec.encode((other, Inventory()))


def test_large_values_are_packed() -> None:
    page = Page(target="a", blocks=tuple(Block(text="Ring the Advice Line.", tag="p") for _ in range(500)))
    assert len(codec.encode((page, Inventory()))) < 2_000


def test_what_is_read_often_is_packed_where_it_is_large_and_read_however_it_was_written() -> None:
    small, large = (
        Target(url=f"https://example.org/{'a' * size}", judgement=Judgement(verdict=Verdict.FINE, why="It is there."))
        for size in (300, 3_000)
    )
    often, seldom = codec.encode(small, worth_packing=codec.OFTEN), codec.encode(small)
    assert len(often) > len(seldom)
    assert codec.target(often) == codec.target(seldom) == small
    assert len(codec.encode(large, worth_packing=codec.OFTEN)) < codec.OFTEN


@pytest.mark.parametrize(
    "stored", [b"", b"\x00", b"\x01rubbish", b"\x00\xc1", b"\x01" + zlib.compress(b"\xc1" * 300), b"\x00\xa1\xff"]
)
def test_what_cannot_be_read_is_said(stored: bytes) -> None:
    assert codec.reading(stored) is None
    with pytest.raises(Incomplete, match="cannot be read"):
        codec.problem(stored)


def test_a_bomb_does_not_go_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "_LARGEST", 1000)
    bomb = codec.encode((Unchecked(what="a" * 100_000, why="", stage="read"),))
    with pytest.raises(Incomplete):
        codec.unchecked(bomb)


def test_wording_changes_with_the_pages_own_words_alone() -> None:
    own = Block(text="Ring us.", tag="p", part=1)
    menu = Block(text="Home", tag="a", kind=BlockKind.TEMPLATE)
    page = Page(target="a", title="Advice", blocks=(menu, own))
    assert wording_of(page) == wording_of(replace(page, blocks=(own, replace(menu, text="Start"))))
    assert wording_of(page) != wording_of(replace(page, blocks=(menu, replace(own, text="Write to us."))))


def test_wording_does_not_change_with_what_a_page_says_of_its_age() -> None:
    def worded(words: str, day: str) -> bytes:
        page = Page(
            target="a", blocks=(Block(text=f"Ring us. Page last modified: {day}", tag="p"), Block(text=words, tag="p"))
        )
        start = page.blocks[0].text.index(day)
        place = page.place(0, start, start + len(day))
        return wording_of(page, (Stamp(date=day, kind=Role.MODIFIED, origin=Origin.TEXT, place=place),))

    assert worded("Come.", "2026-03-03") == worded("Come.", "2026-11-03")
    assert worded("Come.", "2026-03-03") != worded("Write.", "2026-11-03")


def test_times_come_back_in_utc() -> None:
    summer = datetime(2026, 6, 3, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    target = Target(
        url="https://example.org/",
        judgement=Judgement(verdict=Verdict.FINE, why=""),
        evidence=Evidence(asked=summer),
    )
    assert codec.target(codec.encode(target)) == target


def a_problem(quote: str) -> Problem:
    return Problem(
        rule="phone-placeholder",
        severity=Severity.WRONG,
        certainty=Certainty.SURE,
        page="https://www.example.gov.uk/",
        place=Place(quote=quote),
        message="This is not a number.",
        fix="Write the number.",
    )
