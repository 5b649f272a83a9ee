"""Helpers for words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.text import squash


@given(st.text(" \t\n\r\f\x0b\x1c\x85\xa0\u2003\u2028\u3000\u200bab–é\ud800"))
def test_every_stretch_of_white_space_becomes_one_space(words: str) -> None:
    assert squash(words) == " ".join(words.split())
