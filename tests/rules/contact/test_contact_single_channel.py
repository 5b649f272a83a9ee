from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine


def quotes(words: str, kind: str = "text") -> list[str]:
    settings = Settings(today=date(2026, 11, 23), reader=kind, only=("contact-single-channel",))
    return [each.place.quote for each in examine(Source(target="page", body=words.encode()), settings).problems]


def test_an_email_alone_is_told_once() -> None:
    assert quotes("Help\n\nEmail a@example.gov.uk or b@example.gov.uk") == ["a@example.gov.uk"]


@pytest.mark.parametrize(
    "words",
    [
        "Help\n\nEmail a@example.gov.uk or ring 111",
        "Help\n\nEmail a@example.gov.uk\n\n4 Foundry Walk, London E8 1EA",
        "Help\n\nRing 020 7275 6036",
        "Help\n\nNothing else",
        "Help\n\nEmail a@example.gov.uk or see www.example.gov.uk/help",
        "Help\n\nIf you need this document in a more accessible format, email a@example.gov.uk",
    ],
)
def test_another_way_is_enough(words: str) -> None:
    assert quotes(words) == []


def test_a_phone_in_the_footer_is_a_way_and_an_email_there_is_not_the_pages() -> None:
    page = "<main><h1>Help</h1><p>{}</p></main><footer><p>{}</p></footer>"
    assert quotes(page.format("a@example.gov.uk", "Ring 020 7275 6036"), "html") == []
    assert quotes(page.format("Come in", "web@example.gov.uk"), "html") == []


def test_what_every_page_leads_to_is_no_way_to_those_this_page_is_about() -> None:
    page = "<header><a href='/contact'>Contact us</a></header><main><h1>Help</h1><p>a@example.gov.uk</p></main>"
    assert quotes(page, "html") == ["a@example.gov.uk"]
    assert quotes(page.replace("</main>", "<a href='/contact'>Contact us</a></main>"), "html") == []
