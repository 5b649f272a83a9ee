"""A rule that is shown only what may hold something for it finds all that it would find if it were shown everything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker import extractors, readers, rules
from checker.model.mentions import Kind, Mention
from checker.model.pages import Block, Source
from checker.model.problems import Fault, Problem, Severity
from checker.model.rules import Settings, View
from checker.model.targets import Facts, Verdict
from tests.facts import parted

if TYPE_CHECKING:
    from collections.abc import Iterator

HINTED = tuple(each for each in rules.catalogue() if each.hints)
SIFTED = tuple(each for each in rules.catalogue() if each.hints or each.flawed or each.verdict)
SETTINGS = Settings(today=date(2026, 11, 23))


def view(words: str, facts: Facts | None = None) -> View:
    how = Settings(today=SETTINGS.today, reader="html" if words.lstrip().startswith("<") else "text")
    page = readers.read(Source(target="example", body=words.encode(), url="https://www.example.gov.uk/a"), how)
    return View(page=page, inventory=extractors.inventory(page, how)[0], settings=how, facts=facts or Facts())


@pytest.fixture(scope="module")
def views() -> list[View]:
    """Give pages of all sorts: the examples of every rule, as they are and all in capitals."""
    examples = [parted(words) for each in rules.catalogue() for words in (each.doc.problem, each.doc.fine)]
    return [view(words, facts) for example, facts in examples for words in (example, example.upper())]


def found(rule: rules.AnyRule, views: list[View]) -> list[tuple[Problem, ...]]:
    return [rules.judge(each, [rule])[0] for each in views]


@pytest.mark.parametrize("rule", SIFTED, ids=lambda rule: rule.name)
def test_nothing_is_overlooked(rule: rules.AnyRule, views: list[View]) -> None:
    assert found(rule, views) == found(replace(rule, hints=(), flawed=False, verdict=None), views)
    assert any(found(rule, views))


@pytest.mark.parametrize("rule", HINTED, ids=lambda rule: rule.name)
def test_hints_are_in_small_letters_and_of_what_has_letters(rule: rules.AnyRule) -> None:
    assert rule.looks_at in {Kind.BLOCK, Kind.LINK}
    assert all(hint == hint.lower() and "\n" not in hint for hint in rule.hints)


def test_what_holds_no_hint_is_not_shown() -> None:
    shown: list[str] = []

    @rules.rule("content-any", looks_at=Kind.BLOCK, severity=Severity.UNTIDY, since="0.1", hints=("second", "d b"))
    def content_any(block: Block, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
        shown.append(block.text)
        return iter(())

    rules.judge(view("First block.\n\nThe SECOND block.\n\nThird block.\n\nFourth."), [content_any])
    assert shown == ["The SECOND block.", "Third block."]


def test_a_rule_of_a_verdict_is_shown_links_where_the_page_leads_to_one() -> None:
    shown: list[str] = []

    @rules.rule("link-any", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1", verdict=Verdict.GONE)
    def link_any(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
        shown.append(link.raw)
        return iter(())

    text, facts = parted(
        "https://www.example.org/a and https://www.example.org/b\nFacts: https://www.example.org/b -> gone"
    )
    rules.judge(view(text), [link_any])
    assert shown == []
    rules.judge(view(text, facts), [link_any])
    assert shown == ["https://www.example.org/a", "https://www.example.org/b"]


def test_a_rule_of_flaws_is_shown_links_that_have_one() -> None:
    shown: list[str] = []

    @rules.rule("link-any", looks_at=Kind.LINK, severity=Severity.UNTIDY, since="0.1", flawed=True)
    def link_any(link: Mention, view: View) -> Iterator[Fault]:  # noqa: ARG001 - every rule is called alike
        shown.append(link.raw)
        return iter(())

    rules.judge(
        view("<p><a href='https://www.example.org/a'>One</a> <a href='htp://www.example.org/b'>two</a>"), [link_any]
    )
    assert shown == ["htp://www.example.org/b"]
