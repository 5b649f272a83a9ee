"""A history of its own for every test, and values of any kind that it can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from checker import history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.history.memory import Memory


words = st.text(st.characters(codec="utf-8"), max_size=40)
"""Any words that UTF-8 can hold, NUL and controls among them."""
times = st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants them so
whole_numbers = st.integers(-(1 << 40), 1 << 40)

for each, strategy in {str: words, datetime: times, date: st.dates(), int: whole_numbers}.items():
    st.register_type_strategy(each, strategy)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/history.db"


@pytest.fixture
def memory(url: str) -> Iterator[Memory]:
    with history.opened(url) as found:
        yield found
