"""Numbers in the style of the site, and in no style."""

from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def told(words: str, example: str | None = None) -> list[tuple[str, str | None]]:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=("phone-style",), phone_style=example)
    found = examine(Source(target="page", body=f"Ring {words} today".encode()), settings)
    return [(each.place.quote, each.suggestion) for each in found.problems]


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("02072756036", "020 7275 6036"),
        ("(01325) 289350", "01325 289350"),
        ("01325-289-350", "01325 289350"),
        ("01325.289.350", "01325 289350"),
        ("01325/289350", "01325 289350"),
        ("+442072756036", "+44 20 7275 6036"),
        ("18001 020-7275-6036", "18001 020 7275 6036"),
    ],
)
def test_other_marks_than_spaces_are_told_with_the_right_writing(raw: str, right: str) -> None:
    assert told(raw) == [(raw, right)]
    assert told(raw, "any") == []


@pytest.mark.parametrize(
    "raw",
    [
        "020 7275 6036",
        "020\u00a07275\u00a06036",
        "01325 289350",
        "01325 289 350",
        "0800 80 70 60",
        "+44 (0)20 7275 6036",
        "0208 441 1355",  # told by another rule
        "0800 1111",
        "116 123",
        "020 7271 2465 / 2440 / 2516",
    ],
)
def test_spaces_between_groups_are_fine(raw: str) -> None:
    assert told(raw) == []


@pytest.mark.parametrize(
    ("example", "raw", "right"),
    [
        ("01632 960123", "01325 289 350", "01325 289350"),
        ("01632 960 123", "01325 289350", "01325 289 350"),
        ("01632 960 123", "07500 066513", "07500 066 513"),
        ("(01632) 960123", "020 7275 6036", "(020) 7275 6036"),
        ("01632-960123", "01325 289350", "01325-289350"),
        ("+44 1632 960123", "01325 289350", "+44 1325 289350"),
        ("+44 (0)1632 960 123", "01325 289350", "+44 (0)1325 289 350"),
        ("01632 960123", "+44 1325 289350", "01325 289350"),
    ],
)
def test_an_example_in_the_site_file_is_the_measure(example: str, raw: str, right: str) -> None:
    assert told(raw, example) == [(raw, right)]
    assert told(right, example) == []


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ("01632 960123", "0800 80 70 60"),
        ("+44 1632 960123", "0800 064 4488"),  # cannot be rung from everywhere
        ("01632 960123", "from abroad: +44 1325 289350,"),
    ],
)
def test_what_has_a_reason_is_left_alone(example: str, words: str) -> None:
    assert told(words, example) == []
