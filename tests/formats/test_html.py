"""The HTML report without a browser: how heavy it is, and that it is the same every time."""

from __future__ import annotations

import time

import pytest

from checker import formats
from checker.model.reports import Style
from tests import canned


def test_five_thousand_problems_are_one_file_of_six_megabytes_in_three_seconds() -> None:
    document = canned.many(5_000)
    begun = time.process_time()
    written = str(formats.render("html", document, Style()))
    assert time.process_time() - begun < 3
    assert len(written.encode()) < 6_000_000


def test_two_thousand_problems_are_two_megabytes_in_two_seconds() -> None:
    document = canned.many(2_000)
    begun = time.process_time()
    written = str(formats.files("html", document, Style())["report.html"])
    assert time.process_time() - begun < 2
    assert len(written.encode()) < 2_000_000


def test_the_same_run_gives_the_same_bytes() -> None:
    assert formats.render("html", canned.canned(), Style()) == formats.render("html", canned.canned(), Style())


@pytest.mark.parametrize(("name", "limit"), [("style.css", 20_000), ("script.js", 8_000)])
def test_style_and_script_stay_small(name: str, limit: int) -> None:
    from checker.formats.html import _rendering  # noqa: PLC0415 - only here is it looked into

    assert len(_rendering._file(name)) < limit  # noqa: SLF001 - the file is what is measured


def test_a_first_run_says_so_and_calls_nothing_new() -> None:
    written = str(formats.render("html", canned.first(), Style()))
    assert "This is the first check of this site, so nothing counts as new." in written
    assert 'class="tag new"' not in written


def test_a_new_check_says_how_much_it_found() -> None:
    written = str(formats.render("html", canned.canned(), Style()))
    assert "A new check, “This phone number is split in the wrong place”, found 1 place." in written


def test_the_trend_is_drawn_and_stands_in_a_table() -> None:
    written = str(formats.render("html", canned.canned(), Style()))
    assert "13 problems on 1 February 2026, 7 problems on 28 February 2026. The highest number was 14." in written
    assert written.count('data-label="Danger"') == 28 + 3
    assert "<svg" not in str(formats.render("html", canned.first(), Style()))


@pytest.mark.parametrize(
    "words", ["Fixed since 2 March 2026 (1)", "Not seen this time (1)", "What we could not check (5)", "Accepted (2)",
              "Going out of date (1)", "Pages with no problems (2)", "ends in 17 days", "On 4 pages"],
)  # fmt: skip
def test_every_part_is_there(words: str) -> None:
    assert words in str(formats.render("html", canned.canned(), Style()))


def test_an_address_that_was_taken_over_is_words_and_no_link() -> None:
    written = str(formats.render("html", canned.canned(), Style()))
    assert "<code>http://taken.example.org/</code>" in written
    assert 'href="http://taken.example.org/' not in written


def test_what_lies_beside_the_report_can_be_downloaded() -> None:
    written = str(formats.render("html", canned.canned(), Style(beside=("problems.xlsx", "report.json"))))
    assert '<a href="problems.xlsx" download>problems.xlsx</a>, <a href="report.json" download>' in written
