from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import config
from checker.config import _accepting
from checker.errors import UsageFault
from checker.model.sites import Accepted
from checker.text import printable

if TYPE_CHECKING:
    from pathlib import Path

FILE = '# ours\nname = "Oakley"  # the name\r\nstart = "https://www.example.gov.uk/"\n\n[ages]\nuntidy = 6 # strict'
ENTRY = Accepted(
    rule="link-gone",
    page="https://www.example.gov.uk/a",
    quote='say "so"',
    reason="ä\\",
    by="web team",
    until=date(2027, 1, 2),
)


def test_an_entry_is_added_and_nothing_else_moves(tmp_path: Path) -> None:
    path = tmp_path / "oakley.toml"
    path.write_bytes(FILE.encode())
    config.accept(path, [ENTRY, ENTRY])
    assert path.read_bytes().startswith(FILE.encode())
    assert config.load(path).accepted == (ENTRY, ENTRY)
    assert [each.name for each in tmp_path.iterdir()] == ["oakley.toml"]


def test_a_file_with_a_fault_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "oakley.toml"
    path.write_text('nam = "Oakley"')
    with pytest.raises(UsageFault):
        config.accept(path, [ENTRY])
    assert path.read_text() == 'nam = "Oakley"'


@given(st.text(min_size=1))
def test_whatever_the_words_are_the_file_can_be_read_again(words: str) -> None:
    import tomllib  # noqa: PLC0415 - only here

    entry = Accepted(link=words, reason=words, by="a", until=date(2027, 1, 2))
    assert tomllib.loads(_accepting.entry(entry))["accept"][0]["reason"] == printable(words)
