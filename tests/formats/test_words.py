"""The words of the reports themselves, apart from what rules and pages say."""

from __future__ import annotations

import re

import pytest

from checker import formats
from checker.formats import html
from checker.formats.text import closing
from checker.model.reports import Front, Style
from tests import canned

BANNED = re.compile(r"\b(please|sorry|valid|invalid|oops|forbidden|illegal|prohibited|click here)\b", re.IGNORECASE)
ONE_AND_MANY = re.compile(r"\b1 (problems|pages|places|links|days|websites|rules|checks|sites)\b")


def words(written: str) -> str:
    """Leave out style, script and markup; what begins anew begins on a line of its own."""
    bare = re.sub(r"<(style|script)>.*?</\1>", " ", written, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", re.sub(r"<(?!/?(?:a|b|q|strong|span|mark|code)\b)[^>]*>", "\n", bare))


@pytest.mark.parametrize("document", ["canned", "first", "nothing", "adhoc", "offline"])
@pytest.mark.parametrize("name", ["text", "html", "markdown"])
def test_reports_use_no_banned_word_and_count_as_people_do(name: str, document: str) -> None:
    report = getattr(canned, document)()
    said = words(str(formats.render(name, report, Style()))) + closing(report, Style(verbose=True))
    assert BANNED.search(said) is None
    assert ONE_AND_MANY.search(said) is None


def test_the_front_door_uses_no_banned_word() -> None:
    row = Front(name="Example", link=None, finished=None, failed="Its site file has a fault.")
    assert BANNED.search(words(html.front((row,)))) is None


@pytest.mark.parametrize("document", ["canned", "first", "nothing"])
def test_no_sentence_runs_on(document: str) -> None:
    written = words(str(formats.render("html", getattr(canned, document)(), Style())))
    sentences = re.split(r"(?<=[.?!])\s+|\n", written)
    assert [each for each in sentences if len(each.split()) > 25] == []
