"""A rule that is shown only what holds its hints finds all that it would find if it were shown everything."""

from __future__ import annotations

from dataclasses import replace  # noqa: TID251 - a rule is a dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from checker import extractors, readers, rules
from checker.model.mentions import Kind
from checker.model.pages import Block, Source
from checker.model.problems import Fault, Problem, Severity
from checker.model.rules import Settings, View
from tests.facts import parted

if TYPE_CHECKING:
    from collections.abc import Iterator

HINTED = tuple(each for each in rules.catalogue() if each.hints)
SETTINGS = Settings(today=date(2026, 11, 23))


def view(words: str) -> View:
    how = Settings(today=SETTINGS.today, reader="html" if words.lstrip().startswith("<") else "text")
    page = readers.read(Source(target="example", body=words.encode(), url="https://www.example.gov.uk/a"), how)
    return View(page=page, inventory=extractors.inventory(page, how)[0], settings=how)


@pytest.fixture(scope="module")
def views() -> list[View]:
    """Give pages of all sorts: the examples of every rule, as they are and all in capitals."""
    examples = [parted(words)[0] for each in rules.catalogue() for words in (each.doc.problem, each.doc.fine)]
    return [view(words) for example in examples for words in (example, example.upper())]


def found(rule: rules.AnyRule, views: list[View]) -> list[tuple[Problem, ...]]:
    return [rules.judge(each, [rule])[0] for each in views]


@pytest.mark.parametrize("rule", HINTED, ids=lambda rule: rule.name)
def test_nothing_is_overlooked(rule: rules.AnyRule, views: list[View]) -> None:
    assert found(rule, views) == found(replace(rule, hints=()), views)
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
