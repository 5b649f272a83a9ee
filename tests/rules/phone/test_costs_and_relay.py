from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine

if TYPE_CHECKING:
    from checker.model.problems import Problem

STATED = "Calls cost 5p a minute plus your phone company's access charge."


def judged(words: str, *only: str) -> list[Problem]:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=only)
    return list(examine(Source(target="page", body=words.encode()), settings).problems)


def test_a_costly_number_is_one_problem() -> None:
    both = ("phone-cost-not-stated", "phone-prefer-03")
    assert [problem.rule for problem in judged("Ring 0845 404 0506", *both)] == ["phone-cost-not-stated"]
    assert [problem.rule for problem in judged(f"Ring 0845 404 0506. {STATED}", *both)] == ["phone-prefer-03"]


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("0844 404 0506", "0344 404 0506"),
        ("0845 404 0506", "0345 404 0506"),
        ("0870 404 0506", "0370 404 0506"),
        ("0871 404 0506", "0371 404 0506"),
    ],
)
def test_the_number_that_is_kept_for_the_same_service_is_named(number: str, other: str) -> None:
    found = judged(f"Ring {number}. {STATED}", "phone-prefer-03")
    assert [problem.fix.startswith(f"Ring {other},") for problem in found] == [True]
    assert found[0].suggestion is None


@pytest.mark.parametrize("number", ["0300 123 4567", "0800 064 4488", "020 7275 6036", "0909 8790000", "0845 46 47"])
def test_numbers_without_a_cheaper_one(number: str) -> None:
    assert judged(f"Ring {number}. {STATED}", "phone-prefer-03") == []


@pytest.mark.parametrize(
    ("number", "faulted"),
    [("070 1234 5678", True), ("07012 345678", True), ("07500 066 513", False), ("020 7012 3456", False)],
)
def test_numbers_that_look_like_mobiles(number: str, faulted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(judged(f"Ring {number}", "phone-personal-070")) is faulted


@pytest.mark.parametrize("words", ["Typetalk: 18001 020 7275 6036", "via Text Relay", "TypeTalk", "see ngts.org.uk"])
def test_old_names_of_the_relay_service(words: str) -> None:
    assert len(judged(words, "phone-old-relay-name")) == 1


@pytest.mark.parametrize(
    "words",
    ["Relay UK: 18001 020 7275 6036", "Relay UK (formerly Text Relay)", "the next generation", "Text us", "type talks"],
)
def test_names_of_today(words: str) -> None:
    assert judged(words, "phone-old-relay-name") == []
