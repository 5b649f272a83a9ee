"""Rules about emails: what fires, what must not, and that one slip is one problem."""

from __future__ import annotations

import time
from datetime import date
from html import escape

import pytest

from checker.model.pages import Source
from checker.model.problems import Problem, Severity
from checker.model.rules import Settings
from checker.pipeline import examine

PAGE = "https://www.hackney.gov.uk/advice/page"


def judged(body: str, *only: str) -> list[Problem]:
    kind = "html" if body.startswith("<") else "text"
    settings = Settings(today=date(2026, 11, 23), reader=kind, only=only or ("email",))
    result = examine(Source(target="page", body=body.encode(), url=PAGE), settings)
    assert result.unchecked == ()
    return list(result.problems)


def rules_of(body: str, *only: str) -> list[str]:
    return [problem.rule for problem in judged(body, *only)]


def link(href: str, words: str = "the permits team") -> str:
    return f'<p>Write to <a href="{escape(href)}">{words}</a> today.</p>'


@pytest.mark.parametrize(
    ("address", "rule", "meant"),
    [
        ("permits@example,gov.uk", "email-malformed", "permits@example.gov.uk"),
        ("permits@@example.gov.uk", "email-malformed", "permits@example.gov.uk"),
        ("www.permits@example.gov.uk", "email-malformed", "permits@example.gov.uk"),
        ("permits%20@example.gov.uk", "email-malformed", None),
        ("permits@example.gov.ukk", "email-unknown-ending", "permits@example.gov.uk"),
        ("permits@example.govuk", "email-unknown-ending", "permits@example.gov.uk"),
        ("press@examplehospital.nhs", "email-unknown-ending", "press@examplehospital.nhs.uk"),
        ("jo@gmail.con", "email-unknown-ending", "jo@gmail.com"),
        ("permits@example.gsi.gov.uk", "email-retired-domain", None),
        ("permits@example.gcsx.gov.uk", "email-retired-domain", None),
        ("permits@example.x.gsi.gov.uk", "email-retired-domain", None),
        ("permits@hackeny.gov.uk", "email-likely-typo", "permits@hackney.gov.uk"),
        ("permits@hackny.gov.uk", "email-likely-typo", "permits@hackney.gov.uk"),
        ("permits@gmial.com", "email-likely-typo", "permits@gmail.com"),
        ("permits@hotmial.co.uk", "email-likely-typo", "permits@hotmail.co.uk"),
        ("permits@gmail.co.uk", "email-likely-typo", "permits@gmail.com"),
    ],
)
def test_a_wrong_address_is_one_problem(address: str, rule: str, meant: str | None) -> None:
    found = judged(f"Permits\n\nWrite to {address} today.")
    assert [problem.rule for problem in found] == [rule]
    if meant:
        assert found[0].suggestion == meant


@pytest.mark.parametrize(
    "address",
    [
        "sendiags@hackney.gov.uk",
        "Short.Breaks@Hackney.gov.uk",
        "E&D@example.gov.uk",
        "ESF.2014-2020@example.gov.uk",
        "gov.uk.publishing@example.gov.uk",
        "post@example.llyw.cymru",
        "help@example.gov.wales",
        "someone@nhs.net",
        "someone@nhs.uk",
        "jo@mail.com",
        "jo@email.com",
        "jo@ymail.com",
        "jo@outlook.fr",
        "jo@haringey.gov.uk",
        "jo@hackley.gov.uk",
        "o’neil@example.org",
        "email@legalaid.je",
        "office@riverside.example.sch.uk",
    ],
)
def test_a_right_address_is_left_alone(address: str) -> None:
    assert judged(f"Permits\n\nWrite to {address} today.") == []


def test_the_sites_own_address_is_never_corrected() -> None:
    page = "Write to a@hackneyy.gov.uk or b@hackneyy.gov.uk, or to sen@hackney.gov.uk."
    assert "sen@hackney.gov.uk" not in [problem.place.quote for problem in judged(page)]


def test_a_slip_made_twice_is_a_slip() -> None:
    page = "Write to a@hackeny.gov.uk or b@hackeny.gov.uk. Or to c@gmial.com or d@gmial.com."
    assert len(judged(page, "email-likely-typo")) == 4


def test_towns_that_differ_by_a_letter_are_two_towns() -> None:
    page = "Write to a@bolton.gov.uk, b@bolton.gov.uk, or c@boston.gov.uk."
    assert judged(page, "email-likely-typo") == []


def test_the_police_are_only_asked() -> None:
    found = judged("Write to press.office@example.pnn.police.uk")
    assert [(problem.rule, problem.severity) for problem in found] == [("email-retired-domain", Severity.DOUBTFUL)]


def test_the_tribunal_went_to_justice() -> None:
    assert "send@justice.gov.uk" in judged("Write to send@hmcts.gsi.gov.uk")[0].fix


