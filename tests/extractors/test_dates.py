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


def dated(head: str, body: str = "<p>Words.</p>", *, url: str | None = None) -> tuple[str | None, str | None]:
    settings = Settings(today=date(2026, 11, 23), reader="html")
    page = f"<html><head><title>How to ask for a parking permit</title>{head}</head><body>{body}</body></html>"
    found = examine(Source(target="page", body=page.encode(), url=url), settings, check=False).inventory
    return (found.published.date if found.published else None, found.updated.date if found.updated else None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:article:published_time" content="2020-01-13T13:37:49+0000">',
        '<meta name="DCTERMS.issued" content="2020/01/13">',
        '<meta name="DC.date.issued" content="13 January 2020">',
        '<meta name="parsely-pub-date" content="20200113133749">',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "01:37 PM Jan 13, 2020"}</script>',
    ],
)
def test_metadata_says_when_a_page_was_published(head: str) -> None:
    assert dated(head)[0] == "2020-01-13"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="1970-01-01T00:00:00Z">',
        '<script type="application/ld+json">{"@type": "Comment", "datePublished": "2020-01-13"}</script>',
        "".join(
            f'<script type=\'application/ld+json\'>{{"datePublished": "2020-0{n}-13"}}</script>' for n in (1, 2, 3)
        ),
    ],
)
def test_metadata_of_other_things_dates_no_page(head: str) -> None:
    assert dated(head) == (None, None)


def test_things_of_a_list_each_with_its_meta_element_date_no_page() -> None:
    things = (f"<p itemscope><meta itemprop='datePublished' content='2020-0{number}-13'></p>" for number in (1, 2, 3))
    assert dated("", "".join(things)) == (None, None)


def test_an_unnamed_date_is_that_of_publication_where_a_change_is_known_and_a_creation_is_not() -> None:
    changed = '<meta name="last-modified" content="2018-10-01">'
    assert dated(changed + '<meta name="date" content="2017-09-01">') == ("2017-09-01", "2018-10-01")
    assert dated(changed + '<meta name="created" content="2004-01-01">') == (None, "2018-10-01")


def test_of_several_times_of_publication_the_earliest_counts_and_of_changes_the_latest() -> None:
    times = (("published", 9), ("published", 8), ("modified", 8), ("modified", 9))
    head = "".join(f'<meta property="article:{name}_time" content="2023-11-0{day}">' for name, day in times)
    assert dated(head) == ("2023-11-08", "2023-11-09")


def test_the_day_readers_see_counts_where_the_clock_of_the_metadata_stands_elsewhere() -> None:
    head = '<meta property="article:published_time" content="2023-11-09T01:49:09Z">'
    assert dated(head, "<h1>Permits</h1><p>8 November 2023 at 5.49pm</p><p>Words.</p>")[0] == "2023-11-08"


@pytest.mark.parametrize(
    "body",
    [
        "<article><time class='entry-date' datetime='2018-12-21T14:00'>Friday</time><p>Words.</p></article>",
        "<div class='widget'><p class='hentry'>Posted <abbr class='published' title='2018-12-21'>2pm</abbr></p></div>",
        "<h1>Permits</h1><p>21 December 2018</p><p>Words.</p>",
        "<h1>Permits</h1><p>By Jo Marsh | December 21, 2018</p><p>Words.</p>",
        "<h1>Permits</h1><p>Written: 2018-12-21 15:03 / Updated: 2018-12-21 16:03</p>",
    ],
)
def test_marks_and_bylines_say_when_a_page_was_published(body: str) -> None:
    assert dated("", body)[0] == "2018-12-21"


@pytest.mark.parametrize(
    "body",
    [
        "<article><ul class='comments'><li><time class='published' datetime='2018-12-21'></time></ul></article>",
        "<aside><time class='published' datetime='2018-12-21'></time></aside><p>Words.</p>",
        "<h1>Permits</h1><p>Saturday 22 December 2018</p><p>The car park is closed.</p>",
        "<h1>Events in winter</h1><p>21 December 2018</p><p>Words.</p>",
        "<h1>Permits</h1><p>21 December 2018</p><p>22 December 2018</p>",
        "<h1>Permits</h1><p>Ask by 21 December 2018</p>",
    ],
)
def test_comments_events_and_lists_date_no_page(body: str) -> None:
    assert dated("", body) == (None, None)


def test_an_address_with_a_day_says_when_its_page_was_published() -> None:
    assert dated("", url="https://example.org/2019/10/21/permits/")[0] == "2019-10-21"
    assert dated("", url="https://example.org/events/2019/10/21/permits/")[0] is None
    assert dated('<meta name="date" content="2018-01-01">', url="https://example.org/2019/13/21/x/")[0] == "2018-01-01"


@pytest.mark.parametrize(
    "words", ["Permits (last edited 2019-11-10 13:28 by Jo Marsh)", "Updated: $Date: 2019/11/10 06:31:41 $"]
)
def test_what_a_program_writes_at_the_foot_says_when_a_page_was_changed(words: str) -> None:
    assert dated("", f"<h1>Permits</h1><p>Words.</p><p>{words}</p>") == (None, "2019-11-10")


def test_when_a_page_is_due_for_review_is_told_to_machines_too() -> None:
    page = '<meta name="eGMS.review.date" content="2027-01-13"><p>Words.</p>'
    assert read(page, kind="html").review_due == "2027-01-13"


@pytest.mark.parametrize(("language", "day"), [("en-US", "2021-02-03"), ("en-GB", "2021-03-02"), ("en", "2021-03-02")])
def test_an_american_page_that_proves_it_is_read_month_first(language: str, day: str) -> None:
    page = f"<html lang='{language}'><body><p>Open on 01/23/2021.</p><p>Page last updated 02/03/2021</p></body></html>"
    updated = read(page, kind="html").updated
    assert updated is not None
    assert updated.date == day
