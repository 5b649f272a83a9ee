from __future__ import annotations

from datetime import date

import pytest

from checker.model.mentions import Origin, Role, Stamp
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import judge, study


def judged(words: str, *stamps: Stamp, only: str = "date-claims-fresh") -> list[str]:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=(only,))
    source = Source(target="page", body=words.encode(), url="https://www.example.gov.uk/permits")
    return [each.message for each in judge(study(source, settings), settings, None, stamps).problems]


def same_since(day: str) -> Stamp:
    return Stamp(date=day, kind=Role.MODIFIED, origin=Origin.MEMORY)


def reviewed(day: str) -> Stamp:
    return Stamp(date=day, kind=Role.REVIEWED, origin=Origin.SITE_FILE)


def test_words_that_are_older_than_their_date_are_told() -> None:
    assert judged("Permits\n\nPage last modified: 12/10/2026", same_since("2026-03-03")) == [
        "This says 12 October 2026. The words have been the same since 3 March 2026 at least, 265 days ago."
    ]


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ("Page last modified: 12/10/2026", "2026-10-01"),
        ("Page last modified: 12/10/2026", "2026-11-01"),
        ("Last reviewed: 12/10/2026", "2026-03-03"),
        ("Ask at the desk.", "2026-03-03"),
    ],
)
def test_a_date_that_may_be_true_and_a_review_are_believed(words: str, since: str) -> None:
    assert judged(f"Permits\n\n{words}", same_since(since)) == []


def test_a_page_without_a_date_is_as_old_as_its_words() -> None:
    assert judged("Permits\n\nAsk at the desk.", same_since("2025-03-03"), only="page-not-reviewed") == [
        "The words of this page are as they were on 3 March 2025, 20 months ago."
    ]


def test_what_somebody_reviewed_later_than_it_was_changed_is_not_old() -> None:
    words = "Permits\n\nPage last modified: 12/10/2024"
    assert judged(words, reviewed("2026-05-01"), only="page-not-reviewed") == []
    assert judged(words, reviewed("2023-05-01"), only="page-not-reviewed") == [
        "This page was last changed on 12 October 2024, 25 months ago."
    ]


def test_what_only_we_know_is_no_date_that_readers_see() -> None:
    words = "Permits\n\nAsk.\n\nBring papers.\n\nIt takes a day.\n\nTelephone: 020 7946 0796"
    sitemap = Stamp(date="2026-05-01", kind=Role.MODIFIED, origin=Origin.SITEMAP)
    for stamps in ((), (same_since("2026-03-03"), sitemap)):
        assert len(judged(words, *stamps, only="page-no-date")) == 1
    assert judged(words, reviewed("2026-05-01"), only="page-no-date") == []