@pytest.mark.parametrize(
    ("href", "words", "rules"),
    [
        ("mailto:a@example.org", "a@example.org", []),
        ("mailto:A@Example.org?subject=Hi", "a@example.org", []),
        ("mailto:a@example.org", "the team", []),
        ("mailto:a@example.org,b@example.org", "the team", []),
        ("mailto:?subject=Look&body=https://www.example.org", "Share by email", []),
        ("mailto:Permits%20Team%20%3Ca@example.org%3E", "the team", []),
        ("https://www.example.org/@permits", "the team", []),
        ("mailto:b@example.org", "a@example.org", ["email-link-differs"]),
        ("mailto:", "the team", ["email-link-broken"]),
        ("mailto://a@example.org", "the team", ["email-link-broken"]),
        ("mailto:mailto:a@example.org", "the team", ["email-link-broken"]),
        ("mailto:a%20b@example.org", "the team", ["email-link-broken"]),
        ("mailto:https://www.example.org", "the team", ["email-link-broken"]),
        ("a@example.org", "the team", ["email-link-broken"]),
        ("http://a@example.org", "the team", ["email-link-broken"]),
        ("http://mailto:a@example.org", "the team", ["email-link-broken"]),
        ("malto:a@example.org", "the team", ["email-link-broken"]),
        ("mailto:a@example,org", "a@example,org", ["email-malformed"]),
    ],
)
def test_links_that_write_an_email(href: str, words: str, rules: list[str]) -> None:
    assert rules_of(link(href, words)) == rules


@pytest.mark.parametrize("href", ["mailto://a@example.org", "a@example.org", "http://mailto:a@example.org"])
def test_a_broken_email_link_is_not_also_a_broken_link(href: str) -> None:
    found = judged(link(href), "email", "link")
    assert [(problem.rule, problem.suggestion) for problem in found] == [("email-link-broken", "mailto:a@example.org")]


@pytest.mark.parametrize(
    ("words", "faulted"),
    [
        ("Jane Roe, coordinator: jane.roe@example.gov.uk", True),
        ("Ask Ms Roe: j.roe@example.gov.uk", True),
        ("sarah.example@example.gov.uk", True),
        ("short.breaks@example.gov.uk", False),
        ("local.offer@example.gov.uk", False),
        ("j.roe@example.gov.uk", False),
        ("press.office@example.gov.uk", False),
        ("Cllr Jane Roe: jane.roe@example.gov.uk", False),
        ("jane.roe.mp@parliament.uk", False),
        ("jane@example.gov.uk", False),
        ("mary.hope.foundation@example.org", False),
    ],
)
def test_addresses_of_one_person(words: str, faulted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(judged(words, "email-person-not-team")) is faulted


@pytest.mark.parametrize(
    ("words", "faulted"),
    [
        ("Riverside Primary School: riverside.example@gmail.com", True),
        ("Chess club: chess.example@gmail.com", False),
        ("Riverside Primary School: office@riverside.example.org", False),
    ],
)
def test_free_mailboxes_of_public_services(words: str, faulted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(judged(words, "email-free-provider")) is faulted


def test_an_address_that_is_spelt_out_is_put_right() -> None:
    found = judged("Write to permits (at) example.gov.uk today")
    assert [(problem.rule, problem.suggestion) for problem in found] == [("email-obfuscated", "permits@example.gov.uk")]


def test_an_address_that_was_lost_is_worse_than_one_that_script_shows() -> None:
    lost = judged("Email: [email protected]")
    assert [(problem.rule, problem.severity) for problem in lost] == [("email-obfuscated", Severity.WRONG)]
    hidden = (
        '<p>Email <a href="/cdn-cgi/l/email-protection#3a5b7a5f425b574a565f1455485d">[email&nbsp;protected]</a></p>'
    )
    assert judged(hidden) == []


@pytest.mark.parametrize(
    "words",
    [
        "To ask, email us at, or call 020 7275 6036.",
        "You can apply by e-mail to and you can ring us.",
        "In another format, please email . Tell us what you need.",
        "Send the form via email to:",
        "Contact us: Email (01632) 960001",
        "Email us at.",
    ],
)
def test_an_email_that_was_lost_from_its_sentence(words: str) -> None:
    assert rules_of(words) == ["email-missing"]


@pytest.mark.parametrize(
    "words",
    [
        "Email us at permits@example.gov.uk, or call.",
        "Email the form to your school.",
        "You can email to and from any phone.",
        "We will respond to your email. Then wait.",
        "Contact us by email.",
        "Email, webform",
        "Send it by email or post.",
        "Send the form via email to:\n\npermits@example.gov.uk",
        "Email us on Monday.",
        "<p>Email us at <a href='mailto:a@example.org'><img src='a.png' alt=''></a>, or call</p>",
        "<p>Email us at <a href='mailto:a@example.org'>our inbox</a>, or call</p>",
        "<dl><dt>Email to:</dt><dd><a href='mailto:a@example.org'>a@example.org</a></dd></dl>",
    ],
)
def test_an_email_that_is_there_or_not_promised(words: str) -> None:
    assert rules_of(words, "email-missing") == []


@pytest.mark.parametrize(
    "words",
    ["email to " * 4000, "email at " + "x" * 40_000, "email us at, " * 4000, "a.a" * 9000 + "@b.c", "e-mail " * 9000],
)
def test_time_is_linear_in_the_page(words: str) -> None:
    begun = time.process_time()
    judged(words)
    assert time.process_time() - begun < 1
