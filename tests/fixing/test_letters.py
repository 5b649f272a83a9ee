"""Letters are taken many at once, and stand where they would if they were taken one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from checker.fixing._letters import BREAK, Letters, Run
from checker.model.pages import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = st.text("ab \n\t\r\x1c\u00a0\u2003", max_size=12)
RUNS = st.lists(st.one_of(st.tuples(WORDS, st.just(0)), st.tuples(st.sampled_from([" ", BREAK, "&", "é"]), st.just(6))))


def one_by_one(runs: Iterable[Run]) -> list[tuple[str, int, int]]:
    """Give each letter with its bounds, each stretch of white space as one blank."""
    found: list[tuple[str, int, int]] = []
    for words, start, end in runs:
        for at, letter in enumerate(words):
            first, last = (start + at, start + at + 1) if end is None else (start, end)
            blank = letter.isspace() and letter != BREAK
            if blank and found and found[-1][0] == " ":
                found[-1] = (" ", found[-1][1], last)
            else:
                found.append((" " if blank else letter, first, last))
    return found


@given(RUNS)
def test_each_letter_stands_where_it_would_by_itself(parts: list[tuple[str, int]]) -> None:
    runs, at = [], 0
    for words, wide in parts:
        runs.append(Run(words, at, at + wide if wide else None))
        at += wide or len(words)
    letters, wanted = Letters(runs, plain=str), one_by_one(runs)
    shown = "".join(letter for letter, _, _ in wanted)
    for begin, (_, start, _) in enumerate(wanted):
        for end in range(begin + 1, min(len(wanted), begin + 6) + 1):
            quote = shown[begin:end]
            if quote == quote.strip() and quote and BREAK not in quote:
                place = Place(quote=quote, before=shown[:begin].rpartition(BREAK)[2], after="", block=0)
                spans = set(letters.find(place))
                around = shown[begin - 1 : begin] + " " + shown[end : end + 1]
                if not any(each.isalnum() for each in around):
                    assert (start, wanted[end - 1][2]) in spans
