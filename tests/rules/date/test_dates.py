from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def judged(words: str, rule: str) -> list[tuple[str, str]]:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=(rule,))
    problems = examine(Source(target="page", body=words.encode()), settings).problems
    return [(problem.place.quote, problem.message) for problem in problems]


def test_two_dates_a_month_apart_do_not_contradict_each_other() -> None:
    page = "Parking\n\nPage last updated 01/08/23\n\nSave\n\nPage last modified: 29/08/2023"
    assert judged(page, "date-conflict") == []


def test_the_typed_line_is_the_one_to_delete() -> None:
    page = "Parking\n\nPage last modified 07/01/19\n\nSave\n\nPage last modified: 18/11/2025"
    assert judged(page, "date-conflict") == [
        ("Page last modified 07/01/19", "This line says 7 January 2019. The site's own date is 18 November 2025.")
    ]


def test_a_day_that_does_not_exist_is_named() -> None:
    assert judged("Return it by 31/06/2027", "date-impossible") == [
        ("31/06/2027", "There is no such day as “31/06/2027”.")
    ]


def test_a_date_that_can_only_be_american_is_called_so() -> None:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=("date-impossible",))
    problem = examine(Source(target="page", body=b"Return it by 06/13/2027"), settings).problems[0]
    assert problem.message == "“06/13/2027” is written month first, as in the US."
    assert problem.suggestion == "13/06/2027"


def test_a_stamp_in_the_future_cannot_be_right() -> None:
    page = "Parking\n\nPage last modified: 24/11/2026"
    assert judged(page, "date-impossible") == [("24/11/2026", "This says 24 November 2026, which is still to come.")]


@pytest.mark.parametrize("words", ["Come on Saturday 17 April 2027", "Come on Sat 17 April 2027", "on 17 April 2027"])
def test_a_weekday_that_agrees_is_fine(words: str) -> None:
    assert judged(words, "date-weekday") == []


@pytest.mark.parametrize("day", ["Fri", "FRIDAY", "Fri."])
def test_a_weekday_may_be_cut_short(day: str) -> None:
    assert judged(f"Come on {day} 17 April 2027", "date-weekday") == [
        (f"{day} 17 April 2027", "17 April 2027 is a Saturday, not a Friday.")
    ]
    assert judged("The panel sat 17 April 2026", "date-weekday") == []


def test_a_weekday_that_disagrees_is_quoted_with_its_date() -> None:
    assert judged("Come on Friday, 17 April 2027", "date-weekday") == [
        ("Friday, 17 April 2027", "17 April 2027 is a Saturday, not a Friday.")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The scheme closed on 30/11/2021.",
        "The Children and Families Act 2014 will apply from 1 September 2014.",
        "We published this by 1 May 2020.",
        "Apply by 1 May 2027.",
        "The centre opened on 3 May 2019.",
        "Applications were due by 3 May 2019.",
    ],
)
def test_history_is_no_past_deadline(words: str) -> None:
    assert judged(words, "content-past-deadline") == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("The calls are open until 31 October 2016.", "are open until 31 October 2016"),
        ("Outline application deadline: 29 May 2015", "deadline: 29 May 2015"),
        ("We will open again on 3 May 2021. See you then.", "will open again on 3 May 2021"),
        ("To be returned by 12 noon on 13 May 2025", "returned by 12 noon on 13 May 2025"),
    ],
)
def test_a_promise_whose_day_has_passed_is_quoted(words: str, quote: str) -> None:
    assert [found for found, _ in judged(words, "content-past-deadline")] == [quote]
