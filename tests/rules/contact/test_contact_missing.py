from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine

WORDS = "A sitter stays awake in your house, so that you need not, one night a month for a whole year."
FOOT = "<footer><a href='/contact'>Contact the council</a></footer>"


def quotes(body: str) -> list[str]:
    kind = "html" if body.startswith("<") else "text"
    settings = Settings(today=date(2026, 11, 23), reader=kind, only=("contact-missing",))
    return [each.place.quote for each in examine(Source(target="page", body=body.encode()), settings).problems]


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        ("Permits\n\nIf it is lost, call us at once. Then ring us again.", "call us"),
        ("<main><h1>Permits</h1><p>Email us.</p><p><a href='/x'>Prices</a></p></main>", "Email us"),
        ("<main><h1>Contact us</h1><p>We are glad to hear from you.</p></main>", "Contact us"),
        (f"<main><h1>How to contact the boat house</h1><p>{WORDS}</p></main>{FOOT}", "How to contact the boat house"),
        (f"<main><h1>Mooring Night Sitting Service</h1><p>{WORDS}</p></main>{FOOT}", "Mooring Night Sitting Service"),
        (f"<main><h1>The Saltmarsh and Quay Team</h1><p>{WORDS}</p></main>", "The Saltmarsh and Quay Team"),
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
        "<main><h1>Contact us</h1><p><a href='/housing'>Housing</a> <a href='/schools'>Schools</a></p></main>",
        f"<main><h1>Contact details</h1><p>{WORDS}</p></main><footer>Ring 020 7275 6036</footer>",
        f"<main><h1>Contact with both parents</h1><p>{WORDS}</p></main>{FOOT}",
        f"<main><h1>Contact</h1><p>{WORDS}</p></main>{FOOT}",
        f"<main><h1>Mooring Sitting Service</h1><p>{WORDS} <a href='/x'>How to begin</a></p></main>{FOOT}",
        f"<main><h1>Mooring Sitting Service</h1><p>{WORDS} Your school will refer you.</p></main>{FOOT}",
        f"<main><h1>Mooring Sitting Service</h1><p>{WORDS} It closed in July.</p></main>{FOOT}",
        f"<main><h1>How our service is paid for</h1><p>{WORDS}</p></main>{FOOT}",
        "<main><h1>Mooring Sitting Service</h1><p>Two sitters.</p></main>",
    ],
)
def test_a_page_that_says_how_or_does_not_ask(page: str) -> None:
    assert quotes(page) == []
