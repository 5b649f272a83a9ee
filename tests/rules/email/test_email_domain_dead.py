"""Emails at domains that take no mail."""

from __future__ import annotations

import pytest

from checker.model.pages import Source
from checker.model.rules import Settings
from checker.pipeline import judge, study
from tests.facts import parted
from tests.lookups.answers import TODAY


@pytest.mark.parametrize(
    ("fact", "messages"),
    [
        ("no-domain", ["The domain forum.example.org does not exist."]),
        ("no-mail", ["The domain forum.example.org says that it takes no mail."]),
        ("taken", []),
        ("unknown", []),
    ],
)
def test_only_a_domain_that_surely_takes_no_mail_is_a_problem(fact: str, messages: list[str]) -> None:
    page, facts = parted(f"Email: Advice@Forum.Example.ORG\nFacts: forum.example.org -> {fact}")
    settings = Settings(today=TODAY, reader="text", only=("email-domain-dead",))
    found = judge(study(Source(target="a.txt", body=page.encode()), settings), settings, facts)
    assert [problem.message for problem in found.problems] == messages
