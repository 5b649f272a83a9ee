from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.model.targets import Facts
from checker.pipeline import judge, study
from checker.pipeline._changes import changes

if TYPE_CHECKING:
    from checker.model.mentions import Mention

SETTINGS = Settings(today=date(2026, 11, 23), reader="text", only=("page-changed-overnight",))


def read(words: str) -> tuple[Mention, ...]:
    return study(Source(target="page", body=words.encode()), SETTINGS).inventory.mentions


def told(before: str, after: str) -> tuple[list[str], list[str]]:
    found = changes(read(before), read(after))
    return [each.raw for each in found.came], [each.raw for each in found.went]


@pytest.mark.parametrize(
    ("before", "after", "came", "went"),
    [
        ("Ring 020 7946 0796.", "Ring 020 7946 0701.", ["020 7946 0701"], ["020 7946 0796"]),
        ("Ring us.", "Ring us: desk@example.gov.uk", ["desk@example.gov.uk"], []),
        ("Ring 0207 946 0796.", "Ring 020 7946 0796, or 020 7946 0796.", [], []),
        ("Desk@Example.gov.uk", "desk@example.gov.uk", [], []),
        ("Read www.example.org.uk", "Read www.example.com", [], []),
    ],
)
def test_what_came_and_went(before: str, after: str, came: list[str], went: list[str]) -> None:
    assert told(before, after) == (came, went)


def test_each_is_told_with_its_place() -> None:
    source = Source(target="page", body=b"Ring 020 7946 0701.")
    found = changes(read("Ring 020 7946 0796."), read("Ring 020 7946 0701."))
    result = judge(study(source, SETTINGS), SETTINGS, Facts(came=found.came, went=found.went))
    assert [(each.message, each.place.quote, each.place.block) for each in result.problems] == [
        ("“020 7946 0701” is new here since the last check.", "020 7946 0701", 0),
        ("“020 7946 0796” was here at the last check and is not any more.", "020 7946 0796", None),
    ]
