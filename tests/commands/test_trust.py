"""What is remembered of a problem can be relied on: through whole runs over pages in a folder."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Ended

SITE = """
name  = "Example Council"
start = "https://www.example.gov.uk/"
[[find]]
kind = "folder"
path = "../pages"
"""
ACCEPT = """
[[accept]]
rule   = "phone-cannot-ring"
page   = "https://www.example.gov.uk/hostels.html"
quote  = "020 7946 095"
reason = "Said by phone to be right"
by     = "web team"
until  = 2026-11-25
"""
REVIEWED = """
[[reviewed]]
page = "https://www.example.gov.uk/hostels.html"
on   = 2026-11-20
by   = "web team"
"""
OPENING = "<p>You can stay in a hostel for up to 90 days. A support worker will help you to find a home.</p>"
NUMBER = "<p>Ring the night shelter on 020 7946 095 before 8pm.</p>"
STAMP = "<p>Page last modified: 01/02/2020</p>"


def page(*paragraphs: str) -> str:
    return f"<title>Hostels</title><h1>Hostels</h1>{''.join(paragraphs)}"


def write(*, site: str = SITE, **pages: str) -> None:
    texts = {"sources/example.toml": site, **{f"pages/{name}.html": words for name, words in pages.items()}}
    for place, words in texts.items():
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        Path(place).write_text(words)


@pytest.fixture
def night(ask: Callable[..., Ended]) -> Callable[..., Any]:
    """Run a night, and give what it reported: every problem's state by its rule."""

    def run(day: str, *, code: int) -> dict[str, tuple[str, str, str]]:
        asked = ["--only", "phone-cannot-ring", "--only", "page", "-w", "json", "-w", "html", "--quiet"]
        ended = ask("run", "--today", day, *asked)
        assert ended.code == code, ended.err
        report = json.loads(Path("reports/example/latest/report.json").read_bytes())
        # what is fixed comes first, so that what is open has the last word
        told = sorted(report["problems"], key=lambda each: each["state"] != "fixed")
        return {each["rule"]: (each["state"], each["id"], each["severity"]) for each in told}

    return run


def test_an_accepted_problem_comes_back_when_its_day_is_over_or_its_words_change(night: Callable[..., Any]) -> None:
    write(site=SITE + ACCEPT, hostels=page(OPENING, NUMBER))
    assert night("2026-11-24", code=0)["phone-cannot-ring"][0] == "accepted"
    last = night("2026-11-25", code=0)["phone-cannot-ring"]
    assert last[0] == "accepted", "the day it is accepted until is the last on which it is"
    back = night("2026-11-26", code=1)["phone-cannot-ring"]
    assert back[:2] == ("still-open", last[1]), "it was there all the time: that it is back is not new"
    write(site=SITE + ACCEPT.replace("2026-11-25", "2027-11-25"), hostels=page(OPENING, NUMBER))
    assert night("2026-11-27", code=0)["phone-cannot-ring"][0] == "accepted"
    write(site=SITE + ACCEPT.replace("2026-11-25", "2027-11-25"), hostels=page(OPENING, NUMBER.replace("095", "096")))
    changed = night("2026-11-28", code=1)["phone-cannot-ring"]
    assert changed[0] == "new"
    assert changed[1] != last[1]


def test_a_problem_is_the_same_wherever_it_stands_on_its_page(night: Callable[..., Any]) -> None:
    write(hostels=page(OPENING, NUMBER))
    first = night("2026-11-24", code=1)["phone-cannot-ring"]
    # other pages come before it, other words around it, and the paragraph moves
    write(hostels=page("<h2>Tonight</h2>", NUMBER.replace("8pm", "9pm"), OPENING), arrears=page(OPENING))
    second = night("2026-11-25", code=1)["phone-cannot-ring"]
    assert second == ("still-open", first[1], "wrong")
    # it is written in another way that reads the same
    write(hostels=page(OPENING, f"<ul><li>{NUMBER.replace('020 7946', '<b>020</b>&nbsp;7946')}</li></ul>"))
    assert night("2026-11-26", code=1)["phone-cannot-ring"] == second


def test_that_somebody_reviewed_a_page_answers_for_its_age(night: Callable[..., Any]) -> None:
    contact = "<p>Ring us on 01273 290000.</p>"
    write(hostels=page(OPENING, contact, STAMP))
    assert night("2026-11-24", code=1)["page-not-reviewed"][2] == "wrong"
    write(site=SITE + REVIEWED, hostels=page(OPENING, contact, STAMP))
    assert night("2026-11-25", code=0)["page-not-reviewed"][0] == "fixed"
    assert "page-not-reviewed" not in night("2026-11-26", code=0)
    later = night("2028-11-26", code=0)["page-not-reviewed"]
    assert later[2] in {"doubtful", "untidy"}, "a review too grows old"


def test_what_somebody_accepted_is_not_in_the_trend(night: Callable[..., Any], ask: Callable[..., Ended]) -> None:
    write(hostels=page(OPENING, NUMBER))
    night("2026-11-24", code=1)
    write(site=SITE + ACCEPT, hostels=page(OPENING, NUMBER))
    night("2026-11-25", code=0)
    wrong = [line.split()[-3] for line in ask("history", "example").out.splitlines()]
    assert wrong == ["wrong", "1", "0"]
    drawn = re.sub(r"\s+", " ", Path("reports/example/latest/report.html").read_text())
    assert "1 problem on 24 November 2026, 0 problems on 25 November 2026." in drawn
