"""One number under two names, and links to sites that are nearly others."""

from __future__ import annotations

import pytest

from checker.rules._site import near, one_slip_away
from tests.rules.site import judged, told

HARBOUR = "Harbour Families\n\nTelephone: 020 7275 6036\n\nEmail: help@harbourfamilies.org.uk"
OAKLEY = "Oakley Mediation\n\nTelephone: 020 7275 6036\n\nEmail: talk@oakleymediation.org.uk"
LINKING = '<main><h1>Visits</h1><p>See <a href="https://www.harbourfamilies.org.uk/visits">how to visit</a>.</p></main>'


def test_a_number_under_two_unrelated_names_is_told_where_it_stands_less_often() -> None:
    assert told([HARBOUR, HARBOUR, OAKLEY], "phone-shared-name") == [("/3", "020 7275 6036", None)]


def test_a_number_under_two_names_once_each_is_told_on_both_pages() -> None:
    found = judged([HARBOUR, OAKLEY], "phone-shared-name")
    assert [each.page[-2:] for each in found] == ["/1", "/2"]
    assert found[0].message == "This stands here for Harbour Families, and on 1 page for Oakley Mediation."


@pytest.mark.parametrize(
    "other",
    [
        "Families at Harbour House\n\nTelephone: 020 7275 6036",  # a word in common
        "HF Advice\n\nTelephone: 020 7275 6036",  # its letters
        "The team\n\nTelephone: 020 7275 6036",
        "Oakley Mediation\n\nTelephone: 020 7275 6036\n\nEmail: oakley@harbourfamilies.org.uk",  # one house
        "Oakley Mediation\n\nFax: 020 7275 6036",
        # knows both
        f"{OAKLEY}\n\n{HARBOUR}",
    ],
)
def test_a_number_that_two_may_well_share_is_left_alone(other: str) -> None:
    assert told([HARBOUR, HARBOUR, HARBOUR, other], "phone-shared-name") == []


def test_the_number_of_a_switchboard_is_left_alone() -> None:
    names = ["Harbour Families", "Oakley Mediation", "Tides Nursery", "Quayside Youth"]
    assert told([HARBOUR.replace("Harbour Families", name) for name in names], "phone-shared-name") == []


def test_names_alone_are_believed_only_where_one_is_seldom() -> None:
    one, other = (page.partition("\n\nEmail")[0] for page in (HARBOUR, OAKLEY))
    assert told([one, one, other], "phone-shared-name") == []
    assert told([one, one, one, other], "phone-shared-name") == [("/4", "020 7275 6036", None)]


def test_who_has_another_number_elsewhere_is_told_by_the_rule_about_that() -> None:
    own = OAKLEY.replace("6036", "6099")
    found = judged([HARBOUR, HARBOUR, HARBOUR, own, own, own, OAKLEY])
    assert [each.rule for each in found] == ["contact-inconsistent"]


@pytest.mark.parametrize("slip", ["harbourfamlies", "harbuorfamilies", "harbourrfamilies", "harbourfamilees"])
def test_a_site_one_slip_away_from_the_usual_one_is_told_with_the_right_address(slip: str) -> None:
    page = LINKING.replace("harbourfamilies", slip)
    assert told([*[LINKING] * 8, page], "link-near-miss") == [
        ("/9", "how to visit", "https://www.harbourfamilies.org.uk/visits")
    ]


def test_a_link_to_nearly_the_site_itself_is_told() -> None:
    page = "See https://www.exampel.gov.uk/permits"
    assert told([*["Permits"] * 8, page], "link-near-miss") == [
        ("/9", "https://www.exampel.gov.uk/permits", "https://www.example.gov.uk/permits")
    ]


@pytest.mark.parametrize(
    "other",
    [
        "https://www.harbourfamily.org.uk/visits",
        "https://www.harbourfamilies.org/visits",
        "https://www.harbourfamilies2.org.uk/visits",
        "https://shop.harbourfamilies.org.uk/visits",
    ],
)
def test_a_site_of_somebody_else_is_no_near_miss(other: str) -> None:
    page = LINKING.replace("https://www.harbourfamilies.org.uk/visits", other)
    assert told([*[LINKING] * 8, page], "link-near-miss") == []


def test_a_page_that_links_to_both_sites_knows_them_apart() -> None:
    both = LINKING.replace("</main>", '<p><a href="https://www.harbourfamlies.org.uk/">The others</a></p></main>')
    assert told([*[LINKING] * 8, both], "link-near-miss") == []


@pytest.mark.parametrize("others", [0, 500], ids=["few", "many"])
def test_the_quick_look_at_names_lets_every_slip_through_and_little_else(others: int) -> None:
    usual, letters = "badges@example.gov.uk", "abcdefghijklmnopqrstuvwxyz.@"
    shorter = {usual[:at] + usual[at + 1 :] for at in range(len(usual))}
    longer = {usual[:at] + letter + usual[at:] for at in range(len(usual) + 1) for letter in letters}
    slips = {*one_slip_away(usual, letters=letters), *shorter, *longer}
    apart = {"badges@example.org": 1, "parking@example.gov.uk": 1, "badge@sexample.gov": 1}
    often = {f"office{number}@example.gov.uk": 9 for number in range(others)}
    found = near({usual: 8, **often, **dict.fromkeys(slips, 2), **apart}, seldom=4)
    assert found == {key: {usual} for key in slips}


def test_writings_with_other_digits_or_as_many_pages_are_not_near() -> None:
    often = {"team.1@example.org": 8, "team.12@example.org": 12}
    rare = {"team.2@example.org": 2, "teams.12@example.org": 3, "tema.1@example.org": 2, "teem.1@example.org": 3}
    assert near(often | rare, seldom=4) == {
        "teams.12@example.org": {"team.12@example.org"},
        "tema.1@example.org": {"team.1@example.org"},
    }
    assert near({"team.a@example.org": 4, "team.b@example.org": 1}, seldom=4) == {}  # four pages are not often
    assert near({}, seldom=4) == {}
