"""The council's own true details, and the pages that say otherwise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.model.sites import ContactDetails
from checker.pipeline import examine

if TYPE_CHECKING:
    from checker.model.problems import Problem

DIFFERS = "contact-differs-from-register"
REGISTER = (
    ContactDetails(
        name="Advice Desk (the desk)",
        phone="020 7946 0700",
        email="Desk@Example.gov.uk",
        retired=("(020) 7946 0701", "old.desk@example.gov.uk"),
    ),
    ContactDetails(name="Blue Badge Office", phone="020 7946 0800"),
)


def problems(words: str, *only: str) -> list[Problem]:
    settings = Settings(
        today=date(2026, 11, 23),
        reader="text",
        only=only or ("contact-retired", "contact-differs-from-register"),
        register=REGISTER,
    )
    return list(examine(Source(target="page", body=words.encode()), settings).problems)


def said(words: str) -> list[tuple[str, str, str | None]]:
    return [(each.rule, each.place.quote, each.suggestion) for each in problems(words)]


@pytest.mark.parametrize(
    ("words", "rule", "quote", "right"),
    [
        ("Help\n\nRing +44 20 7946 0701 first.", "contact-retired", "+44 20 7946 0701", "020 7946 0700"),
        ("Help\n\nEmail OLD.desk@example.gov.uk", "contact-retired", "OLD.desk@example.gov.uk", "Desk@Example.gov.uk"),
        ("The Advice Desk\n\n020 7946 0777", DIFFERS, "020 7946 0777", "020 7946 0700"),
        ("Help\n\nCall the Advice Desk on 020 7946 0777", DIFFERS, "020 7946 0777", "020 7946 0700"),
        ("Advice Desk\n\nx@example.gov.uk", DIFFERS, "x@example.gov.uk", "Desk@Example.gov.uk"),
    ],
)
def test_what_the_register_knows_better_is_said_with_the_right_words(
    words: str, rule: str, quote: str, right: str
) -> None:
    assert said(words) == [(rule, quote, right)]


@pytest.mark.parametrize(
    "words",
    [
        "Advice Desk\n\n0207 946 0700\n\ndesk@example.gov.uk",  # the same, written otherwise
        "Advice Desk\n\n020 7946 0777 or 020 7946 0700",  # the true number stands beside it
        "Advice Desk\n\nFax: 020 7946 0777",
        "Advice Desk volunteers\n\n020 7946 0777",  # somebody else
        "Blue Badge Office\n\nbadges@example.gov.uk",  # the register knows no email
        "Blue Badge Office\n\n020 7946 0700",  # more likely grouped wrong than given wrong
        "Advice Desk\n\n020 7946 0701",  # one problem a number: this one is retired
    ],
)
def test_what_does_not_contradict_the_register_is_left_alone(words: str) -> None:
    assert [each for each in said(words) if each[0] == "contact-differs-from-register"] == []


def test_without_a_register_nothing_is_held_against_it() -> None:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=("contact",))
    page = Source(target="page", body=b"Advice Desk\n\n020 7946 0701")
    assert examine(page, settings).problems == ()
