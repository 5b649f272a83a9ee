"""Wrappers are taken off offline, and nothing a page holds makes that fail or take long."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.wrappers import asked, discreet, unwrap

CLEAN = "https://www.example.org.uk/send/guide?part=1&page=2"
SAFE = (
    f"https://eur03.safelinks.protection.outlook.com/?url={quote(CLEAN, safe='')}"
    "&data=05%7C01%7Cjo.roe%40example.gov.uk%7C0&reserved=0"
)


def coded(letters: str) -> str:
    return urlsafe_b64encode(letters.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("wrapped", "maker", "clean"),
    [
        (SAFE, "Outlook Safe Links", CLEAN),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org.uk_send_guide-3Fpart-3D1-26page-3D2&d=DwMF",
            "Proofpoint",
            CLEAN,
        ),
        (f"https://urldefense.com/v3/__{CLEAN}__;!!abc!xyz$", "Proofpoint", CLEAN),
        (
            f"https://urldefense.com/v3/__https://www.example.org.uk/a*b**Ac*__;{coded('é£$#')}!!abc$",
            "Proofpoint",
            "https://www.example.org.uk/a%C3%A9b%C2%A3$c#",
        ),
        ("https://urldefense.com/v3/__https:/www.example.org.uk/x__;!!abc$", "Proofpoint", "https://www.example.org.uk/x"),
        (f"https://www.google.com/url?sa=t&url={quote(CLEAN, safe='')}&usg=abc", "Google", CLEAN),
        (f"https://www.google.co.uk/url?q={quote(CLEAN, safe='')}&sa=D", "Google", CLEAN),
        (f"https://l.facebook.com/l.php?u={quote(CLEAN, safe='')}&h=AT0", "Facebook", CLEAN),
        ("https://www-example-org-uk.cdn.ampproject.org/c/s/www.example.org.uk/a?b=1", "Google AMP", "https://www.example.org.uk/a?b=1"),
        ("https://www.google.com/amp/s/www.example.org.uk/a", "Google AMP", "https://www.example.org.uk/a"),
        ("https://protect-eu.mimecast.com/s/AbCdEf?domain=example.org.uk", "Mimecast", None),
        ("https://example.us1.list-manage.com/track/click?u=1&id=2&e=3", "Mailchimp", None),
    ],
)  # fmt: skip
def test_what_lies_within_is_given(wrapped: str, maker: str, clean: str | None) -> None:
    found = unwrap(wrapped)
    assert found is not None
    assert (found.maker, found.address) == (maker, clean)


@pytest.mark.parametrize(
    "address",
    [
        CLEAN,
        "https://www.google.com/maps/place/Hackney",
        "https://www.google.com/search?q=https://www.example.org.uk",
        "https://www.facebook.com/hackneycouncil",
        "https://www.mimecast.com/products/",
        "https://safelinks.protection.outlook.com.example.org/?url=https://www.example.org.uk",
        "https://www.example.org.uk/?from=urldefense.com",
        "mailto:help@urldefense.com",
        "/url?q=https://www.google.com/",
        "",
    ],
)
def test_other_addresses_have_no_wrapper(address: str) -> None:
    assert unwrap(address) is None


def test_the_wrapper_is_never_asked() -> None:
    assert asked(SAFE) == CLEAN
    assert asked("https://protect-eu.mimecast.com/s/AbCdEf") is None
    assert asked(CLEAN + "#top") == CLEAN
    assert asked("mailto:a@example.org") is None


def test_wrappers_within_wrappers_are_all_taken_off() -> None:
    twice = f"https://www.google.com/url?q={quote(SAFE, safe='')}"
    found = unwrap(twice)
    assert found is not None
    assert (found.maker, found.address, found.mail, found.names_reader) == ("Google", CLEAN, False, True)


def test_nobody_is_named() -> None:
    found = unwrap(SAFE)
    assert found is not None
    assert found.names_reader
    assert "jo.roe" not in repr(found)


@pytest.mark.parametrize(
    "address",
    [
        "https://eur03.safelinks.protection.outlook.com/",
        "https://eur03.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
        "https://eur03.safelinks.protection.outlook.com/?url=file%3A%2F%2F%2Fetc%2Fpasswd",
        "https://eur03.safelinks.protection.outlook.com/?url=%FF%FE",
        "https://urldefense.com/v3/__https://www.example.org/a*b__;!!!!not-base64!$",
        "https://urldefense.com/v3/__https://www.example.org/",
        "https://urldefense.com/v3/__/***__;/w=!$",
        "https://www.google.com/url?q=/local/path",
        "https://x.cdn.ampproject.org/c/s/",
    ],
)
def test_what_leads_to_no_web_address_is_not_followed(address: str) -> None:
    found = unwrap(address)
    assert found is None or found.address is None or found.address.startswith(("http://", "https://"))
    assert asked(address) is None or "www.example.org" in (asked(address) or "")


def test_a_wrapper_round_itself_ends() -> None:
    address = "https://www.example.org/"
    for _ in range(8):
        address = f"https://www.google.com/url?q={quote(address, safe='')}"
    found = unwrap(address)
    assert found is not None


@pytest.mark.parametrize("filling", ["*", "**A", "__;", "&url=", "%25", "-", "@"])
def test_time_is_linear_in_the_address(filling: str) -> None:
    begun = time.process_time()
    for start in ("https://urldefense.com/v3/__https://x.org/", "https://a.safelinks.protection.outlook.com/?url="):
        unwrap(start + filling * 20_000)
    assert time.process_time() - begun < 1


@given(st.text(max_size=60), st.sampled_from(["https://urldefense.com/v3/__", "https://www.google.com/url?q=", SAFE]))
def test_nothing_makes_it_raise(words: str, start: str) -> None:
    found = unwrap(start + words)
    assert found is None or found.address is None or found.address.startswith(("http://", "https://"))


READER = "jo.roe"
HIDDEN = [
    SAFE,
    SAFE.replace("&", "&amp;") + "&amp;sdata=abc",
    SAFE.replace("%40", "@"),
    f"See {SAFE} and {SAFE}.",
    SAFE.partition("outlook.com/")[2],
    f"{SAFE.partition('data=')[2].partition('&')[0]}&sdata=abc%3D&reserved=0",
    f"https://urldefense.com/v1/url?u={quote(SAFE, safe='')}&d=1",
    f"https://eur01.safelinks.protection.outlook.com/?url={quote(quote(SAFE, safe=''), safe='')}&data=05",
    "https://urldefense.proofpoint.com/v2/url?u=" + quote(SAFE, safe="").replace("%", "-").replace("/", "_"),
]


@pytest.mark.parametrize("words", HIDDEN)
def test_the_mailbox_a_link_was_copied_from_is_not_shown(words: str) -> None:
    shown = discreet(words)
    assert READER in words
    assert READER not in shown
    assert "example.gov.uk%7C" not in shown
    assert shown.count("reserved") == words.count("reserved")


@pytest.mark.parametrize(
    "words",
    [
        CLEAN,
        f"{CLEAN}&data=12",
        "Send your data to hello@example.gov.uk",
        "https://a.example/?data=5&to=hello@b.example",
    ],
)
def test_other_words_are_shown_as_they_are(words: str) -> None:
    assert discreet(words) == words


@pytest.mark.parametrize("part", ["data=", "data=@", "%26data%3D", "a&sdata=", "@&", "data=%25", "data=-25"])
def test_looking_for_mailboxes_takes_linear_time(part: str) -> None:
    begun = time.process_time()
    discreet(part * 100_000)
    assert time.process_time() - begun < 1
