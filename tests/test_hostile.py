"""Pages made to break, hang or deceive the checker: each gets one clear sentence and costs nobody else's result."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from checker.model.mentions import Kind
from tests.corpora.scores import looked_at

if TYPE_CHECKING:
    from checker.model.runs import PageResult

FEW_SECONDS = 10
"""Of CPU. What is meant is two or three; a machine that is busy needs longer."""


def timed(words: str, reader: str) -> tuple[PageResult, float]:
    begun = time.process_time()
    found = looked_at(words, reader=reader)
    return found, time.process_time() - begun


def test_fifty_thousand_nested_elements_are_read() -> None:
    found, took = timed("<div>" * 50_000 + "Ring 020 7946 0123", "html")
    assert [each.raw for each in found.inventory.of(Kind.PHONE)] == ["020 7946 0123"]
    assert took < FEW_SECONDS


@pytest.mark.parametrize("piece", ["<b><a href=x>", "<table><tr><td>", "<p>", "<a href=x>", "<"])
def test_fifty_thousand_of_anything_are_read(piece: str) -> None:
    found, took = timed(piece * (50_000 // piece.count("<")) + " Ring 020 7946 0123", "html")
    assert [each.raw for each in found.inventory.of(Kind.PHONE)] == ["020 7946 0123"]
    assert took < FEW_SECONDS


def test_deeper_than_any_browser_goes_is_refused_at_once() -> None:
    found, took = timed("<p><section><h2>x" * 50_000, "html")
    assert not found.read
    assert [each.why for each in found.unchecked] == [
        "This page has too many elements inside each other: no browser would show it."
    ]
    assert took < FEW_SECONDS


PIECES = ["020 7946 0123 ", "0 ", "1", "x@example.gov.uk ", "a@", "1/2/2024 ", "E8 1EA ", "+44 ", "http://a.example/ "]


@pytest.mark.soak
@pytest.mark.parametrize("reader", ["text", "html"])
@pytest.mark.parametrize("piece", [*PIECES, "word ", "a.", "((((", "www.", "//", "<a href=x>", "&amp;", "\xa0", "Jan "])
def test_a_line_of_twenty_megabytes(piece: str, reader: str) -> None:
    found, took = timed(piece * (19_999_000 // len(piece.encode())), reader)
    assert found.read
    assert took < FEW_SECONDS


@pytest.mark.parametrize("reader", ["text", "html"])
def test_a_page_without_end_is_looked_at_as_far_as_it_makes_sense(reader: str) -> None:
    found, took = timed("Ring 020 7946 0123. " + "word " * 3_900_000, reader)
    assert [each.raw for each in found.inventory.of(Kind.PHONE)] == ["020 7946 0123"]
    assert ["too long to be looked through" in each.why for each in found.unchecked] == [True]
    assert took < FEW_SECONDS


@pytest.mark.soak
def test_a_million_links_are_looked_at_as_far_as_it_makes_sense() -> None:
    found, took = timed("<a href=/one>one</a> " * 900_000, "html")
    assert len(found.inventory.of(Kind.LINK)) > 10_000
    assert any("too long to be looked through" in each.why for each in found.unchecked)
    assert took < 3 * FEW_SECONDS
