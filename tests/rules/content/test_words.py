"""Rules about words: retired terms, past years, slips, and what was never filled in."""

from __future__ import annotations

import time
import tomllib
from datetime import date

import pytest

from checker import data
from checker.model.pages import Source
from checker.model.problems import Problem, Severity
from checker.model.rules import Retired, Settings
from checker.pipeline import examine

TODAY = date(2026, 11, 23)


def judged(body: str, rule: str, *, today: date = TODAY, url: str | None = None) -> list[Problem]:
    kind = "html" if body.startswith("<") else "text"
    settings = Settings(today=today, reader=kind, only=(rule,))
    result = examine(Source(target="page", body=body.encode(), url=url), settings)
    assert result.unchecked == ()
    return list(result.problems)


def quotes(body: str, rule: str) -> list[str]:
    return [problem.place.quote for problem in judged(body, rule)]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Ask your clinical commissioning group.", "clinical commissioning group"),
        ("Ask City and Hackney CCG about it.", "City and Hackney CCG"),
        ("Contact a Family can help.", "Contact a Family"),
        ("From 2024 the Skills Funding Agency pays.", "Skills Funding Agency"),
        ("Your child may get a statement of special educational needs.", "statement of special educational needs"),
        ("Children at School Action Plus get more help.", "School Action Plus"),
        ("Ring the tribunal on 01325 289350.", "01325 289350"),
        ("A call to 101 costs 15p.", "15p"),
        ("All staff have a CRB check.", "CRB check"),
        ("The Local Safeguarding Children’s Board decides.", "Local Safeguarding Children’s Board"),
        ("Social workers are registered with the HCPC.", "HCPC"),
        ("You may get Child Tax Credit.", "Child Tax Credit"),
    ],
)  # fmt: skip
def test_terms_that_are_out_of_date(words: str, quote: str) -> None:
    assert quote in quotes(words, "content-retired-term")


@pytest.mark.parametrize(
    "words",
    [
        "Integrated care boards replaced clinical commissioning groups.",
        "NHS 111, formerly NHS Direct, is free.",
        "Public Health England (2016) found this.",
        "The school has an action plan. The School Action Plan is below.",
        "Please contact a family member.",
        "A pack of crisps costs 15p.",
        "Speech therapists are registered with the HCPC.",
        "An EHC plan, SENDIASS and a mediation certificate are still what they were.",
        "The CCGT plant",
        "NHS Direct Wales",
        "This sets out what the Skills Funding Agency did from 1 April 2013 to 31 March 2014.",
        "Skills Funding Agency annual report and accounts, 2013 to 2014",
        "Tell us your bank account and child's tax code.",
    ],
)
def test_terms_in_their_right_place(words: str) -> None:
    assert judged(words, "content-retired-term") == []


def test_a_renamed_body_can_be_put_right_and_the_source_is_named() -> None:
    found = judged("Action on Hearing Loss can help.", "content-retired-term")
    assert [(problem.suggestion, problem.severity) for problem in found] == [("RNID", Severity.DOUBTFUL)]
    assert dict(found[0].evidence)["source"]
    assert found[0].message == "“Action on Hearing Loss” is out of date. It has been RNID since October 2020."


def test_a_local_term_is_held_only_against_pages_of_the_place() -> None:
    assert judged("Hackney Learning Trust runs it.", "content-retired-term")
    other = "Call 020 7359 3635 for help."
    assert judged(other, "content-retired-term") == []
    assert judged(other, "content-retired-term", url="https://www.hackney.gov.uk/x")


def test_a_site_that_has_closed_is_wrong() -> None:
    page = '<p>See <a href="https://www.direct.gov.uk/pip">the guide</a>, or www.cafamily.org.uk now.</p>'
    found = judged(page, "content-retired-term")
    assert [(problem.place.quote, problem.severity) for problem in found] == [
        ("the guide", Severity.WRONG),
        ("www.cafamily.org.uk", Severity.WRONG),
    ]


def test_every_row_of_the_table_is_whole() -> None:
    known = {"words", "class", "source", "checked", "pack", "now", "since", "hosts", "not_if", "needs"}
    rows = tomllib.loads((data.FOLDER / "retired-terms.toml").read_text(encoding="utf-8"))["term"]
    for row in rows:
        assert set(row) <= known, row
        assert row["words"]
        assert row["class"] in {"renamed", "replaced", "gone", "history"}
        assert row["source"]
        assert isinstance(row["checked"], date)
        assert row["class"] == "gone" or row["now"]
        assert all(word.islower() for word in (*row.get("not_if", ()), *row.get("needs", ())) if not word.isdigit())
    assert len(rows) == len(data.retired_terms())


@pytest.mark.parametrize("row", data.retired_terms(), ids=lambda row: row.words[0])
def test_every_row_is_found_as_it_is_written(row: data.RetiredTerm) -> None:
    for words in row.words:
        near = f" {row.needs[0]}" if row.needs else ""
        page = f"Help in {row.pack}\n\nAsk about {words}{near} today."
        found = judged(page, "content-retired-term")
        assert any(problem.place.quote.lower() in words.lower() for problem in found), words
        assert all(len(sentence.split()) < 25 for problem in found for sentence in problem.message.split(". "))


