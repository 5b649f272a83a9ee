"""Rules about words that were true once: deadlines, Covid measures, what was new, and what holds for a while."""

from __future__ import annotations

import time
from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.problems import Certainty, Problem
from checker.model.rules import Settings
from checker.pipeline import examine

TODAY = date(2026, 11, 23)
OLD = "\n\nPage last modified: 12/10/2023"
FRESH = "\n\nPage last modified: 12/10/2026"


def judged(body: str, rule: str, *, today: date = TODAY, url: str | None = None) -> list[Problem]:
    kind = "html" if body.startswith("<") else "text"
    settings = Settings(today=today, reader=kind, only=(rule,))
    result = examine(Source(target="page", body=body.encode(), url=url), settings)
    assert result.unchecked == ()
    return list(result.problems)


def quotes(body: str, rule: str, *, today: date = TODAY, url: str | None = None) -> list[str]:
    return [problem.place.quote for problem in judged(body, rule, today=today, url=url)]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("You can spend the grant until the end of June 2021.", "can spend the grant until the end of June 2021"),
        ("Play areas - closed 30/11/2021, results expected in spring 2022", "expected in spring 2022"),
        ("Forms to be returned by 12 noon on 13 May", "returned by 12 noon on 13 May"),
        (f"Have your say - open until 19th April{OLD}", "open until 19th April"),
        ("We will open the new hall in spring 2021.", "will open the new hall in spring 2021"),
    ],
)
def test_a_day_that_passed_while_the_words_look_ahead(words: str, quote: str) -> None:
    assert quotes(words, "content-past-deadline") == [quote]


@pytest.mark.parametrize(
    "words",
    [
        "The survey closed on 30/11/2021.",
        "Apply by 31 January",
        "Apply by 31 January" + FRESH,
        "Under the order of 3 March 2015, which was replaced, the fee was due.",
        "Apply by 3 March 2027.",
    ],
)
def test_a_day_that_is_still_to_come_or_told_as_past(words: str) -> None:
    assert judged(words, "content-past-deadline") == []


def test_a_deadline_passes_with_its_day() -> None:
    words = "Apply by 31 March 2027."
    assert judged(words, "content-past-deadline", today=date(2027, 3, 31)) == []
    found = judged(words, "content-past-deadline", today=date(2027, 4, 1))
    assert found[0].message == "This says “Apply by 31 March 2027”, which was yesterday."
    assert dict(found[0].evidence)["judged on"] == "2027-04-01"


def test_a_year_that_is_not_written_is_inferred_and_said_to_be() -> None:
    dated, undated = (judged(f"Open until 19th April{more}", "content-past-deadline")[0] for more in (OLD, ""))
    assert dated.certainty is Certainty.LIKELY
    assert "if 2024 is meant" in dated.message
    assert undated.certainty is Certainty.GUESS
    assert "if 2026 is meant" in undated.message


@pytest.mark.parametrize(
    "words",
    [
        "Because of Covid-19 our offices are closed.",
        "Coronavirus: how we are working",
        "We hold all meetings by video during the public health emergency.",
        "Our staff are working from home, in line with Government advice.",
        "The coronavirus (COVID-19) crisis is affecting postal deliveries.",
        f"Due to the pandemic we are open by appointment only.{OLD}",
    ],
)
def test_covid_measures_in_the_present(words: str) -> None:
    assert len(judged(words, "content-covid-measure")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Book your Covid-19 vaccination at our clinic.",
        "During the pandemic our offices were closed.",
        "Since the pandemic we offer meetings by video.",
        "Research looks at how Covid-19 changed services.",
        "If you have symptoms of Covid-19, call your GP service.",
        "Coronavirus Act 2020",
        "Covid-19 is an infection of the airways.",
        f"Because of Covid-19 our offices are closed.{FRESH}",
    ],
)
def test_covid_as_history_as_health_advice_and_on_a_page_of_this_year(words: str) -> None:
    assert judged(words, "content-covid-measure") == []


def test_a_page_full_of_covid_is_one_problem_that_quotes_a_sentence() -> None:
    words = (
        "Coronavirus: service update\n\nOur visits are off because of Covid-19.\n\nOur calls are limited due to Covid."
    )
    assert quotes(words, "content-covid-measure") == ["Our visits are off because of Covid-19."]


