from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def quotes(body: str) -> list[str]:
    kind = "html" if body.startswith("<") else "text"
    settings = Settings(today=date(2026, 11, 23), reader=kind, only=("contact-missing",))
    return [each.place.quote for each in examine(Source(target="page", body=body.encode()), settings).problems]


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        ("Permits\n\nIf it is lost, call us at once. Then ring us again.", "call us"),
        ("<main><h1>Permits</h1><p>Email us.</p><p><a href='/x'>Prices</a></p></main>", "Email us"),
    ],
)
def test_a_page_that_asks_and_does_not_say_how(page: str, quote: str) -> None:
    assert quotes(page) == [quote]


@pytest.mark.parametrize(
    "page",
    [
        "Permits\n\nCall us on 020 7275 6036.",
        "Permits\n\nContact us: permits@example.gov.uk",
        "Permits\n\nWrite to us at 1 High Street, London E8 1EA.",
        "Permits\n\nContact us through www.example.gov.uk",
        "<main><p>Contact us.</p></main><footer><a href='/contact'>Contact the council</a></footer>",
        "<main><p>Contact us.</p><form action='/send'><input></form></main>",
        "<nav><p>Contact us</p></nav><main><p>Prices</p></main>",
        "Permits\n\nThey will contact you.",
    ],
)
def test_a_page_that_says_how_or_does_not_ask(page: str) -> None:
    assert quotes(page) == []
