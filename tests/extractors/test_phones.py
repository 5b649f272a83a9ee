from __future__ import annotations

from datetime import date

import pytest

from checker.model.mentions import Kind
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import study


def roles(words: str) -> list[tuple[str, str | None, str | None]]:
    found = study(Source(target="p.txt", body=words.encode()), Settings(today=date(2026, 11, 23)))
    return [(mention.raw, mention.role, mention.label) for mention in found.inventory.of(Kind.PHONE)]


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


@pytest.mark.parametrize(
    "words",
    [
        "Inflation is 0.123456789 of it",
        "NHS No: 0123 456 7890",
        "Your UTR 01234 56789",
        "Asset ID 020 7946 0123 4567 8910",
        "Room 0123456789",
        "Pages 012 345 678",
        "Order number 0300 123 1002",
        "Licence ref 0117 496 0123",
        "Membership number 01632 960123",
        "Order 03001231002",
        "Charity number 1015941, company number 01234567, ISBN 0 11 707335 3, VAT 012 3456 78",
        "UPRN 010008234567, grid ref SU 0123 4567, 51.5432, -0.0553, version 01.02.0304",
    ],
)
def test_what_is_called_something_else_is_no_number(words: str) -> None:
    assert phones(words) == []


@pytest.mark.parametrize(
    "words",
    ["To order: 0300 123 1002", "Parking permit 0300 123 1002", "Licence: 0300 123 1002", "Policy 0300 123 1002"],
)
def test_a_line_for_orders_is_a_number(words: str) -> None:
    assert phones(words) == [("0300 123 1002", "+443001231002")]


def test_the_next_lines_of_a_switchboard_are_numbers_of_their_own() -> None:
    assert phones("Tel: 020 7946 0101/2/3") == [
        ("020 7946 0101", "+442079460101"),
        ("2", "+442079460102"),
        ("3", "+442079460103"),
    ]
    assert phones("Tel: 020 7946 0108/09") == [("020 7946 0108", "+442079460108"), ("09", "+442079460109")]
    assert phones("Tel: 020 7946 0103/7 days a week") == [("020 7946 0103", "+442079460103")]
    assert phones("Tel: 020 7946 0101 24/7") == [("020 7946 0101", "+442079460101")]


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u2060", "\u2007"])
def test_marks_that_nobody_sees_part_no_number(mark: str) -> None:
    assert phones(f"Tel: \u202a020{mark} 7946{mark}0101\u202c") == [(f"020{mark} 7946{mark}0101", "+442079460101")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Fax/Tel 020 7946 0101", ("020 7946 0101", "voice", "Fax/Tel")),
        ("Tel. 020 7946 0101", ("020 7946 0101", "voice", "Tel.")),
        ("Mob. 07700 900123", ("07700 900123", "mobile", "Mob.")),
        ("Relay UK: 18001 then 020 7946 0101", ("020 7946 0101", "relay", "Relay UK: 18001 then")),
        ("Dial 18001 followed by 020 7946 0101", ("020 7946 0101", "relay", None)),
        ("Txt HELP to 82111", ("82111", "short-code", None)),
        ("Call 159", ("159", "short-code", None)),
    ],
)
def test_words_before_a_number_say_how_it_is_answered(words: str, found: tuple[str, str, str | None]) -> None:
    assert roles(words) == [found]


def test_a_number_to_text_after_a_slash_is_no_tail() -> None:
    assert phones("Example Line 0808 157 0101 / 88858") == [("0808 157 0101", "+448081570101")]


def test_the_number_of_a_team_is_no_part_of_its_telephone_number() -> None:
    assert phones("Team 2 0115 496 0102 team-2@example.gov.uk") == [("0115 496 0102", "+441154960102")]


def test_a_line_for_bookings_is_a_number_also_where_it_is_too_short() -> None:
    assert phones("Bookings: 0117 496 031") == [("0117 496 031", "+44117496031")]
