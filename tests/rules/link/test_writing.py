"""How addresses are written: what is wrong with each, and what was meant. One slip is one problem."""

from __future__ import annotations

import time
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import examine

if TYPE_CHECKING:
    from checker.model.problems import Problem

ABOUT_WRITING = (
    "link-malformed",
    "link-missing-scheme",
    "link-stray-characters",
    "link-not-public",
    "link-script-or-empty",
)


def linked(
    href: str, *, words: str = "our guide", url: str = "https://www.example.gov.uk/advice/page"
) -> list[Problem]:
    body = f'<main><h1>Help</h1><p>See <a href="{escape(href)}">{words}</a> today.</p></main>'
    settings = Settings(today=date(2026, 11, 23), reader="html", skip=("page", "content", "contact"))
    return list(examine(Source(target="page", body=body.encode(), url=url), settings).problems)


def written(words: str) -> list[tuple[str, str, str | None]]:
    settings = Settings(today=date(2026, 11, 23), reader="text", only=ABOUT_WRITING)
    problems = examine(Source(target="page", body=words.encode()), settings).problems
    return [(problem.rule, problem.place.quote, problem.suggestion) for problem in problems]


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("http://http://www.example.org/x", "http://www.example.org/x"),
        ("https://https//www.example.org", "https://www.example.org"),
        ("http//www.example.org", "http://www.example.org"),
        ("http:/www.example.org/a", "http://www.example.org/a"),
        ("https:www.example.org/a", "https://www.example.org/a"),
        ("https:\\\\www.example.org\\x", "https://www.example.org/x"),
        ("htttps://www.example.org", "https://www.example.org"),
        ("ttp://www.example.org", "http://www.example.org"),
        ("http;//www.example.org", "http://www.example.org"),
        ("https://www,example.org", "https://www.example.org"),
        ("https://www..example.org/x", "https://www.example.org/x"),
        ("https://www.exam ple.org/x", "https://www.example.org/x"),
        ("https://wwww.example.org", "https://www.example.org"),
        ("https://wwwexample.org/x", "https://www.example.org/x"),
        ("https://www.example.govuk/x", "https://www.example.gov.uk/x"),
        ("https://example.gov.ukk", "https://example.gov.uk"),
        ("www,example.org/x", "https://www.example.org/x"),
        ("“https://www.example.org/x”", "https://www.example.org/x"),
        ("%20https://www.example.org/x", "https://www.example.org/x"),
        ("https://www.example.orghttps://www.example.net/", None),
        ("https://www.example.org:99999/", None),
        ("https://www.example.qqq/", None),
    ],
)
def test_a_mistyped_address_is_one_problem(href: str, meant: str | None) -> None:
    found = linked(href)
    assert [(problem.rule, problem.suggestion) for problem in found] == [("link-malformed", meant)]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.example.org/x",
        "HTTP://WWW.EXAMPLE.ORG/x",
        "//www.example.org/x",
        "/advice/page",
        "advice.page?id=5UlEpXIMM8M",
        "page.html",
        "letter.md",
        "http/",
        "https-guide",
        "?page=2",
        "#help",
        "#top",
        "https://www.example.org/a_(b)",
        "https://en.wikipedia.org/wiki/Apple_Inc.",
        "https://scholar.example.org/?q=Report+2014.",
        "https://www.example.org/x#:~:text=the%20end.",
        "https://www.example.org/my file.pdf",
        "https://web.archive.org/web/2020/https://www.example.org/",
        "https://www2.example.org/",
        "https://wwwapps.example.org/",
        "https://www.gov.uk/",
        "https://8.8.8.8/",
        "https://bücher.example.org/",
        "https://www.council.example/page",
        "ftp://ftp.example.org/x",
        "https://test.example.org/",
    ],
)
def test_a_sound_address_is_left_alone(href: str) -> None:
    assert linked(href) == []


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("www.example.org/x", "https://www.example.org/x"),
        ("/www.example.org", "https://www.example.org"),
        ("example.org.uk/x", "https://example.org.uk/x"),
        ("www.example.org/x).", "https://www.example.org/x"),
    ],
)
def test_an_address_without_scheme_is_one_problem(href: str, meant: str) -> None:
    assert [(problem.rule, problem.suggestion) for problem in linked(href)] == [("link-missing-scheme", meant)]


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("https://www.example.org/x.", "https://www.example.org/x"),
        ("https://www.example.org/x).", "https://www.example.org/x"),
        ("https://www.example.org,", "https://www.example.org"),
        ("https://www.example.org/x%20", "https://www.example.org/x"),
        ("https://www.example.org/x\N{NO-BREAK SPACE}", "https://www.example.org/x"),
        ("https://www.exa\N{ZERO WIDTH SPACE}mple.org/x", "https://www.example.org/x"),
        ("https://www.example.org/x%E2%80%8B", "https://www.example.org/x"),
    ],
)
def test_a_stray_mark_is_one_problem(href: str, meant: str) -> None:
    assert [(problem.rule, problem.suggestion) for problem in linked(href)] == [("link-stray-characters", meant)]