OURS = Retired(
    words=("Oakley Learning Trust", "020 7946 0701", "desk@olt.example.org"),
    source="Cabinet, 12 March 2024",
    now="Oakley Education",
    since="1 April 2024",
    hosts=("olt.example.org",),
    not_if=("minutes of",),
)


@pytest.mark.parametrize("words", ["Oakley Learning Trust", "020 7946 0701", "desk@olt.example.org"])
def test_a_site_s_own_terms_are_out_of_date_on_its_pages(words: str) -> None:
    settings = Settings(today=TODAY, reader="text", only=("content-retired-term",), retired=(OURS,))

    def messages(body: str) -> list[str]:
        return [each.message for each in examine(Source(target="page", body=body.encode()), settings).problems]

    assert messages(f"Ask {words} about it.") == [
        f"“{words}” is out of date. It has been Oakley Education since 1 April 2024."
    ]
    assert messages(f"Minutes of {words}, formerly of use") == []


def test_a_site_s_own_closed_sites_are_named() -> None:
    settings = Settings(today=TODAY, reader="html", only=("content-retired-term",), retired=(OURS,))
    page = b"<main><p><a href='https://www.olt.example.org/form'>The form</a></p></main>"
    problem = examine(Source(target="page", body=page), settings).problems[0]
    assert problem.message == "This address leads to olt.example.org, which has closed. It has been Oakley Education."
    assert problem.severity is Severity.WRONG


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Term dates 2022/23", "2022/23"),
        ("School admissions for 2024-2025 are open", "2024-2025"),
        ("The offer for 2024 to 2025 is 110 hours", "2024 to 2025"),
        ("Term dates 2025/26", "2025/26"),
    ],
)
def test_a_school_year_that_is_over(words: str, quote: str) -> None:
    assert quotes(words, "content-past-school-year") == [quote]


@pytest.mark.parametrize(
    "words",
    [
        "Term dates 2026/27",
        "Annual report 2016-17 on admissions",
        "Admissions strategy 2014-2020",
        "Opening hours 2021/23 term",
        "ref 2016/17 grew",
        "In 2019/20 terms were longer",
        "The tariff was in 2016/17/18",
        "Term 020 2022/23456",
    ],
)
def test_years_that_may_stand(words: str) -> None:
    assert judged(words, "content-past-school-year") == []


def test_a_school_year_ends_with_august() -> None:
    words = "Term dates 2025/26"
    assert judged(words, "content-past-school-year", today=date(2026, 8, 31)) == []
    assert judged(words, "content-past-school-year", today=date(2026, 9, 1))


MEDIATION = "Mediation is free. A mediator helps. Mediation is quick. Ask for mediation."


@pytest.mark.parametrize(
    ("words", "faulted"),
    [
        (f"{MEDIATION} What is good about meditation?", True),
        (f"{MEDIATION} Meditation helps. So does meditation.", False),
        ("Meditation is good. Mediation is too.", False),
        (MEDIATION, False),
        ("Our manager, managers and management manage. The manger was full.", True),
        ("Public, public, public. The pubic area", False),
        (
            "Counselling, counselling, counselling. Our counsellors listen. A councillor will call.",
            True,
        ),
        (
            "Counselling, counselling, counselling. Our counsellors listen. Councillor Roe came.",
            False,
        ),
    ],
)
def test_a_word_is_held_against_the_pages_own_use(words: str, faulted: bool) -> None:  # noqa: FBT001 - a column
    assert bool(judged(words, "content-confusable-word")) is faulted


def test_the_right_word_keeps_its_capital() -> None:
    found = judged(f"{MEDIATION}\n\nMeditation", "content-confusable-word")
    assert [problem.suggestion for problem in found] == ["Mediation"]


@pytest.mark.parametrize(
    "words",
    [
        "Lorem ipsum dolor sit amet",
        "Ring [insert number here] today",
        "Ring [phone number] today",
        "Email: TBC",
        "Telephone: 01234 xxxxxx",
        "Reviewed on XX/XX/2024",
        "Click or tap here to enter text.",
        "Ask <insert name>",
    ],
)
def test_what_was_never_filled_in(words: str) -> None:
    assert len(judged(words, "content-placeholder")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "The date is to be confirmed (TBC).",
        "See [1] and [note 2].",
        "Size XXL",
        "xx",
        "[email protected]",
        "Insert your card.",
        "Enter your name below.",
        "[Skip to content]",
        "a < b and c > d",
    ],
)
def test_brackets_that_belong(words: str) -> None:
    assert judged(words, "content-placeholder") == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("content-retired-term", "CCG " * 12_000),
        ("content-retired-term", "CCG" + " (" * 20_000),
        ("content-past-school-year", "2022/23 " * 8_000),
        ("content-placeholder", "[insert " * 8_000),
        ("content-placeholder", "x" * 60_000),
        ("content-confusable-word", "meditation mediat " * 3_000),
    ],
)
def test_time_is_linear_in_the_page(rule: str, words: str) -> None:
    begun = time.process_time()
    judged(words, rule)
    assert time.process_time() - begun < 2.5