def test_while_the_measures_held_nothing_is_said() -> None:
    words = "Because of Covid-19 our offices are closed."
    assert judged(words, "content-covid-measure", today=date(2022, 3, 31)) == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("We take no referrals until further notice.", "until further notice"),
        ("This may change over the coming days and weeks.", "over the coming days and weeks"),
        ("The trust is the new regulator.", "is the new"),
        ("We will review it after six months.", "will review it after six months"),
        ("Due to the high volume of calls at present, expect to wait.", "high volume of calls at present"),
    ],
)
def test_words_that_hold_for_a_short_time(words: str, quote: str) -> None:
    found = judged(words, "content-passing-words")
    assert [(each.place.quote, each.certainty) for each in found] == [(quote, Certainty.GUESS)]
    assert [each.certainty for each in judged(words + OLD, "content-passing-words")] == [Certainty.LIKELY]
    assert judged(words + FRESH, "content-passing-words") == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        (f"A booking form is coming soon.{OLD}", "coming soon"),
        (f"The desk is currently closed.{OLD}", "is currently closed"),
        ("New 24/7 line open all week\n\nThe line replaces three numbers from 1 April 2021.", "New 24/7 line"),
    ],
)
def test_what_is_called_new_beside_an_old_date(words: str, quote: str) -> None:
    assert quotes(words, "content-no-longer-new") == [quote]


@pytest.mark.parametrize(
    "words",
    [
        "A booking form is coming soon.",
        f"A booking form is coming soon.{FRESH}",
        f"New to the area? Call us.{OLD}",
        f"New Forest and New Cross{OLD}",
        f"We currently offer two courses.{OLD}",
        "We were established on 1 April 2001.\n\nNew parents are welcome.",
    ],
)
def test_what_may_be_called_new(words: str) -> None:
    assert judged(words, "content-no-longer-new") == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("content-past-deadline", "Apply by 3 March 2021."),
        ("content-covid-measure", "Because of Covid-19 our offices are closed."),
        ("content-passing-words", "Closed until further notice."),
        ("content-no-longer-new", f"A form is coming soon.{OLD}"),
        ("content-past-school-year", "Term dates 2022/23"),
    ],
)
def test_news_and_archives_may_be_old(rule: str, words: str) -> None:
    assert judged(words, rule, url="https://www.example.gov.uk/advice/page")
    for url in ("https://www.example.gov.uk/news/page", "https://www.example.gov.uk/2021/03/page"):
        assert judged(words, rule, url=url) == []
    lines = words.replace("\n\n", "</p><p>")
    marked = '<script type="application/ld+json">{"@type": "NewsArticle", "name": "A"}</script>'
    news = f"{marked}<main><p>{lines}</p></main>"
    assert judged(news, rule) == []


def test_a_title_with_a_word_of_the_past_is_no_record() -> None:
    for title in ("Statements of special educational needs", "Swimming: ninety minutes a week"):
        assert judged(f"{title}\n\nApply by 3 March 2021.", "content-past-deadline")


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Rates for the 2025/26 tax year", date(2026, 4, 5)),
        ("Fees 2025/26", date(2026, 4, 5)),
        ("Fees for the 2025/26 school year", date(2026, 8, 31)),
        ("Term dates 2025", date(2025, 12, 31)),
        ("School holidays for summer 2025", date(2025, 12, 31)),
    ],
)
def test_years_end_on_their_own_day(words: str, last: date) -> None:
    assert judged(words, "content-past-school-year", today=last) == []
    assert len(judged(words, "content-past-school-year", today=date.fromordinal(last.toordinal() + 1))) == 1


def test_bt_landlines_are_no_measure_of_cost_any_more() -> None:
    assert quotes("Calls cost 5p from a BT landline.", "content-retired-term") == ["from a BT landline"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("content-past-deadline", "by 1 May 2020 apply " * 3_000),
        ("content-past-deadline", "apply " * 10_000 + "by 1 May 2020"),
        ("content-covid-measure", "covid we are open " * 4_000),
        ("content-covid-measure", "covid. " * 10_000),
        ("content-passing-words", "high volumes " * 5_000),
        ("content-no-longer-new", "New line from 1 May 2020\n\n" * 2_000),
        ("content-past-school-year", "fees for the school year " * 3_000),
    ],
)
def test_time_is_linear_in_the_page(rule: str, words: str) -> None:
    begun = time.process_time()
    judged(words, rule)
    assert time.process_time() - begun < 2.5
