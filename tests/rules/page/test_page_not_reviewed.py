from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.problems import Problem, Severity
from checker.model.rules import Ages, Settings
from checker.pipeline import examine


def judged(words: str, *, today: date = date(2026, 11, 23), ages: Ages | None = None) -> list[Problem]:
    settings = Settings(today=today, reader="text", only=("page-not-reviewed",), ages=ages or Ages())
    return list(examine(Source(target="page", body=words.encode()), settings).problems)


@pytest.mark.parametrize(
    ("stamp", "severity"),
    [
        ("24/11/2025", None),
        ("23/11/2025", Severity.UNTIDY),
        ("23/11/2024", Severity.DOUBTFUL),
        ("23/11/2023", Severity.DOUBTFUL),
    ],
)
def test_the_older_the_worse(stamp: str, severity: Severity | None) -> None:
    found = judged(f"Parking\n\nAsk at the desk.\n\nPage last modified: {stamp}")
    assert [problem.severity for problem in found] == ([severity] if severity else [])


def test_a_very_old_page_with_a_phone_number_is_wrong() -> None:
    found = judged("Parking\n\nTelephone 020 7946 0796\n\nPage last modified: 23/11/2023")
    assert [problem.severity for problem in found] == [Severity.WRONG]
    assert found[0].message == "This page was last changed on 23 November 2023, 3 years ago."
    assert found[0].place.quote == "Page last modified: 23/11/2023"


def test_the_ages_are_the_sites_own() -> None:
    found = judged("Parking\n\nPage last modified: 23/08/2026", ages=Ages(untidy=2, doubtful=3))
    assert [problem.severity for problem in found] == [Severity.DOUBTFUL]


def test_the_day_it_is_judged_by_can_be_set() -> None:
    page = "Parking\n\nPage last modified: 23/08/2026"
    assert judged(page) == []
    assert judged(page, today=date(2027, 9, 1))


def test_a_page_without_a_date_is_not_called_old() -> None:
    assert judged("Parking\n\nOpen day on 14 September 2010") == []
