"""Rules about where links lead: what they say of a link, and where they keep silent."""

from __future__ import annotations

from datetime import date

import pytest

from checker.model.pages import Source
from checker.model.problems import Certainty, Problem, Severity
from checker.model.rules import Settings
from checker.model.targets import Facts, Past, Target, Verdict
from checker.pipeline import judge, study
from tests.facts import parted
from tests.lookups.answers import TODAY

URL = "https://www.example.gov.uk/advice/page"
GUIDE = "https://www.example.org/guide"


def check(example: str, rule: str = "link", *, facts: Facts | None = None, today: date = TODAY) -> list[Problem]:
    page, said = parted(example)
    settings = Settings(today=today, reader="html", only=(rule,))
    source = Source(target="page.html", body=page.encode(), url=URL)
    return list(judge(study(source, settings), settings, facts or said).problems)


def link(href: str = GUIDE, words: str = "the guide") -> str:
    return f'<p>Read <a href="{href}">{words}</a> first.</p>\n'


@pytest.mark.parametrize("verdict", [each for each in Verdict if each.is_answer and each is not Verdict.FINE])
def test_a_verdict_is_one_problem_of_its_own_rule(verdict: Verdict) -> None:
    address = GUIDE.replace("www.example.org", "www.gov.uk") if verdict is Verdict.WITHDRAWN else GUIDE
    more = " https://www.example.org/new" if verdict is Verdict.MOVED else ""
    (found,) = check(f"{link(address)}Facts: {address} -> {verdict}{more}")
    assert found.rule == f"link-{verdict}"
    assert found.place.quote == "the guide"
    assert found.suggestion == (more.strip() or None)


@pytest.mark.parametrize("verdict", ["fine", "blocked-us"])
def test_what_is_fine_or_could_not_be_checked_is_no_problem(verdict: str) -> None:
    assert check(f"{link()}Facts: {GUIDE} -> {verdict}") == []


def test_an_address_that_is_written_wrong_is_one_problem_whatever_came_of_it() -> None:
    inside = "http://intranet/send"
    assert [each.rule for each in check(f"{link(inside)}Facts: {inside} -> not-public")] == ["link-not-public"]


@pytest.mark.parametrize(
    ("written", "leads_to", "rule"),
    [
        ("www.example.org/guide", "https://www.example.gov.uk/advice/www.example.org/guide", "link-missing-scheme"),
        ("https:/www.example.org/x", "https://www.example.gov.uk/advice/www.example.org/x", "link-malformed"),
    ],
)
def test_an_address_that_misses_a_letter_is_one_problem_wherever_browsers_go(
    written: str, leads_to: str, rule: str
) -> None:
    assert [each.rule for each in check(f"{link(written)}Facts: {leads_to} -> gone")] == [rule]


def test_an_address_that_works_in_spite_of_its_slip_is_judged_by_what_is_there() -> None:
    found = check(f"{link('http:/www.example.org/guide')}Facts: http://www.example.org/guide -> gone")
    assert {each.rule for each in found} == {"link-gone", "link-malformed"}


def test_a_hijacked_address_is_danger_however_it_is_written() -> None:
    found = check(
        f'<base href="https://www.example.org/">{link("www.example.org/guide")}'
        "Facts: https://www.example.org/www.example.org/guide -> hijacked"
    )
    assert "link-hijacked" in {each.rule for each in found}


def test_what_a_mail_wrapper_leads_to_is_judged() -> None:
    wrapped = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fguide&data=x"
    assert "link-gone" in {each.rule for each in check(f"{link(wrapped)}Facts: {GUIDE} -> gone")}


def test_the_judge_decides_how_bad_and_how_sure() -> None:
    (found,) = check(f"{link()}Facts: {GUIDE} -> failing")
    assert (found.severity, found.certainty) == (Severity.DOUBTFUL, Certainty.LIKELY)
    (found,) = check(f"{link()}Facts: {GUIDE} -> moved https://www.other.example/guide")
    assert found.severity is Severity.DOUBTFUL


def test_the_same_address_written_differently_is_found() -> None:
    (found,) = check(f"{link(GUIDE + '#part')}Facts: {GUIDE} -> gone")
    assert found.rule == "link-gone"


