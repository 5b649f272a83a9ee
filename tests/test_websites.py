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


def own(*lines: str) -> str | None:
    """Read a page with one contact, and give its own website."""
    source = Source(target="page", url=PAGE, body="\n\n".join(lines).encode(), content_type="text/plain")
    studied = study(source, Settings(today=date(2026, 11, 23)))
    (contact,) = studied.inventory.contacts
    return websites.own(contact, PAGE)


@pytest.mark.parametrize(
    ("lines", "website"),
    [
        (("Saltmarsh Club", PHONE, "Website: www.saltmarsh-club.org.uk"), "https://www.saltmarsh-club.org.uk/"),
        (("The Saltmarsh Club Ltd", PHONE, "http://saltmarshclub.co.uk/index.html"), "http://saltmarshclub.co.uk/index.html"),
        (("Kids", PHONE, "https://www.kids.org.uk/contact-us/"), "https://www.kids.org.uk/contact-us/"),
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


def test_numbers_that_cannot_be_compared_are_no_claims() -> None:
    lines = ("Kids", PHONE, "Fax: 0117 496 0702", "In danger: 999", "Email: INFO@Kids.org.uk", "www.kids.org.uk")
    source = Source(target="page", url=PAGE, body="\n".join(lines).encode(), content_type="text/plain")
    contacts = study(source, Settings(today=date(2026, 11, 23))).inventory.contacts
    assert {(each.kind, each.value) for each in websites.claims(contacts, PAGE)} == {
        (Kind.PHONE, "+441174960701"),
        (Kind.EMAIL, "info@kids.org.uk"),
    }
