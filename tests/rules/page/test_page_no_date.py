from __future__ import annotations

from datetime import date

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine

PAGE = "Parking\n\nAsk at the desk.\n\nBring papers.\n\nIt takes a day.\n\nTelephone: 020 7275 6036"


def faulted(words: str, *, url: str | None = "https://www.example.gov.uk/parking") -> bool:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=("page-no-date",))
    return bool(examine(Source(target="page", body=words.encode(), url=url), settings).problems)


def test_a_published_page_with_a_phone_needs_a_date() -> None:
    assert faulted(PAGE)
    assert not faulted(f"{PAGE}\n\nPage last modified: 12/10/2019")


def test_a_draft_has_no_date_yet() -> None:
    assert not faulted(PAGE, url=None)


def test_a_page_without_details_needs_none() -> None:
    assert not faulted(PAGE.partition("Telephone")[0] + "Or write.")
