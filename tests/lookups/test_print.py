"""The fingerprint of a text: taken all at once, and the same as if each bit were counted by hand."""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from checker.lookups._print import alike, fingerprint, outdated, strange

WORDS = st.lists(st.text("abcdeé0", min_size=1, max_size=2), min_size=12, max_size=300)
A_TEXT = "Ring the advice line about a place at a special school, or write to the council and ask for a plan."


def by_hand(words: list[str]) -> str:
    """Count each bit of each mark: what `fingerprint` does, written down plainly."""
    marks = [int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") for word in words]
    pairs = ((one * 0x9E3779B97F4A7C15 + two) % 2**64 for one, two in pairwise(marks))
    features = {*marks, *pairs}
    ones = [2 * sum(each >> bit & 1 for each in features) > len(features) for bit in range(64)]
    return "2:" + sum(1 << bit for bit, one in enumerate(ones) if one).to_bytes(8, "little").hex()


@given(WORDS)
@example(["word"] * 12)
@example([f"word{number}" for number in range(500)])
def test_it_is_what_counting_by_hand_gives(words: list[str]) -> None:
    assert fingerprint(words) == by_hand(words)


def test_it_stays_as_it_is_because_the_history_holds_it() -> None:
    assert fingerprint(A_TEXT.split()) == "2:3a504a202a685959"


def test_only_the_first_words_of_a_long_text_count() -> None:
    long = [f"word{number}" for number in range(500)]
    assert fingerprint(long) == fingerprint([*long, "and", "more"])


def test_too_few_words_have_none() -> None:
    assert fingerprint(A_TEXT.split()[:11]) is None


def test_it_changes_little_where_the_text_does() -> None:
    print_, other = fingerprint(A_TEXT.split()), fingerprint(["Updated", "today.", *A_TEXT.split()])
    assert alike(print_, other)
    assert not strange(print_, other)


def test_prints_that_were_taken_in_another_way_are_not_compared() -> None:
    print_ = fingerprint(A_TEXT.split())
    assert print_
    before = print_.removeprefix("2:")
    other = fingerprint([f"word{number}" for number in range(40)])
    assert strange(print_, other)
    assert not strange(before, other)
    assert not alike(before, print_)
    assert alike(before, before)
    assert (outdated(before), outdated(print_), outdated(None)) == (True, False, False)
