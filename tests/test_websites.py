"""Which website is a contact's own, and which is somebody else's."""

from __future__ import annotations

from datetime import date

import pytest

from checker import websites
from checker.model.mentions import Kind
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import study

PAGE = "https://www.harbourshire.gov.uk/local-offer/clubs"
PHONE = "Telephone: 0117 496 0701"


def own(*lines: str, kind: str = "text/plain") -> str | None:
    """Read a page with one contact, and give its own website."""
    source = Source(target="page", url=PAGE, body="\n\n".join(lines).encode(), content_type=kind)
    found = study(source, Settings(today=date(2026, 11, 23))).inventory
    (contact,) = found.contacts
    return websites.own(contact, tuple(websites.called_so(found)), PAGE)


@pytest.mark.parametrize(
    ("lines", "website"),
    [
        (("Saltmarsh Club", PHONE, "Website: www.saltmarsh-club.org.uk"), "https://www.saltmarsh-club.org.uk/"),
        (("The Saltmarsh Club Ltd", PHONE, "http://saltmarshclub.co.uk/index.html"), "http://saltmarshclub.co.uk/index.html"),
        (("Kids", PHONE, "https://www.kids.org.uk/contact-us/"), "https://www.kids.org.uk/contact-us/"),
        (("Advice on Clubs and Sailing (AOCAS)", PHONE, "www.aocas.org.uk"), "https://www.aocas.org.uk/"),
        (("Harbour Parents Forum", PHONE, "https://hpf.org.uk"), "https://hpf.org.uk/"),
        (("Who to contact", PHONE, "Email: jo@kids.org.uk", "www.kids.org.uk"), "https://www.kids.org.uk/"),
    ],
)  # fmt: skip
def test_a_home_page_tied_to_the_contact_is_its_own(lines: tuple[str, ...], website: str) -> None:
    assert own(*lines) == website


@pytest.mark.parametrize(
    "lines",
    [
        ("Saltmarsh Club", PHONE),
        ("Saltmarsh Club", PHONE, "https://www.saltmarsh-club.org.uk/clubs/friday"),  # deep in a website
        ("Saltmarsh Club", PHONE, "https://www.saltmarsh-club.org.uk/?club=7"),
        ("Saltmarsh Club", PHONE, "https://www.facebook.com/"),
        ("Saltmarsh Club", PHONE, "https://saltmarshclub.wordpress.com/"),
        ("Saltmarsh Team", PHONE, "Email: saltmarsh@nhs.uk", "https://www.saltmarsh.nhs.uk/"),
        ("Saltmarsh Team", PHONE, "https://www.saltmarsh.gov.uk/"),
        ("Harbourshire", PHONE, "https://www.harbourshire.gov.uk/contact"),
        ("Plans team", PHONE, "Email: plans@harbourshire.gov.uk", "www.ipsea.org.uk"),  # somebody who may help too
        ("Plans team", PHONE, "www.ipsea.org.uk"),
        ("Autism Hub", PHONE, "www.autism.org.uk"),
        ("Kids", PHONE, "www.kids.org.uk", "www.saltmarsh-club.org.uk"),  # two: whose number is it?
    ],
)
def test_what_may_be_somebody_else_s_is_not(lines: tuple[str, ...]) -> None:
    assert own(*lines) is None


@pytest.mark.parametrize(
    ("link", "website"),
    [
        ("<p><a href='https://www.kids.org.uk/'>Visit their website</a></p>", "https://www.kids.org.uk/"),
        ("<p>Website: <a href='https://www.kids.org.uk/'>Kids</a></p>", "https://www.kids.org.uk/"),
        ("<p>Web: <a href='https://www.kids.org.uk/'>Kids</a></p>", "https://www.kids.org.uk/"),
        ("<p><a href='https://www.kids.org.uk/'>More about sleep</a></p>", None),
        ("<h2>Others</h2><p><a href='https://www.kids.org.uk/'>Their website</a></p>", None),
        ("<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p><a href='https://www.kids.org.uk/'>Website</a></p>", None),
        ("<p><a href='https://www.ipsea.org.uk/'>IPSEA's website</a></p>", None),
        ("<p><a href='https://kids.org.uk/'>Website</a> <a href='https://x.org.uk/'>Website</a></p>", None),
    ],
)
def test_a_link_near_by_that_says_website_is_shown(link: str, website: str | None) -> None:
    page = f"<main><h1>Clubs</h1><h2>Kids</h2><p>{PHONE}</p>{link}</main>"
    assert own(page, kind="text/html") == website


def test_numbers_that_cannot_be_compared_are_no_claims() -> None:
    lines = ("Kids", PHONE, "Fax: 0117 496 0702", "In danger: 999", "Email: INFO@Kids.org.uk", "www.kids.org.uk")
    source = Source(target="page", url=PAGE, body="\n".join(lines).encode(), content_type="text/plain")
    found = study(source, Settings(today=date(2026, 11, 23))).inventory
    assert {(each.kind, each.value) for each in websites.claims(found, PAGE)} == {
        (Kind.PHONE, "+441174960701"),
        (Kind.EMAIL, "info@kids.org.uk"),
    }
