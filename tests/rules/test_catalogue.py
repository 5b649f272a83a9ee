"""The catalogue as a whole: every rule's documentation is complete, and its examples do what they say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker import rules
from checker.model.mentions import Kind
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.model.sites import ContactDetails
from checker.model.summaries import SiteView
from checker.model.targets import Facts
from checker.pipeline import judge, study
from tests.facts import parted, remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.problems import Problem

TODAY = date(2026, 11, 23)
BANNED = re.compile(r"\b(please|sorry|valid|invalid|oops|forbidden|illegal|prohibited|you forgot)\b", re.IGNORECASE)
WORDS_A_SENTENCE = 25

REGISTER = (
    ContactDetails(
        name="Advice Desk", phone="020 7946 0700", email="advice.desk@example.gov.uk", retired=("020 7946 0701",)
    ),
)
"""What the site file of the examples says of the council's own services."""

CATALOGUE = rules.catalogue()


def each_rule() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.name)


def problems(example: str, only: str) -> tuple[Problem, ...]:
    """Run an example through read, extract and check; its lines of facts stand in for the network."""
    text, facts = parted(example)
    pages = dict(_pages(text))
    settings = Settings(today=TODAY, only=(only,), register=REGISTER)
    found: list[Problem] = []
    summaries = []
    for url, page in pages.items():
        how = replace(settings, reader="html" if page.lstrip().startswith("<") else "text")
        studied = study(Source(target="example", body=page.encode(), url=url), how)
        result = judge(studied, how, facts, remembered(example))
        assert not result.unchecked
        assert studied.page
        found += result.problems
        summaries.append(rules.summary(studied.page, studied.inventory))
    whole, failed = rules.judge_site(SiteView(summaries), settings, rules.chosen((only,)))
    assert not failed
    return (*found, *whole)


def _pages(example: str) -> Iterator[tuple[str, str]]:
    """Part an example of several pages: each begins with a line like `Page: /one, /two`, where it stands."""
    first, *others = re.split(r"^Page: (.+)\n", example, flags=re.MULTILINE)
    if not others:
        yield "https://www.example.gov.uk/advice/page", first
    for paths, page in zip(others[::2], others[1::2], strict=True):
        yield from (("https://www.example.gov.uk" + path, page) for path in paths.split(", "))


def check(example: str, only: str) -> list[str]:
    return [problem.rule for problem in problems(example, only)]


def sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", words)


def test_names_are_unique() -> None:
    names = [rule.name for rule in CATALOGUE]
    assert len(names) == len(set(names))


def test_there_are_rules_for_everything_a_rule_can_look_at() -> None:
    looked_at = {rule.looks_at for rule in CATALOGUE}
    assert looked_at >= set(Kind) - {Kind.POSTCODE}


@each_rule()
def test_the_file_is_called_like_the_rule(rule: rules.AnyRule) -> None:
    assert rule.judge.__module__.rpartition(".")[2] == rule.name.replace("-", "_")
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", rule.name)


@each_rule()
def test_the_documentation_is_complete(rule: rules.AnyRule) -> None:
    doc = rule.doc
    assert all((doc.title, doc.why, doc.fix, doc.problem, doc.fine, doc.authority))
    assert len(doc.title) < 80
    assert doc.title.endswith(".")
    assert len(sentences(doc.title)) == 1


@each_rule()
def test_the_words_are_plain(rule: rules.AnyRule) -> None:
    for words in (rule.doc.title, rule.doc.why, rule.doc.fix):
        assert not BANNED.search(words)
        for sentence in sentences(words):
            assert len(sentence.split()) < WORDS_A_SENTENCE, sentence


@each_rule()
def test_the_example_is_faulted(rule: rules.AnyRule) -> None:
    assert rule.name in check(rule.doc.problem, rule.name)


@each_rule()
def test_the_fine_example_is_not(rule: rules.AnyRule) -> None:
    assert check(rule.doc.fine, rule.name) == []


@each_rule()
def test_what_it_says_of_the_example_is_plain(rule: rules.AnyRule) -> None:
    for problem in problems(rule.doc.problem, rule.name):
        for words in (problem.message, problem.fix):
            unquoted = re.sub(r"[“\"][^”\"]*[”\"]", "it", words)
            assert not BANNED.search(unquoted)
            assert all(len(sentence.split()) < WORDS_A_SENTENCE for sentence in sentences(unquoted)), words
            assert words[0].isupper() or words[0] in '“"0123456789'
            assert words.endswith(".")


@each_rule()
def test_a_rule_that_needs_the_network_says_nothing_without_facts(rule: rules.AnyRule) -> None:
    page, facts = parted(rule.doc.problem)
    assert rule.offline == (facts == Facts())
    if not rule.offline:
        assert check(page, rule.name) == []
