"""The tables of marks: each row says where it is from, and none can be missed by how it is compared."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from checker.lookups._sight import plain

NAMES = ("walls", "parked", "harm", "sign_in", "not_found")


def rows(name: str) -> list[tuple[str, dict[str, object]]]:
    found = tomllib.loads(files("checker.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return [(heading, row) for heading, listed in found.items() for row in listed]


@pytest.mark.parametrize("name", NAMES)
def test_a_row_says_where_it_is_from(name: str) -> None:
    for _, row in rows(name):
        assert row["source"]
        assert isinstance(row["checked_on"], date)


@pytest.mark.parametrize("name", NAMES)
def test_words_are_written_as_they_are_compared(name: str) -> None:
    for heading, row in rows(name):
        said = row["words"] if isinstance(row["words"], list) else [row["words"]]
        assert len(set(said)) == len(said)
        assert all(word == word.lower() and word.strip() == word for word in said), said
        if heading in {"title", "begins"}:
            assert all(word == plain(word) for word in said), said


def test_a_phrase_of_harm_holds_a_word() -> None:
    phrases = [phrase for _, row in rows("harm") for phrase in row["words"]]
    assert all(re.search(r"\w", phrase) for phrase in phrases), "a page is shown to no phrase whose words it lacks"
