"""JSON as the contract says, against the schema that is published."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker import formats
from checker.model.reports import Report, Style
from tests import canned

SCHEMA = Draft202012Validator(formats.schema("report"))
REPORTS = ("canned", "offline", "first", "adhoc", "nothing", "hostile")


def written(*reports: Report) -> Any:
    return json.loads("".join(map(str, formats.stream("json", reports, Style()))))


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_fits_the_schema(name: str) -> None:
    SCHEMA.validate(written(getattr(canned, name)()))


def test_several_sites_fit_the_schema() -> None:
    document = written(canned.canned(), canned.first())
    SCHEMA.validate(document)
    assert set(document) == {"schema", "tool", "sites"}
    assert [each["site"]["key"] for each in document["sites"]] == ["example-council", "example-council"]


def test_a_report_says_what_the_contract_says() -> None:
    document = written(canned.canned())
    assert list(document) == [
        "schema", "tool", "site", "run", "totals", "rules", "pages", "targets", "problems", "unchecked",
    ]  # fmt: skip
    assert document["run"]["previous"] == {"id": "20260302-031700", "finished": "2026-03-02T03:40:00+00:00"}
    assert document["totals"]["states"] == {"new": 2, "still-open": 8, "fixed": 1, "accepted": 1, "not-seen": 1}
    assert document["totals"]["problems"] == {"danger": 1, "wrong": 7, "doubtful": 1, "untidy": 1}
    gone = next(each for each in document["targets"] if each["url"] == "http://gone.example.org/")
    assert gone == {
        "url": "http://gone.example.org/",
        "verdict": "gone",
        "certainty": "sure",
        "why": "This page is gone (404).",
        "status": 404,
        "final_url": "http://gone.example.org/",
        "chain": [],
        "looked_at": "2026-03-03T03:17:00+00:00",
        "failing_since": "2026-03-03",
        "pages": 2,
    }
    walled = next(each for each in document["unchecked"] if each["what"] == "https://walled.example.org/")
    assert walled["accepted"] == {"reason": "Opened by hand, it works", "by": "web team", "until": "2026-03-20"}


def test_every_problem_has_a_state_also_those_that_are_gone() -> None:
    problems = written(canned.canned())["problems"]
    assert {each["state"] for each in problems} == {"new", "still-open", "accepted", "fixed", "not-seen"}
    fixed = next(each for each in problems if each["state"] == "fixed")
    assert (fixed["first_seen"], fixed["last_seen"], fixed["runs"]) == ("2026-01-22", "2026-03-02", 41)


def test_what_only_history_knows_is_null_without_one() -> None:
    document = written(canned.adhoc())
    assert document["run"]["first"] is None
    assert document["totals"]["states"] == {
        "new": None, "still-open": None, "fixed": None, "accepted": 0, "not-seen": None,
    }  # fmt: skip
    said = document["problems"][0]
    assert [said[name] for name in ("state", "new_rule", "first_seen", "last_seen", "runs")] == [None] * 5


def test_a_problem_of_the_template_is_named_by_every_page_it_stands_on() -> None:
    document = written(canned.canned())
    shared = next(each for each in document["problems"] if each["template"])
    assert shared["page"] == canned.HOME
    named = {page["url"] for page in document["pages"] if shared["id"] in page["problems"]}
    assert named == {canned.HOME, *shared["also_on"]}


def test_lines_hold_one_problem_each_with_its_site_and_run() -> None:
    lines = [json.loads(line) for line in str(formats.render("jsonl", canned.canned(), Style())).splitlines()]
    assert len(lines) == len(written(canned.canned())["problems"])
    assert {(each["site"], each["run"]) for each in lines} == {("example-council", "20260303-031700")}
