"""A history of its own for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker import history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.history.memory import Memory


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/history.db"


@pytest.fixture
def memory(url: str) -> Iterator[Memory]:
    with history.opened(url) as found:
        yield found