@pytest.mark.parametrize(
    "href",
    [
        "file:///C:/Users/jo/permit.docx",
        "\\\\server\\share\\permit.docx",
        "S:\\Families\\permit.docx",
        "http://intranet/permits",
        "http://hub.council.local/",
        "http://localhost:8080/",
        "http://192.168.1.20/permits",
        "http://0x7f.1/",
        "http://[fe80::1]/",
        "https://staging.example.gov.uk/permits",
        "https://www-uat.example.gov.uk/permits",
    ],
)
def test_what_only_staff_can_open_is_one_problem(href: str) -> None:
    assert [problem.rule for problem in linked(href)] == ["link-not-public"]


def test_a_page_read_from_inside_may_link_to_its_own_site() -> None:
    assert linked("http://intranet/permits", url="http://intranet/help") == []


@pytest.mark.parametrize("href", ["", "#", "javascript:void(0)"])
def test_a_link_that_was_never_filled_in(href: str) -> None:
    assert [problem.rule for problem in linked(href)] == ["link-script-or-empty"]


def test_a_link_that_stands_alone_is_a_button() -> None:
    body = "<main><ul><li><a href='#'>Permits</a></li></ul><p><a href='javascript:void(0)'>Tools</a></p></main>"
    settings = Settings(today=date(2026, 11, 23), reader="html", only=ABOUT_WRITING)
    assert examine(Source(target="page", body=body.encode()), settings).problems == ()


@pytest.mark.parametrize(
    ("href", "words"), [("#", "Back to top"), ("javascript:window.print()", "a copy"), ("#", "Show more"), ("#", "")]
)
def test_controls_lead_nowhere_and_may(href: str, words: str) -> None:
    assert linked(href, words=words) == []


def test_an_address_in_text_needs_no_scheme_and_keeps_its_full_stop() -> None:
    assert written("See www.example.org. Or https://www.example.org/x, or example.org.uk/x).") == []


@pytest.mark.parametrize(
    ("words", "quote", "meant"),
    [
        ("See http//www.example.org/x for more", "http//www.example.org/x", "http://www.example.org/x"),
        ("See www,example.org for more", "www,example.org", "https://www.example.org"),
        ("Go to www.example.org/ contact. Then wait.", "www.example.org/ contact", "www.example.org/contact"),
        ("Go to https://www.example.org/order....", "https://www.example.org/order....", None),
    ],
)
def test_a_mistyped_address_in_text(words: str, quote: str, meant: str | None) -> None:
    assert written(words) == [("link-malformed", quote, meant)]


@pytest.mark.parametrize(
    "href", ["https://www.example.org/" + ")" * 4000, "http" * 2000, "https://" + "a." * 1900, "h" * 4000, "%20" * 1300]
)
def test_time_is_linear_in_the_address(href: str) -> None:
    begun = time.process_time()
    linked(href)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("href", ["https://", "http://", "HTTPS:", "http:///", "https:// ", "//", "//////"])
def test_a_beginning_without_an_address_is_mistyped(href: str) -> None:
    assert [problem.rule for problem in linked(href)] == ["link-malformed"]
