from __future__ import annotations

from datetime import date

import pytest

from checker.model.mentions import Inventory, Kind, Origin, Role
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def read(words: str, *, kind: str = "text") -> Inventory:
    settings = Settings(today=date(2026, 11, 23), reader=kind)
    result = examine(Source(target="page", body=words.encode()), settings)
    assert result.read
    assert not result.unchecked
    return result.inventory


def said(words: str) -> list[tuple[str | None, Role | None]]:
    return [(mention.value, mention.role) for mention in read(words).of(Kind.DATE)]


@pytest.mark.parametrize(
    ("words", "value", "role"),
    [
        ("Page last updated: 24/10/18", "2018-10-24", Role.MODIFIED),
        ("Page last moderated: 11/08/20", "2020-08-11", Role.REVIEWED),
        ("Last updated:\n11th September 2025", "2025-09-11", Role.MODIFIED),
        ("Last updated:\n\n11th September 2025", "2025-09-11", Role.MODIFIED),
        ("Next review date: April 2016", "2016-04", Role.REVIEW_DUE),
        ("Published: 7 September 2016 PDF", "2016-09-07", Role.PUBLISHED),
        ("We are the provider as of April 2021.", "2021-04", Role.AS_OF),
        ("traffic for the year ending March 2015", "2015-03", Role.AS_OF),
        ("The calls are open until 31 October 2016.", "2016-10-31", Role.DEADLINE),
        ("until the end of June 2021", "2021-06", Role.DEADLINE),
        ("The new policy starts from 1 April 2027", "2027-04-01", Role.EVENT),
        ("We started this on 4th September", "--09-04", Role.OTHER),
    ],
)
def test_a_date_says_what_stands_before_it(words: str, value: str, role: Role) -> None:
    assert said(words) == [(value, role)]


def test_the_end_of_a_range_says_what_its_beginning_says() -> None:
    assert said("the tax year, which runs from 6 April 2015 to 5 April 2016") == [
        ("2015-04-06", Role.AS_OF),
        ("2016-04-05", Role.AS_OF),
    ]


def test_the_platforms_stamp_is_told_from_the_typed_one() -> None:
    found = read("Advice\n\nPage last modified 03/06/21\n\nSave to shortlist\n\nPage last modified: 29/08/2023")
    assert [(stamp.date, stamp.origin) for stamp in found.stamps] == [
        ("2021-06-03", Origin.TEXT),
        ("2023-08-29", Origin.STAMP),
    ]
    assert found.updated is not None
    assert (found.updated.date, found.updated.raw) == ("2023-08-29", "29/08/2023")


def test_a_due_date_is_not_the_date_of_the_page() -> None:
    found = read("Last reviewed 15 March 2021\n\nNext review due 15 March 2024")
    assert found.updated is not None
    assert found.updated.date == "2021-03-15"
    assert found.review_due == "2024-03-15"


def test_an_event_or_a_copyright_year_is_not_the_date_of_the_page() -> None:
    assert read("Open day on 14 September 2019\n\n© 2024 Example Council").updated is None


def test_a_stamp_in_the_future_dates_nothing() -> None:
    assert read("Page last updated: 24/10/2031").updated is None


def test_what_the_page_tells_machines_counts_before_what_was_typed() -> None:
    page = '<meta property="article:modified_time" content="2025-02-03T10:00:00Z"><p>Page last updated 01/02/20<p>More.'
    updated = read(page, kind="html").updated
    assert updated is not None
    assert (updated.date, updated.origin) == ("2025-02-03", Origin.METADATA)


@pytest.mark.parametrize("stated", ["2020-03-16T09:00:00Z", "2020-03-16", "20200316T090000Z", "20200316"])
def test_what_is_told_to_machines_is_read_with_hyphens_and_without(stated: str) -> None:
    page = f'<meta property="article:modified_time" content="{stated}"><main><p>Words.</p></main>'
    updated = read(page, kind="html").updated
    assert updated is not None
    assert (updated.date, updated.origin, updated.raw) == ("2020-03-16", Origin.METADATA, stated)


@pytest.mark.parametrize("stated", ["2020-W12-1", "yesterday", "20203316", "2020-02-30", "202003161"])
def test_what_is_no_date_is_not_taken_for_one(stated: str) -> None:
    page = f'<meta property="article:modified_time" content="{stated}"><main><p>Words.</p></main>'
    assert read(page, kind="html").updated is None
