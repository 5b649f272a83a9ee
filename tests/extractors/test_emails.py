"""Emails as people write them, and as they mistype them."""

from __future__ import annotations

import pytest

from checker.model.mentions import Kind
from tests.corpora.scores import looked_at

WIDE = "\N{FULLWIDTH LATIN SMALL LETTER H}elp"
"""Looks like help."""


def emails(words: str) -> list[tuple[str, str | None]]:
    return [(each.raw, each.value) for each in looked_at(words).inventory.of(Kind.EMAIL)]


@pytest.mark.parametrize(
    ("words", "raw", "value"),
    [
        ("Write to jo..reed@example.gov.uk today", "jo..reed@example.gov.uk", None),
        ("Write to jo.reed.@example.gov.uk today", "jo.reed.@example.gov.uk", None),
        ("Write to jo.reed@example..gov.uk today", "jo.reed@example..gov.uk", None),
        ("Questions? Write to us...help@example.gov.uk", "help@example.gov.uk", "help@example.gov.uk"),
        ("Tel/email@example.gov.uk", "email@example.gov.uk", "email@example.gov.uk"),
        ("Use `help@example.gov.uk`", "help@example.gov.uk", "help@example.gov.uk"),
        ("help@example.gov.uk..Please say who you are", "help@example.gov.uk", "help@example.gov.uk"),
        ("Scanner: scans@printer.local", "scans@printer.local", None),
        ("help@xn--0.uk", "help@xn--0.uk", None),
        (f"{WIDE}@example.gov.uk", f"{WIDE}@example.gov.uk", None),
    ],
)
def test_what_is_written_is_found_whole_and_has_a_value_only_if_mail_reaches_it(
    words: str, raw: str, value: str | None
) -> None:
    assert emails(words) == [(raw, value)]


@pytest.mark.parametrize(
    ("address", "rule", "right"),
    [
        ("jo..reed@example.gov.uk", "email-malformed", "jo.reed@example.gov.uk"),
        ("jo.reed.@example.gov.uk", "email-malformed", "jo.reed@example.gov.uk"),
        ("jo.reed@example..gov.uk", "email-malformed", "jo.reed@example.gov.uk"),
        (f"{WIDE}@example.gov.uk", "email-malformed", None),
        ("scans@printer.local", "email-unknown-ending", None),
        ("scans@in-addr.arpa", "email-unknown-ending", None),
    ],
)
def test_what_cannot_be_right_is_faulted_once(address: str, rule: str, right: str | None) -> None:
    problems = [each for each in looked_at(f"Email: {address}\n").problems if each.rule != "contact-single-channel"]
    assert [(each.rule, each.suggestion) for each in problems] == [(rule, right)]


@pytest.mark.parametrize(
    "words", ["http://jo.reed@example.gov.uk/", "www.example.org/jo@home.org", "https://a.org/b/c@d.org"]
)
def test_an_at_sign_in_a_web_address_is_no_email(words: str) -> None:
    assert emails(words) == []


def test_two_addresses_with_a_slash_between_are_two() -> None:
    assert [raw for raw, _ in emails("jo@example.org/help@example.gov.uk")] == ["jo@example.org", "help@example.gov.uk"]
