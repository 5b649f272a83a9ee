"""The page it all began with, read and judged through the public door."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from checker.model.mentions import Kind, Role
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine
from tests.shared import shared

if TYPE_CHECKING:
    from checker.model.runs import PageResult


@pytest.fixture(scope="module", params=["send-mediation.txt", "send-mediation.html"])
def page(request: pytest.FixtureRequest) -> PageResult:
    path = shared("seed") / request.param
    result = examine(Source(target=path.name, body=path.read_bytes()), Settings(today=date(2026, 11, 23)))
    assert result.unchecked == ()
    return result


def test_its_phones(page: PageResult) -> None:
    assert [(m.raw, m.value, m.label) for m in page.inventory.of(Kind.PHONE)] == [
        ("020 7275 6036", "+442072756036", "Advice Line"),
        ("07500 066 513", "+447500066513", "Service Coordinator"),
        ("0800 064 44 88", "+448000644488", "Phone"),
        ("0208 441 1355", "+442084411355", "Phone"),
    ]


def test_its_emails_and_addresses(page: PageResult) -> None:
    assert [m.value for m in page.inventory.of(Kind.EMAIL)] == ["sendiags@hackney.gov.uk", "sen@globalmediation.co.uk"]
    shown = [(m.raw, m.value) for m in page.inventory.of(Kind.LINK) if m.role is Role.TEXT]
    assert shown == [
        ("www.hackneysendiags.co.uk", "https://www.hackneysendiags.co.uk/"),
        ("www.globalmediation.co.uk", "https://www.globalmediation.co.uk/"),
    ]


def test_its_dates(page: PageResult) -> None:
    assert [(m.raw, m.value, m.role) for m in page.inventory.of(Kind.DATE)] == [
        ("April 2021", "2021-04", Role.AS_OF),
        ("03/06/21", "2021-06-03", Role.MODIFIED),
        ("29/08/2023", "2023-08-29", Role.MODIFIED),
    ]
    updated = page.inventory.updated
    assert updated is not None
    assert (updated.date, updated.origin, updated.raw) == ("2023-08-29", "stamp", "29/08/2023")


def test_its_contacts(page: PageResult) -> None:
    contacts = [
        (c.name, [m.raw for m in c.phones], [m.raw for m in c.emails], [m.raw for m in c.links])
        for c in page.inventory.contacts
    ]
    assert contacts == [
        (
            "SENDIAGS (SEND Information, Advice and Guidance Service)",
            ["020 7275 6036", "07500 066 513"],
            ["sendiags@hackney.gov.uk"],
            ["www.hackneysendiags.co.uk"],
        ),
        (
            "Global Mediation",
            ["0800 064 44 88", "0208 441 1355"],
            ["sen@globalmediation.co.uk"],
            ["www.globalmediation.co.uk"],
        ),
    ]


def test_its_problems(page: PageResult) -> None:
    found = {(problem.rule, problem.place.quote) for problem in page.problems}
    expected = {
        ("phone-area-code-split", "0208 441 1355"),
        ("phone-mobile-of-person", "07500 066 513"),
        ("date-conflict", "Page last modified 03/06/21"),
        ("page-not-reviewed", "Page last modified: 29/08/2023"),
        ("content-dated-claim", "as of April 2021"),
        ("link-plain-text-address", "www.hackneysendiags.co.uk"),
        ("link-plain-text-address", "www.globalmediation.co.uk"),
    }
    if page.target.endswith(".html"):
        expected.add(("link-words", "here"))
    assert expected <= found
    assert not any("0800 064" in quote for _, quote in found)
    split = next(problem for problem in page.problems if problem.rule == "phone-area-code-split")
    assert split.suggestion == "020 8441 1355"


def test_every_problem_can_be_sent_as_data(page: PageResult) -> None:
    assert json.loads(json.dumps([problem.message for problem in page.problems]))
