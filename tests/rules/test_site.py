"""What shows only when all pages of a site are seen together; and what must not be taken for it."""

from __future__ import annotations

import pickle
import tracemalloc

import pytest
from msgspec.structs import replace

from checker.history import codec
from checker.model.mentions import Kind
from checker.model.pages import Source
from checker.model.summaries import PageSummary, SiteView
from checker.pipeline import study
from checker.rules import placed, summary
from tests.rules.site import SETTINGS, judged, told

OFFICE = "Blue Badge Office\n\nTelephone: 020 7275 6036\n\nEmail: badges@example.gov.uk"
SITE = [OFFICE] * 14


def without(words: str, *others: str) -> list[str]:
    """Give the site with one more page, on which some words are others."""
    page = OFFICE
    for other in others:
        page = page.replace(words, other)
    return [*SITE, page]


@pytest.mark.parametrize(
    "slip",
    ["020 7275 6063", "020 7257 6036", "020 7275 6046", "020 7285 6036", "0207 2756063", "+44 20 7275 6063"],
)
def test_a_number_one_slip_away_from_the_usual_one_is_told_with_the_right_one(slip: str) -> None:
    right = "+44 20 7275 6036" if slip.startswith("+") else "020 7275 6036"
    assert told(without("020 7275 6036", slip), "phone-near-miss") == [("/15", slip, right)]


@pytest.mark.parametrize(
    "page",
    [
        "Post Room\n\nTelephone: 020 7275 6037",  # the next line of the same switchboard, of somebody else
        "Post Room\n\nTelephone: 020 7275 6046",
        "Blue Badge Office\n\nTelephone: 020 7275 6036 or 020 7275 6063",  # both on one page
        "Blue Badge Office\n\nFax: 020 7275 6063",
        "Blue Badge Office\n\nTelephone: 020 7275 6099",
        "Blue Badge Office\n\nTelephone: 020 7175 6063",
        "Blue Badge Office\n\nTelephone: 01632 960063",
        "Emergencies\n\nDial 101 or 111",
    ],
)
def test_a_number_of_somebody_else_is_no_near_miss(page: str) -> None:
    assert told([*SITE, page], "phone-near-miss") == []


def test_two_numbers_that_are_both_in_use_are_both_right() -> None:
    other = "Travel Team\n\nTelephone: 020 7275 6063"
    assert told([*SITE, *[other] * 4], "phone-near-miss") == []


def test_a_number_on_few_pages_is_no_measure() -> None:
    assert told([OFFICE, OFFICE, OFFICE, OFFICE.replace("6036", "6063")], "phone-near-miss") == []


@pytest.mark.parametrize(
    "slip",
    ["bagdes@example.gov.uk", "badgs@example.gov.uk", "badgees@example.gov.uk", "badhes@example.gov.uk",
     "badges@exmaple.gov.uk", "badges@exanple.gov.uk"],
)  # fmt: skip
def test_an_email_one_slip_away_from_the_usual_one_is_told_with_the_right_one(slip: str) -> None:
    assert told(without("badges@example.gov.uk", slip), "email-near-miss") == [("/15", slip, "badges@example.gov.uk")]


@pytest.mark.parametrize(
    "page",
    [
        "Blue Badge Office\n\nEmail: badge@example.gov.uk",  # one and many: two mailboxes
        "Blue Badge Office\n\nEmail: Badges@Example.gov.uk",
        "Blue Badge Office\n\nEmail: badges@example.org.uk",
        "Blue Badge Office\n\nEmail: badges@example.gov.uk or badgers@example.gov.uk",
    ],
)
def test_an_email_of_somebody_else_is_no_near_miss(page: str) -> None:
    assert told([*SITE, page], "email-near-miss") == []


def test_teams_that_are_numbered_are_teams_of_their_own() -> None:
    pages = ["Team\n\nEmail: team.1@example.gov.uk"] * 8 + ["Team\n\nEmail: team.2@example.gov.uk"]
    assert told(pages, "email-near-miss") == []


def test_the_pages_that_differ_from_most_are_told_with_each_other() -> None:
    pages = [*[OFFICE] * 10, OFFICE.replace("6036", "4411"), OFFICE.replace("6036", "4411")]
    found = judged(pages, "contact-inconsistent")
    assert [(each.place.quote, each.suggestion, each.also_on) for each in found] == [
        ("020 7275 4411", "020 7275 6036", ("https://www.example.gov.uk/12",)),
        ("020 7275 4411", "020 7275 6036", ("https://www.example.gov.uk/11",)),
    ]
    assert found[0].message == "Blue Badge Office has 020 7275 6036 on 10 pages of this site, and another here."


@pytest.mark.parametrize(
    "pages",
    [
        # both numbers stand together somewhere, so both are right
        [*[OFFICE] * 5, "Blue Badge Office\n\n020 7275 6036\n\n020 7275 4411", OFFICE.replace("6036", "4411")],
        # no majority
        [*[OFFICE] * 3, *[OFFICE.replace("6036", "4411")] * 3],
        # many organisations have a part of that name
        [*["Admissions Team\n\n020 7275 6036"] * 6, "Admissions Team\n\n020 7275 4411"],
        [*["Reception\n\n020 7275 6036"] * 6, "Reception\n\n020 7275 4411"],
        # a fax beside it is no other number
        [*[OFFICE] * 6, "Blue Badge Office\n\nFax: 020 7275 4411"],
        # too few to tell
        [OFFICE, OFFICE, OFFICE.replace("6036", "4411")],
    ],
)
def test_what_may_well_be_right_is_not_called_inconsistent(pages: list[str]) -> None:
    assert [each for each in told(pages, "contact-inconsistent") if "@" not in each[1]] == []


