from __future__ import annotations

from datetime import date

import pytest

from checker.model.mentions import Kind
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import study


def phones(words: str) -> list[tuple[str, str | None]]:
    found = study(Source(target="p.txt", body=words.encode()), Settings(today=date(2026, 11, 23)))
    assert not found.unchecked
    return [(mention.raw, mention.value) for mention in found.inventory.of(Kind.PHONE)]


@pytest.mark.parametrize(
    "written",
    [
        "020 7946 0101",
        "020-7946-0101",
        "020-79460101",
        "020 7946-0101",
        "020.7946.0101",
        "020 – 7946 0101",
        "(020)79460101",
        "+44-20-7946-0101",
    ],
)
def test_a_number_is_found_whatever_parts_it(written: str) -> None:
    assert phones(f"Telephone: {written}") == [(written, "+442079460101")]
    assert phones(f"Somebody can be reached at {written}, day and night.") == [(written, "+442079460101")]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("01325/289350", "+441325289350"),
        ("01325 / 289350", "+441325289350"),
        ("020/7275 6036", "+442072756036"),
        ("0113/234 5678", "+441132345678"),
    ],
)
def test_a_slash_may_part_the_area_code_from_the_rest(written: str, value: str) -> None:
    assert phones(f"Telephone: {written}") == [(written, value)]
    assert phones(f"Telephone: {written} (weekdays)") == [(written, value)]


def test_a_slash_elsewhere_parts_two_numbers_or_none() -> None:
    assert phones("Ring 01325/289350/289351.") == [("01325/289350", "+441325289350"), ("289351", "+441325289351")]
    assert phones("On 01/02/2024 or 010/234567, planning application 01325/289350, pages 012/345678") == []


@pytest.mark.parametrize(
    "words",
    ["The book is 0-7475-3269-9.", "For ages 0-19 and 0-5", "On 01-02-2027 at 09-30", "Sort code 08-92-99 12345678"],
)
def test_what_has_hyphens_and_is_no_number_is_left_alone(words: str) -> None:
    assert phones(words) == []
