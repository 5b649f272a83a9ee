"""A site of several pages, judged as a whole."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checker import rules
from checker.model.pages import Source
from checker.model.rules import Settings
from checker.model.summaries import SiteView
from checker.pipeline import study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.problems import Problem

SETTINGS = Settings(today=date(2026, 11, 23))
ORIGIN = "https://www.example.gov.uk"


def judged(pages: Iterable[str], only: str = "") -> list[Problem]:
    """Judge pages, plain text or HTML, as one site: they stand at /1, /2 and so on."""
    summaries = []
    for number, words in enumerate(pages, start=1):
        source = Source(
            target=str(number),
            url=f"{ORIGIN}/{number}",
            body=words.encode(),
            content_type="text/html" if words.startswith("<") else "text/plain",
        )
        studied = study(source, SETTINGS)
        assert studied.page
        summaries.append(rules.summary(studied.page, studied.inventory))
    chosen = rules.chosen((only,) if only else ())
    problems, unchecked = rules.judge_site(SiteView(summaries), SETTINGS, chosen)
    assert not unchecked
    return list(problems)


def told(pages: Iterable[str], only: str = "") -> list[tuple[str, str, str | None]]:
    """Give where each problem is, what it quotes and what should stand there."""
    return [(each.page.removeprefix(ORIGIN), each.place.quote, each.suggestion) for each in judged(pages, only)]
