"""Rules about where links lead and what they say."""

from __future__ import annotations

from datetime import date
from html import escape
from urllib.parse import quote

import pytest

from checker.model.pages import Source
from checker.model.problems import Problem, Severity
from checker.model.rules import Settings
from checker.pipeline import examine


def judged(body: str, rule: str, *, url: str = "https://www.example.gov.uk/advice/page") -> list[Problem]:
    kind = "html" if body.startswith("<") else "text"
    settings = Settings(today=date(2026, 11, 23), reader=kind, only=(rule,))
    return list(examine(Source(target="page", body=body.encode(), url=url), settings).problems)


def link(href: str, words: str = "our guide") -> str:
    return f'<p>See <a href="{escape(href)}">{words}</a> today.</p>'


def test_an_address_that_is_a_link_elsewhere_in_the_sentence_is_fine() -> None:
    beside = '<p><a href="https://example.org.uk/guide">Our guide</a> (www.example.org.uk)</p>'
    assert judged(beside, "link-plain-text-address") == []
    apart = '<p><a href="https://example.net/guide">Our guide</a> (www.example.org.uk)</p>'
    assert [problem.place.quote for problem in judged(apart, "link-plain-text-address")] == ["www.example.org.uk"]


def test_a_mistyped_address_is_not_also_called_unlinked() -> None:
    assert judged("See http//www.example.org/x for more", "link-plain-text-address") == []


@pytest.mark.parametrize("words", ["here", "Click here", "Read more...", "HERE.", "this link", "Find out more »"])
def test_words_that_say_nothing(words: str) -> None:
    assert [problem.place.quote for problem in judged(link("/x", words), "link-words")] == [words]


@pytest.mark.parametrize("words", ["More about permits", "here to help", "Read more about permits", "Linked services"])
def test_words_that_say_where_they_lead(words: str) -> None:
    assert judged(link("/x", words), "link-words") == []


def test_the_sites_own_menu_is_not_judged_by_its_words() -> None:
    assert judged('<nav><a href="/x">More</a></nav><main><p>Hello</p></main>', "link-words") == []


def test_a_mail_wrapper_gives_the_clean_address_and_names_nobody() -> None:
    clean = "https://www.example.org.uk/a?b=1"
    scanner = "https://eur03.safelinks.protection.outlook.com"
    wrapped = f"{scanner}/?url={quote(clean, safe='')}&data=05%7Cjo.roe%40example.gov.uk"
    found = judged(link(wrapped), "link-email-wrapper")
    assert [problem.suggestion for problem in found] == [clean]
    assert "email address" in found[0].message
    assert "jo.roe" not in repr((found[0].message, found[0].fix, found[0].suggestion, found[0].evidence))


def test_a_wrapper_nobody_can_open_says_what_to_do() -> None:
    found = judged(link("https://protect-eu.mimecast.com/s/AbC"), "link-email-wrapper")
    assert [(problem.suggestion, problem.fix.startswith("Open the link")) for problem in found] == [(None, True)]


@pytest.mark.parametrize("href", ["https://www.google.com/maps/place/x", "https://www.facebook.com/x", "/url?q=x"])
def test_a_page_at_google_or_facebook_is_no_detour(href: str) -> None:
    assert judged(link(href), "link-search-wrapper") == []


@pytest.mark.parametrize(
    ("href", "severity"),
    [
        ("https://bit.ly/3abc", Severity.UNTIDY),
        ("https://goo.gl/abc", Severity.DOUBTFUL),
        ("https://tinyurl.com/", None),
        ("https://forms.gle/abc", None),
        ("https://maps.app.goo.gl/abc", None),
        ("https://example.org/bit.ly/3abc", None),
    ],
)
def test_short_links(href: str, severity: Severity | None) -> None:
    assert [problem.severity for problem in judged(link(href), "link-shortener")] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("href", "clean"),
    [
        ("https://a.example.org/x.page;jsessionid=608C?id=B0", "https://a.example.org/x.page?id=B0"),
        ("https://a.example.org/x?PHPSESSID=abc123&id=1", "https://a.example.org/x?id=1"),
        ("https://a.example.org/x?id=1&phpsessid=abc123", "https://a.example.org/x?id=1"),
        ("https://a.example.org/(S(abcdefghij0123456789ab))/x", "https://a.example.org/x"),
    ],
)
def test_the_number_of_a_visit_is_taken_out(href: str, clean: str) -> None:
    assert [problem.suggestion for problem in judged(link(href), "link-session-id")] == [clean]


