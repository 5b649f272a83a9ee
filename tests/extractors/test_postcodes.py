from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extractors.postcodes import written
from checker.model.mentions import Kind
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def values(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], value) for start, end, value in written(text)]


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("1 Mare Street, London E8 1EA", "E8 1EA", "E8 1EA"),
        ("Leeds LS1 3AD.", "LS1 3AD", "LS1 3AD"),
        ("House of Commons, SW1A 0AA, London", "SW1A 0AA", "SW1A 0AA"),
        ("(W1T 3JH)", "W1T 3JH", "W1T 3JH"),
        ("Bristol bs98 1tl", "bs98 1tl", "BS98 1TL"),
        ("Nw1 2Db", "Nw1 2Db", "NW1 2DB"),
        ("HX12AB", "HX12AB", "HX1 2AB"),
        ("SW1A1AA", "SW1A1AA", "SW1A 1AA"),
        ("Postcode: e81ea", "e81ea", "E8 1EA"),
        ("Mare Street, e81ea", "e81ea", "E8 1EA"),
        ("e81ea", "e81ea", "E8 1EA"),
        ("B1  1TJ", "B1  1TJ", "B1 1TJ"),
        ("B1\xa01TJ", "B1\xa01TJ", "B1 1TJ"),
        ("Bootle GIR 0AA", "GIR 0AA", "GIR 0AA"),
        ("Stanley FIQQ 1ZZ", "FIQQ 1ZZ", "FIQQ 1ZZ"),
        ("Gibraltar GX11 1AA", "GX11 1AA", "GX11 1AA"),
        ("St Helier JE2 3QA", "JE2 3QA", "JE2 3QA"),
        ("Lerwick ZE1 0ABTel", "", ""),
        ("BFPO, BF1 2AS", "BF1 2AS", "BF1 2AS"),
        ("London N1 9GUTel", "", ""),
    ],
)
def test_a_postcode_as_it_is_written(text: str, raw: str, value: str) -> None:
    assert values(text) == ([(raw, value)] if raw else [])


@pytest.mark.parametrize(
    "text",
    [
        "Unit E1 2nd Floor",
        "Room B2 1st floor",
        "DVLA, Swansea SA99",
        "QZ1 2AB",  # no such area
        "LS1A 3AD",  # no letter there
        "E8 1CK",  # C and K never stand in the second half
        "E8 12A",
        "reference: LS1 3AD",
        "Order no. E8 1EA",
        "the key e81ea of the record",
        "/files/E81EA/plan",
        "form-E81EA",
        "E8 1EA-77",
        "version 3E8 1EA",
        "ZZ99 3WZ",
        "M4 3pm",
        "AB12 CDE",
        "QQ 12 34 56 C",
        "1234 5AB",
        "N1 5lb of flour",
        "page E8\n1EA",
        "0E8 1EA",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert values(text) == []


def test_several_in_one_line() -> None:
    assert [value for _, value in values("E8 1EA, LS1 3AD and N1 2UD")] == ["E8 1EA", "LS1 3AD", "N1 2UD"]


@given(st.text(alphabet="ABEGILSW019 \n-,abcdeZ\xa0", max_size=80))
def test_whatever_is_written_spans_hold_their_value(text: str) -> None:
    for start, end, value in written(text):
        assert "".join(text[start:end].split()).upper() == value.replace(" ", "")


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["E8 1E", "1EA", "E", "9 ", "SW1A 1AA "])
def test_time_is_linear(piece: str) -> None:
    list(written(piece * (1_000_000 // len(piece))))


def contacts(words: str, kind: str = "text") -> list[tuple[str | None, str | None]]:
    result = examine(Source(target="page", body=words.encode()), Settings(today=date(2026, 11, 23), reader=kind))
    assert not result.unchecked
    assert all(mention.kind is not Kind.POSTCODE or mention.value for mention in result.inventory.mentions)
    return [(each.name, each.postcode.value if each.postcode else None) for each in result.inventory.contacts]


def test_the_address_above_the_number_is_the_contacts() -> None:
    page = (
        "Help\n\nVale Carers\n1 High Street, London E8 1EA\nTel: 020 7946 0950\n\n"
        "Hillside Carers\n2 High Street, London N1 2UD\nTel: 020 7946 0286"
    )
    assert contacts(page) == [("Vale Carers", "E8 1EA"), ("Hillside Carers", "N1 2UD")]


def test_the_address_below_the_number_is_the_contacts() -> None:
    page = (
        "Help\n\nVale Carers\nTel: 020 7946 0950\n1 High Street, London E8 1EA\n\n"
        "Hillside Carers\nTel: 020 7946 0286\n2 High Street, London N1 2UD"
    )
    assert contacts(page) == [("Vale Carers", "E8 1EA"), ("Hillside Carers", "N1 2UD")]


def test_an_address_between_two_numbers_of_one_contact() -> None:
    assert contacts("Vale Carers\n\nTel: 020 7946 0950\nLondon E8 1EA\nFax: 020 7946 0951") == [
        ("Vale Carers", "E8 1EA")
    ]


def test_an_address_under_another_heading_is_nobodys() -> None:
    page = "<main><h1>Help</h1><h2>Where we are</h2><p>London E8 1EA</p><h2>Advice desk</h2><p>020 7946 0950</p></main>"
    assert contacts(page, "html") == [("Advice desk", None)]


def test_cells_of_a_row_belong_together() -> None:
    page = (
        "<main><h1>Offices</h1><table><tr><td>North office</td><td>London E8 1EA</td><td>020 7946 0950</td></tr>"
        "<tr><td>South office</td><td>London N1 2UD</td><td>020 7946 0951</td></tr></table></main>"
    )
    assert contacts(page, "html") == [("North office", "E8 1EA"), ("South office", "N1 2UD")]


def test_a_postcode_within_an_address_of_the_web_is_none() -> None:
    page = "Find us at https://www.example.gov.uk/find?place=E8 and https://www.example.gov.uk/E8%201EA now"
    result = examine(Source(target="p.txt", body=page.encode()), Settings(today=date(2026, 11, 23)))
    assert result.inventory.of(Kind.POSTCODE) == ()
