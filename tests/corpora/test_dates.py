"""The dates of real pages, against those people wrote down, and beside what htmldate says of the same pages."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import study
from tests.corpora.scores import TODAY
from tests.shared import rows, shared

if TYPE_CHECKING:
    from collections.abc import Callable


def ours(body: bytes, row: dict[str, Any]) -> str | None:
    found = study(Source(target="page", body=body, url=row["url"]), Settings(today=TODAY, reader="html")).inventory
    return found.published.date if found.published else None


def theirs(body: bytes, row: dict[str, Any]) -> str | None:
    find: Callable[..., str | None] = import_module("htmldate").find_date
    return find(body, original_date=True, extensive_search=True, url=row["url"])


def counted(judge: Callable[[bytes, dict[str, Any]], str | None]) -> Counter[str]:
    folder = shared("corpora/dates_htmldate")
    count: Counter[str] = Counter()
    for row in rows("dates_htmldate"):
        if row["lang"] == "en":
            said = judge((folder / row["file"]).read_bytes(), row)
            count["right" if said == row["expected"] else "wrong" if said else "none"] += 1
    sys.stdout.write(f"\ndates_htmldate, {judge.__name__}: {dict(count)}\n")
    return count


def test_when_pages_were_published_is_known_as_often_as_to_htmldate_and_wrong_half_as_often() -> None:
    pytest.importorskip("htmldate", reason="htmldate, which is run beside it, is not installed")
    mine, other = counted(ours), counted(theirs)
    assert mine["right"] >= 0.97 * other["right"]
    assert mine["wrong"] <= other["wrong"] / 2