@pytest.mark.parametrize(
    "href",
    [
        "x.page;jsessionid=608C?id=1",
        "https://www.example.gov.uk/x.page;jsessionid=608C?id=1",
        "http://example.gov.uk/x.page;jsessionid=608C?id=1",
        "https://a.example.org/x?sid=12&session=autumn&sessionid=0",
    ],
)
def test_what_the_site_adds_to_its_own_links_is_not_the_editors(href: str) -> None:
    assert judged(link(href), "link-session-id") == []


@pytest.mark.parametrize(
    ("href", "clean"),
    [
        ("https://example.org/x?utm_source=a&utm_medium=b", "https://example.org/x"),
        ("https://example.org/x?id=1&utm_source=a#part", "https://example.org/x?id=1#part"),
        ("https://example.org/x?fbclid=a&id=1", "https://example.org/x?id=1"),
        ("https://example.org/x?a=1&gclid=z&b=2", "https://example.org/x?a=1&b=2"),
    ],
)
def test_tracking_marks_are_taken_out_and_the_rest_is_kept(href: str, clean: str) -> None:
    assert [problem.suggestion for problem in judged(link(href), "link-tracking")] == [clean]


def test_other_parts_of_a_query_are_no_tracking() -> None:
    assert judged(link("https://example.org/x?source=a&utm=b&id=utm_source"), "link-tracking") == []


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("https://www.example.org.uk/guide", "www.example.org.uk"),
        ("https://shop.example.org.uk/guide", "https://www.example.org.uk"),
        ("http://www.gov.uk/pip", "gov.uk/pip"),
        ("mailto:help@example.net", "www.example.org.uk"),
        ("https://www.google.com/url?q=https://www.example.org.uk/", "www.example.org.uk"),
        ("https://www.example.net/", "Our guide"),
        ("/review/example.org.uk", "www.example.org.uk"),
        ("https://t.co/abc", "www.example.org.uk"),
        ("https://web.archive.org/web/2016/http://www.example.org.uk/", "www.example.org.uk"),
    ],
)
def test_words_and_link_may_differ_within_a_site(href: str, words: str) -> None:
    assert judged(link(href, words), "link-text-address-differs") == []


def test_words_and_link_of_two_sites_differ() -> None:
    found = judged(link("https://www.example.net/", "www.example.org.uk"), "link-text-address-differs")
    assert [problem.message for problem in found] == [
        "The page shows www.example.org.uk but the link leads to www.example.net."
    ]


@pytest.mark.parametrize(
    ("href", "severity"),
    [
        ("https://helpdesk:tulip@www.example.org/x", Severity.WRONG),
        ("https://helpdesk@www.example.org/x", Severity.DOUBTFUL),
        ("https://www.example.org/@helpdesk", None),
        ("https://www.example.org/x?mail=a@b.org", None),
    ],
)
def test_sign_in_names_in_addresses(href: str, severity: Severity | None) -> None:
    found = judged(link(href), "link-credentials")
    assert [problem.severity for problem in found] == ([severity] if severity else [])
    assert all("tulip" not in f"{problem.message}{problem.suggestion}" for problem in found)


@pytest.mark.parametrize(
    ("host", "faulted"),
    [
        ("www.h\N{CYRILLIC SMALL LETTER A}rbour.org", True),
        ("\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER ER}\N{CYRILLIC SMALL LETTER IE}.org", True),
        ("bücher.example.org", False),
        ("www.llanfairpwllgwyngyll-\N{LATIN SMALL LETTER W WITH CIRCUMFLEX}.org", False),
        ("\N{GREEK SMALL LETTER PI}\N{GREEK SMALL LETTER LAMDA}.org", False),
        ("xn--\N{DIGIT ONE}.org", False),
    ],
)
def test_letters_of_another_alphabet(host: str, faulted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(judged(link(f"https://{host}/"), "link-lookalike")) is faulted
