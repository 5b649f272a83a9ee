from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Page, Source
from checker.model.rules import Settings
from checker.readers import read


def page(words: str | bytes) -> Page:
    body = words if isinstance(words, bytes) else words.encode()
    return read(Source(target="page.txt", body=body), Settings(today=date(2026, 11, 23)))


def test_blank_lines_part_blocks_and_lines_stay_lines() -> None:
    blocks = page(
        "Parking permits\n\nAsk at the desk.\nBring your card.\n\n\nThank you for coming, and goodbye.\n"
    ).blocks
    assert [block.text for block in blocks] == [
        "Parking permits",
        "Ask at the desk.\nBring your card.",
        "Thank you for coming, and goodbye.",
    ]
    assert [block.line for block in blocks] == [1, 3, 7]


def test_a_short_line_by_itself_is_a_heading_of_what_follows() -> None:
    blocks = page("Parking permits\n\nWho can help?\n\nThe desk can help you.\n\nOpening\n\nAlways, we hope.").blocks
    assert [(block.tag, block.headings) for block in blocks] == [
        ("h1", ()),
        ("h2", ("Parking permits",)),
        ("p", ("Parking permits", "Who can help?")),
        ("h2", ("Parking permits",)),
        ("p", ("Parking permits", "Opening")),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "020 7946 0796",
        "Email: a@example.gov.uk",
        "Tel: the desk",
        "www.example.gov.uk",
        "• a bullet",
        "It ends.",
        "lower case",
    ],
)
def test_a_line_that_holds_something_is_no_heading(line: str) -> None:
    assert page(f"Title\n\n{line}").blocks[1].tag == "p"


def test_a_line_says_where_it_stands_in_the_file() -> None:
    whole = page("Title\n\nfirst\nsecond here\n")
    start = whole.blocks[1].text.index("here")
    place = whole.place(1, start, start + 4)
    assert (place.quote, place.line, place.before, place.heading) == ("here", 4, "first\nsecond ", "Title")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_ending_ends_a_line(ending: str) -> None:
    assert len(page(ending.join(["One", "", "Two is here.", "", "Three is here."])).blocks) == 3


def test_an_empty_file_is_a_page_without_words() -> None:
    assert page("").blocks == ()
    assert page("").title is None