def test_a_number_written_otherwise_than_on_most_pages_is_told_once_a_page() -> None:
    pages = [*SITE, OFFICE.replace("020 7275 6036", "020 72756036"), OFFICE.replace("020 7275 6036", "020 727 56036")]
    assert told(pages, "phone-variant-across-site") == [
        ("/15", "020 72756036", "020 7275 6036"),
        ("/16", "020 727 56036", "020 7275 6036"),
    ]


@pytest.mark.parametrize(
    "other",
    # the last two are told by the rule about style
    ["+44 20 7275 6036", "0207 275 6036", "020 7275\u00a06036", "18001 020 7275 6036", "02072756036", "020-7275-6036"],
)
def test_other_reasons_to_write_a_number_otherwise_are_left_alone(other: str) -> None:
    assert told(without("020 7275 6036", other), "phone-variant-across-site") == []


def test_two_ways_of_writing_that_are_both_usual_are_left_alone() -> None:
    pages = [*SITE, *[OFFICE.replace("020 7275 6036", "020 72756036")] * 5]
    assert told(pages, "phone-variant-across-site") == []


def test_one_slip_is_one_problem() -> None:
    found = judged(without("020 7275 6036", "020 7275 6063"))
    assert [each.rule for each in found] == ["phone-near-miss"]


def test_the_template_is_no_page_of_its_own() -> None:
    page = "<main><h1>Blue Badge Office</h1><p>020 7275 6036</p></main><footer><p>Ring 020 7275 6063</p></footer>"
    assert told([page] * 14) == []


def test_a_crowd_of_pages_without_a_slip_has_no_problem() -> None:
    """Forty services, each with a number and an address of its own, some in one block of numbers."""
    pages = [
        f"{name} Group\n\nTelephone: 0117 496 0{200 + 7 * number}\n\nEmail: {name.lower()}@example.gov.uk"
        for number, name in enumerate(
            "Anchor Beacon Compass Driftwood Ebb Foghorn Gangway Harbour Island Jetty Keel Lighthouse Mooring Nautilus "
            "Oar Pebble Quayside Rockpool Seagull Tides Undertow Vessel Wave Xebec Yacht Zephyr Bosun Captain Dinghy "
            "Estuary Ferry Galley Helm Inlet Jib Kelp Lagoon Mast Nook Otter".split()
        )
    ]
    assert len(pages) == 40
    assert told([*pages, *pages]) == []


def test_a_summary_of_a_page_that_was_packed_still_knows_whose_a_number_is() -> None:
    studied = study(Source(target="page", body=OFFICE.encode()), SETTINGS)
    assert studied.page
    found = codec.reading(codec.encode((studied.page, studied.inventory)))
    assert found
    assert summary(*found) == summary(studied.page, studied.inventory)


def test_a_summary_travels_between_processes() -> None:
    studied = study(Source(target="page", body=OFFICE.encode()), SETTINGS)
    assert studied.page
    made = summary(studied.page, studied.inventory)
    assert [reach.name for reach in made.reaches] == ["Blue Badge Office"] * 2
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - made in this line


def test_a_site_gives_back_what_it_was_given_page_by_page() -> None:
    made = [replace(of(OFFICE), url=f"/{number}") for number in (3, 1, 2)]
    site = SiteView(made)
    assert list(site.pages) == sorted(made, key=lambda each: each.url)
    (value, *_) = site.values(Kind.PHONE)
    assert site.times(Kind.PHONE, value) == 3
    assert [(url, reach.value) for url, reach in site.holding(Kind.PHONE, value)] == [
        ("/1", value),
        ("/2", value),
        ("/3", value),
    ]
    assert site.holding(Kind.EMAIL, value) == []


def test_words_come_back_as_they_were_however_many_there_are() -> None:
    (reach, *_) = of(OFFICE).reaches
    names = [None, "", "\udc80 caf\u00e9", *(f"Team {number}" for number in range(12_000)), "Team 0"]
    made = PageSummary(url="/", title="", reaches=tuple(replace(reach, name=name) for name in names))
    assert [each.name for page in SiteView([made]).pages for each in page.reaches] == names


def test_a_page_may_come_after_a_rule_has_looked() -> None:
    site = SiteView([replace(of(OFFICE), url="/2")])
    assert {site.times(Kind.PHONE, value) for value in site.values(Kind.PHONE)} == {1}
    site.add(replace(of(OFFICE), url="/1"))
    assert {site.times(Kind.PHONE, value) for value in site.values(Kind.PHONE)} == {2}
    assert site.urls == {"/1", "/2"}


def test_a_reach_costs_a_few_bytes() -> None:
    page = of(OFFICE)
    site = SiteView([page])
    tracemalloc.start()
    try:
        for number in range(2_000):
            site.add(replace(page, url=f"/{number}"))
        assert tracemalloc.get_traced_memory()[0] / 2_000 / len(page.reaches) < 100
    finally:
        tracemalloc.stop()


def test_what_stands_around_a_number_is_said_again_for_a_fault() -> None:
    studied = study(Source(target="page", body=OFFICE.encode()), SETTINGS)
    phone = next(each for each in studied.inventory.mentions if each.kind is Kind.PHONE)
    assert phone.place.heading or phone.place.before
    reach = next(each for each in of(OFFICE).reaches if each.kind is Kind.PHONE)
    problem = replace(judged(without("020 7275 6036", "020 7275 6063"))[0], place=reach.place)
    assert placed(problem, studied.inventory).place == phone.place
    elsewhere = replace(problem, place=replace(reach.place, start=99, end=120))
    assert placed(elsewhere, studied.inventory) == elsewhere


def of(words: str) -> PageSummary:
    studied = study(Source(target="page", body=words.encode()), SETTINGS)
    assert studied.page
    return summary(studied.page, studied.inventory)
