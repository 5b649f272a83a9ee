"""SARIF, JUnit, CSV and annotations: what their readers ask for."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from checker import formats, report
from checker.formats import markdown
from checker.formats._csv import table
from checker.model.problems import Severity
from checker.model.reports import Report, Style
from checker.model.runs import PageResult
from tests import canned


def sarif(document: Report) -> Any:
    return json.loads(formats.render("sarif", document, Style()))


def local(file: str = "pages/a page.html") -> Report:
    """A page that is a file, on its twelfth line."""
    where = replace(canned.place("020 7946 095"), line=12)
    said = canned.problem("phone-cannot-ring", file, where, "This number has 10 digits.")
    page = PageResult(target=file, title="A page", problems=(said,))
    return report.build(replace(canned.run(), pages=(page,), unchecked=(), targets=()), rules=canned.RULES)


def test_sarif_has_every_field_github_requires_and_none_is_empty() -> None:
    log = sarif(canned.canned())
    assert log["$schema"]
    assert log["version"] == "2.1.0"
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        texts = [
            rule["id"],
            rule["help"]["text"],
            *(rule[name]["text"] for name in ("shortDescription", "fullDescription")),
        ]
        assert all(0 < len(text) <= 1024 for text in texts)
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert place["artifactLocation"]["uri"]
        assert set(place["region"]) == {"startLine", "startColumn", "endLine", "endColumn"}


def test_sarif_points_to_the_file_or_else_to_the_site_file() -> None:
    there = sarif(local())["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (there["artifactLocation"]["uri"], there["region"]["startLine"]) == ("pages/a%20page.html", 12)
    absolute = sarif(local("/pages/a.html"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert absolute["artifactLocation"]["uri"] == "file:///pages/a.html"
    result = sarif(canned.canned())["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "sources/example-council.toml"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith("https://")


def test_sarif_says_what_is_new_and_what_is_accepted_the_worst_first() -> None:
    results = sarif(canned.canned())["runs"][0]["results"]
    assert results[0]["properties"]["severity"] == "danger"
    assert {each.get("baselineState") for each in results} == {"new", "unchanged", None}
    assert [each["suppressions"][0]["kind"] for each in results if "suppressions" in each] == ["external"]


def test_sarif_keeps_githubs_limit() -> None:
    assert len(sarif(canned.many(5_010))["runs"][0]["results"]) == 5_000


def test_junit_counts_what_it_holds() -> None:
    top = ET.fromstring(str(formats.render("junit", canned.canned(), Style())))  # noqa: S314 - we wrote it
    assert top.get("failures") == str(len(top.findall(".//failure"))) == "8"
    assert top.get("errors") == str(len(top.findall(".//error"))) == "1"
    assert top.get("tests") == str(len(top.findall(".//testcase")))
    assert "page-not-reviewed" in (top.findtext("testsuite/system-out") or "")


def test_junit_fails_from_the_level_that_was_asked_for() -> None:
    strict = str(formats.render("junit", canned.canned(), Style(fail_on="untidy")))
    never = str(formats.render("junit", canned.canned(), Style(fail_on="never")))
    assert strict.count("<failure") == 10
    assert never.count("<failure") == 0


def test_csv_is_what_excel_takes_for_text() -> None:
    written = str(formats.render("csv", canned.canned(), Style()))
    assert written.startswith("\ufeff")
    assert written.count("\r\n") == written.count("\n") == 11
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert [each["id"] for each in rows if each["also_on"] == "3"]
    assert {each["severity"] for each in rows} == {each.value for each in Severity}


def test_no_cell_is_a_formula_and_numbers_keep_their_zero() -> None:
    cells = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\uff1d1",
        "+44 20 7946 0958",
        "+442079460958",
        "+44 (0)20 7946 0958",
        "fine",
    ]
    written = table(["a"], [[each] for each in cells])
    got = [row[0] for row in csv.reader(io.StringIO(written.removeprefix("\ufeff")))][1:]
    assert got == [
        "'=1+1", "'+1", "'-1", "'@x", "'\t=1", "'\uff1d1", "020 7946 0958", "02079460958", "020 7946 0958", "fine",
    ]  # fmt: skip


def test_github_is_told_ten_and_how_many_more() -> None:
    lines = str(formats.render("github", canned.many(30), Style())).splitlines()
    assert lines == ["::notice::30 problems in the report"]
    alone = report.build(replace(canned.many(30).run), rules=canned.RULES)
    lines = str(formats.render("github", alone, Style())).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "::notice::20 more problems in the report"
    assert str(formats.render("github", local(), Style())).startswith("::error file=pages/a page.html,line=12,title=")


def test_markdown_keeps_within_an_issue_and_says_how_many_are_left() -> None:
    written = str(formats.render("markdown", canned.many(5_000), Style()))
    assert len(written) <= markdown.LIMIT
    left = re.search(r"and ([\d,]+) more in the report\n$", written)
    assert left
    shown = written.count("\n- **")
    assert shown + int(left[1].replace(",", "")) == 5_000


def test_several_sites_share_the_room_of_one_issue() -> None:
    written = "".join(map(str, formats.stream("markdown", (canned.many(3_000), canned.many(3_000)), Style())))
    assert len(written) <= markdown.LIMIT
    assert written.count("more in the report") == 2