def test_since_when_it_fails_is_kept_with_the_problem() -> None:
    _, facts = parted(f"Facts: {GUIDE} -> failing")
    past = Past(failing_since=date(2026, 11, 20), nights=3, last_good=date(2026, 11, 19), verdict=Verdict.FAILING)
    known = facts.targets[GUIDE]
    target = Target(url=GUIDE, judgement=known.judgement, evidence=known.evidence, past=past)
    (found,) = check(link(), facts=Facts(targets={GUIDE: target}))
    assert dict(found.evidence) == {
        "address": GUIDE,
        "status": "500",
        "failing since": "2026-11-20",
        "nights": "4",
        "last good": "2026-11-19",
        "looks": "2",
    }


@pytest.mark.parametrize(
    ("href", "fact", "suggestion"),
    [
        ("http://www.example.org/a", "fine https://www.example.org/a", "https://www.example.org/a"),
        ("http://example.org/a#b", "fine https://www.example.org/a/", "https://example.org/a#b"),
        ("http://www.example.org/a", "fine", None),
        ("http://www.example.org/a", "moved https://www.example.org/b", None),
        ("http://www.example.org/a", "gone", None),
    ],
)
def test_a_link_is_insecure_only_where_the_site_is_secure(href: str, fact: str, suggestion: str | None) -> None:
    found = check(f"{link(href)}Facts: {href.partition('#')[0]} -> {fact}", "link-insecure")
    assert [problem.suggestion for problem in found] == ([suggestion] if suggestion else [])


@pytest.mark.parametrize(
    ("fragment", "missing"),
    [
        ("nowhere", True),
        ("contact", False),
        ("opening%20times", False),
        ("", False),
        ("top", False),
        ("TOP", False),
        (":~:text=Ring%20us", False),
        ("contact:~:text=Ring", False),
        ("nowhere:~:text=Ring", True),
        ("/route", False),
        ("!route", False),
        ("page=2", False),
    ],
)
def test_a_part_is_missing_only_where_we_can_know(fragment: str, *, missing: bool) -> None:
    example = f"{link(f'{GUIDE}#{fragment}')}Facts: {GUIDE} -> ids contact, opening times"
    assert bool(check(example, "link-anchor-missing")) == missing


def test_parts_of_a_page_that_was_not_read_are_not_judged() -> None:
    assert check(f"{link(f'{GUIDE}#nowhere')}Facts: {GUIDE} -> blocked-us", "link-anchor-missing") == []


def test_parts_of_the_page_itself_need_no_looking_up() -> None:
    here = '<h2 id="who">Who can help</h2><p><a href="#who">Who</a> <a href="#what">What</a></p>'
    assert [problem.place.quote for problem in check(here, "link-anchor-missing")] == ["What"]


@pytest.mark.parametrize(("day", "warned"), [("2026-12-14", True), ("2026-12-15", False), ("2026-11-22", False)])
def test_the_end_of_a_certificate_is_told_three_weeks_before(day: str, *, warned: bool) -> None:
    own = "https://www.example.gov.uk/contact"
    example = f"{link('/contact')}Facts: {own} -> certificate until {day}"
    assert len(check(example, "link-certificate-ending")) == warned


def test_the_end_of_somebody_elses_certificate_is_their_affair() -> None:
    assert check(f"{link()}Facts: {GUIDE} -> certificate until 2026-12-01", "link-certificate-ending") == []


@pytest.mark.parametrize("markup", ["<form action='{}'></form>", "<link rel=stylesheet href='{}'>", "<base href='{}'>"])
def test_what_no_reader_follows_is_not_judged(markup: str) -> None:
    assert check(f"{markup.format(GUIDE)}\nFacts: {GUIDE} -> gone") == []


@pytest.mark.parametrize("markup", ["<img src='{}' alt='A map'>", "<iframe src='{}'></iframe>"])
def test_what_a_reader_sees_is_judged(markup: str) -> None:
    assert len(check(f"{markup.format(GUIDE)}\nFacts: {GUIDE} -> gone")) == 1
