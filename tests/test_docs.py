"""The documents made from the code say what the code says."""

from __future__ import annotations

import pytest

from tests.docs import FOLDER, documents


@pytest.mark.parametrize("name", ["rules.md", "cli.md", "site-file.md"])
def test_a_document_is_up_to_date(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == documents()[name], "run: make docs"
