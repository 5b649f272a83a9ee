"""What is made of an answer: over a hundred situations, half of them fine ones that fool others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.lookups.links import evidence, judge
from checker.model.fetching import Certificate, CertificateFault, Failure, Fetched, Hop
from checker.model.targets import Evidence, Judgement, Past, Verdict
from tests.lookups.answers import NOW, TODAY, YESTERDAY, answer, page, seen
from tests.lookups.situations import FAULTS, FINE_ONES, UNTOLD, Situation

ALL = (*FINE_ONES, *UNTOLD, *FAULTS)
BANNED = re.compile(r"\b(please|sorry|valid|invalid|oops|forbidden|illegal|prohibited)\b", re.IGNORECASE)


def judged(case: Situation) -> Judgement:
    found = seen(case.fetched, looks=case.looks, signs=case.signs)
    return judge(case.fetched.url, found, case.past, today=TODAY, others_fine=case.others_fine)


def each(*cases: Situation) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


def test_there_are_enough_situations_and_half_are_fine() -> None:
    assert len(ALL) >= 90
    assert len({case.name for case in ALL}) == len(ALL)
    assert len(FINE_ONES) + len(UNTOLD) >= len(FAULTS)


@each(*ALL)
def test_a_situation_is_judged_right(case: Situation) -> None:
    found = judged(case)
    assert (found.verdict, found.severity, found.certainty) == (case.verdict, case.severity, case.certainty), found.why
    if case.suggestion:
        assert found.suggestion == case.suggestion


@each(*ALL)
def test_the_reason_is_a_plain_sentence(case: Situation) -> None:
    why = judged(case).why
    unquoted = re.sub(r"\"[^\"]*\"", "it", why)
    assert not BANNED.search(unquoted)
    assert why[0].isupper()
    assert why.endswith(".")
    assert not any(word.isdigit() for word in why.split()[:4])
    assert all(len(sentence.split()) < 30 for sentence in re.split(r"(?<=[.!?])\s+", unquoted)), why


def test_every_verdict_is_reached() -> None:
    assert {case.verdict for case in ALL} == set(Verdict)


def test_how_long_it_has_failed_is_said() -> None:
    past = Past(failing_since=YESTERDAY, nights=1, verdict=Verdict.FAILING)
    found = judge("https://a.org/x", seen(answer("https://a.org/x", 500)), past, today=TODAY)
    assert "2 nights, since 22 November 2026" in found.why


ADDRESSES = st.sampled_from(
    ["https://www.example.org.uk/a/b", "http://intranet/", "https://www.gov.uk/x", "", "nonsense", "https://[::1]/?a=b"]
)
KINDS = ["not-found", "for-sale", "harm", "odd", "empty", "default-page", "earlier", "sign-in", "withdrawn", "refresh"]
EVIDENCE = st.builds(
    Evidence,
    asked=st.just(NOW),
    looks=st.integers(1, 3),
    status=st.one_of(st.none(), st.integers(0, 1200)),
    final_url=st.one_of(st.none(), ADDRESSES),
    chain=st.lists(st.builds(Hop, url=ADDRESSES, status=st.sampled_from([200, 301, 302, 308])), max_size=3).map(tuple),
    failure=st.one_of(st.none(), st.sampled_from(Failure)),
    certificate=st.one_of(st.none(), st.builds(Certificate, fault=st.sampled_from([None, *CertificateFault]))),
    wall=st.one_of(st.none(), st.just("Cloudflare")),
    title=st.one_of(st.none(), st.text(max_size=20)),
    language=st.one_of(st.none(), st.sampled_from(["en", "cy", "id"])),
    words=st.one_of(st.none(), st.sampled_from(["0" * 16, "f" * 16, "?"])),
    signs=st.lists(st.builds("{}: {}".format, st.sampled_from(KINDS), st.text(max_size=9)), max_size=4).map(tuple),
)
PASTS = st.builds(
    Past,
    failing_since=st.one_of(st.none(), st.just(YESTERDAY)),
    nights=st.integers(0, 4),
    evidence=st.one_of(st.none(), EVIDENCE),
    good=st.one_of(st.none(), EVIDENCE),
    verdict=st.one_of(st.none(), st.sampled_from(Verdict)),
)


@given(url=ADDRESSES, found=EVIDENCE, past=PASTS, others=st.booleans())
def test_whatever_was_seen_there_is_one_verdict(url: str, found: Evidence, past: Past, *, others: bool) -> None:
    said = judge(url, found, past, today=TODAY, others_fine=others)
    graded = said.severity is not None and said.certainty is not None
    assert graded == (said.verdict.is_answer and said.verdict is not Verdict.FINE)
    assert (said.severity is None) == (said.certainty is None)
    assert said.why


@given(
    body=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    kind=st.sampled_from(
        ["text/html", "text/html; charset=nonsense", "", "application/pdf", "text/html; charset=utf-16"]
    ),
    status=st.sampled_from([200, 204, 403, 404, 503]),
)
def test_whatever_a_server_sends_becomes_evidence(body: bytes, kind: str, status: int) -> None:
    url = "https://www.example.org/a"
    fetched = Fetched(url=url, final_url=url, status=status, headers=(("content-type", kind),), body=body)
    assert evidence(fetched, NOW).size == len(body)


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "base64", "nonsense", "utf-8"])
def test_a_page_in_an_encoding_that_is_none_is_read_as_most_pages_are(name: str) -> None:
    kind = f"text/html; charset={name}"
    for html in (page("Café").encode(), page("Café").encode() + b"\xff"):
        assert evidence(answer("https://www.example.org/a", html=html, kind=kind), NOW).title == "Café"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Играйте в онлайн казино и получайте бонусы каждый день", "ru"),
        ("Играйте casino", "en"),  # too few letters to tell
        ("“Ask us about an assessment” – the team’s café is open, and a façade, a naïve rôle, an élite", "en"),
        ("เล่นคาสิโนออนไลน์และรับโบนัสทุกวันกับเว็บไซต์ของเราได้เลยวันนี้", "th"),
        ("Situs ini adalah yang terbaik dan tidak akan berhenti untuk anda", "id"),
        ("The service is free and we do ask i in z", "en"),  # small words of Polish, but not enough
    ],
)
def test_a_language_is_told_where_it_is_plainly_not_ours(words: str, language: str) -> None:
    html = f"<html lang='en'><title>x</title><p>{words}</p>"
    assert evidence(answer("https://www.example.org/a", html=html), NOW).language == language


def test_an_unchanged_page_is_what_it_was() -> None:
    url = "https://www.example.org/a"
    before = evidence(answer(url, html=page("Before")), NOW)
    after = evidence(replace(answer(url, html=""), status=304, from_memory=True), NOW, before=before)
    assert (after.title, after.status, after.words) == ("Before", 200, before.words)
