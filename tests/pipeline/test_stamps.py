from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checker.model.mentions import Origin, Role
from checker.model.nights import RememberedPage
from checker.model.pages import PageRef
from checker.model.sites import Reviewed, Site
from checker.pipeline._stamps import Listed, listed, stamps_of

URL = "https://www.example.gov.uk/permits"
SITE = Site(key="example", name="Example", start="https://www.example.gov.uk/")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def ref(changed: str | None = None, *, found_by: str = "sitemap", number: int = 0) -> PageRef:
    return PageRef(url=f"{URL}/{number}", found_by=found_by, changed=changed)


def of_list(*days: str, found_by: str = "sitemap") -> list[str]:
    """Give the days that are believed of pages listed with these."""
    found = [ref(day, found_by=found_by, number=number) for number, day in enumerate(days)]
    lists = listed(found)
    return [stamp.date for each in found for stamp in stamps_of(each, SITE, lists=lists)]


def test_a_sitemap_says_when_its_pages_were_changed() -> None:
    assert of_list("2024-01-03", "2025-07-09", "2026-02-01") == ["2024-01-03", "2025-07-09", "2026-02-01"]
    found = stamps_of(ref("2024-01-03"), SITE, lists=Listed())
    assert [(each.kind, each.origin) for each in found] == [(Role.MODIFIED, Origin.SITEMAP)]


@pytest.mark.parametrize(
    "days",
    [
        ("2026-11-22",),
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-11-22", "2026-11-23", "2026-11-22"),
        ("1970-01-01", "2030-02-31"),
    ],
)
def test_a_sitemap_stamped_when_it_was_made_says_nothing(days: tuple[str, ...]) -> None:
    assert of_list(*days) == []


def test_the_day_most_pages_of_a_sitemap_share_is_the_day_it_was_made() -> None:
    assert of_list("2026-11-22", "2026-11-22", "2026-11-22", "2025-07-09") == ["2025-07-09"]


def test_the_system_in_which_pages_are_written_is_believed_of_each() -> None:
    assert of_list("2026-11-22", "2026-11-22", found_by="wordpress") == ["2026-11-22", "2026-11-22"]
    found = stamps_of(ref("2026-11-22", found_by="govuk"), SITE, lists=Listed())
    assert [each.origin for each in found] == [Origin.API]


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("Tue, 04 Mar 2025 10:11:12 GMT", ["2025-03-04"]),
        ("Mon, 23 Nov 2026 01:58:00 GMT", []),
        ("Mon, 23 Nov 2026 09:00:00 GMT", []),
        ("Thu, 01 Jan 1970 00:00:00 GMT", []),
        ("yesterday", []),
        (None, []),
    ],
)
def test_a_server_is_believed_unless_it_names_the_time_of_its_answer(header: str | None, days: list[str]) -> None:
    known = RememberedPage(url=URL, first_seen=TODAY, last_modified=header)
    found = stamps_of(ref(), SITE, known=known, now=NOW)
    assert [each.date for each in found] == days
    assert {each.origin for each in found} <= {Origin.HTTP}


def test_the_site_file_and_a_list_say_what_was_reviewed_and_is_due() -> None:
    site = Site(
        key="example",
        name="Example",
        start=SITE.start,
        reviewed=(
            Reviewed(page=f"{URL}/*", on=date(2026, 5, 1), by="Jo"),
            Reviewed(page="https://other.example/*", on=date(2026, 6, 1), by="Jo"),
        ),
    )
    page = PageRef(url=f"{URL}/0", found_by="listing", reviewed="2025-02-03", review_due="2026-02-03")
    assert [(each.date, each.kind, each.origin) for each in stamps_of(page, site)] == [
        ("2026-05-01", Role.REVIEWED, Origin.SITE_FILE),
        ("2025-02-03", Role.REVIEWED, Origin.SITE_FILE),
        ("2026-02-03", Role.REVIEW_DUE, Origin.SITE_FILE),
    ]


@pytest.mark.parametrize(("since", "days"), [(date(2026, 3, 1), ["2026-03-01"]), (TODAY, []), (None, [])])
def test_our_memory_says_since_when_the_words_are_as_they_are(since: date | None, days: list[str]) -> None:
    known = RememberedPage(url=URL, first_seen=date(2026, 1, 1), unchanged_since=since)
    found = stamps_of(ref(), SITE, known=known, today=TODAY)
    assert [(each.date, each.kind, each.origin) for each in found] == [
        (day, Role.MODIFIED, Origin.MEMORY) for day in days
    ]
