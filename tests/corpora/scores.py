"""What tests of corpora share: reading as the pipeline does, and saying the figure that was reached."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.runs import PageResult

TODAY = date(2026, 11, 23)


def looked_at(words: str | bytes, *, reader: str = "text", region: str = "GB") -> PageResult:
    """Read, extract and check, and see to it that nothing failed on the way."""
    body = words if isinstance(words, bytes) else words.encode("utf-8", "surrogatepass")
    settings = Settings(today=TODAY, reader=reader, region=region)
    found = examine(Source(target="page", body=body, url="https://www.example.gov.uk/page"), settings)
    assert [each.why for each in found.unchecked if each.fault] == []
    return found


def share(what: str, hits: Iterable[tuple[Any, bool]]) -> float:
    """Give the share of cases that went well, and say it, with a few of those that did not."""
    cases = list(hits)
    missed = [case for case, well in cases if not well]
    reached = 1 - len(missed) / len(cases)
    sys.stdout.write(f"\n{what}: {len(cases) - len(missed)} of {len(cases)} = {reached:.3f}; not: {missed[:5]}\n")
    return reached
