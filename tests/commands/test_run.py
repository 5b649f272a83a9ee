"""The nightly run through its own door, three nights over the small internet, held against what is true there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from checker import urls
from tests.commands.conftest import NIGHTS
from tests.world import council, truth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended, Night


@pytest.mark.parametrize("number", NIGHTS)
def test_every_address_gets_the_verdict_it_deserves(nights: dict[int, Night], number: int) -> None:
    said = {each["url"]: (each["verdict"], each["certainty"]) for each in nights[number].report["targets"]}
    # what cannot be read as an address is no target; a rule about how it is written speaks of it
    expected = truth.targets(number).items()
    true = {url: (each.verdict, each.certainty) for url, each in expected if urls.target(url)}
    assert {url: (said.get(url), deserved) for url, deserved in true.items() if said.get(url) != deserved} == {}


@pytest.mark.parametrize("number", NIGHTS)
def test_every_problem_has_the_state_it_deserves(nights: dict[int, Night], number: int) -> None:
    said = [each for each in nights[number].report["problems"] if each["state"] != "accepted"]
    missing = {}
    for known, state in truth.problems(number).items():
        found = [each["state"] for each in said if is_it(each, known)]
        if state == "fixed" and not found:
            continue  # it was fixed on an earlier night
        if found != [state]:
            missing[known] = (state, found)
    assert missing == {}


def is_it(problem: Any, known: truth.Known) -> bool:
    where = problem["where"]
    return (problem["rule"], problem["page"]) == (known.rule, known.page) and (
        known.what in {"", where["href"]} or known.what in where["quote"]
    )


def test_on_the_first_night_nothing_is_new(nights: dict[int, Night]) -> None:
    first = nights[1].report
    assert (first["run"]["first"], first["run"]["previous"], first["totals"]["states"]["new"]) == (True, None, 0)
    assert nights[2].report["run"]["previous"]["id"] == first["run"]["id"]
    assert nights[2].report["totals"]["states"]["new"] > 0


def test_its_files_lie_where_people_look_for_them(nights: dict[int, Night]) -> None:
    reports = nights[3].folder / "reports"
    latest = reports / "harbourshire" / "latest"
    assert {each.name for each in latest.iterdir()} == {"report.html", "problems.xlsx", "report.json"}
    assert (reports / "harbourshire" / nights[2].report["run"]["id"] / "report.json").exists()
    front = (reports / "index.html").read_text(encoding="utf-8")
    assert "Harbourshire Local Offer" in front
    # accepted problems are nobody's to do, on the front door as in the report
    assert f">{nights[3].report['totals']['problems']['wrong']}</td>" in front


def test_a_report_is_written_again_without_the_network(nights: dict[int, Night], ask: Callable[..., Ended]) -> None:
    again = ask("report", "harbourshire", *nights[3].where, "-f", "json")
    assert again.json["problems"] == nights[3].report["problems"]
    assert ask("report", *nights[3].where, "--owner", "Directory team", "-f", "concise").code == 0
    assert "Did you mean" in ask("report", *nights[3].where, "--owner", "Directory tem").err


def test_what_changed_is_told(nights: dict[int, Night], ask: Callable[..., Ended]) -> None:
    first, second = nights[1].report["run"]["id"], nights[2].report["run"]["id"]
    told = ask("compare", "harbourshire", first, second, *nights[3].where)
    assert told.code == 0
    assert f"From {first} to {second}" in told.out
    assert "Fixed (" in told.out
    assert "New (" in told.out
    assert ask("compare", "harbourshire", second, first, *nights[3].where).code == 2


def test_how_long_is_told(nights: dict[int, Night], ask: Callable[..., Ended]) -> None:
    assert ask("history", "harbourshire", *nights[3].where).out.count("November 2026") == len(NIGHTS)
    failing = next(each for each in nights[3].report["targets"] if each["failing_since"] and each["verdict"] == "gone")
    told = ask("history", "harbourshire", "--link", failing["url"], *nights[3].where).out
    assert "No good answer since" in told
    page = nights[3].report["problems"][-1]["page"]
    assert page in ask("history", "harbourshire", "--page", page, *nights[3].where).out
    assert ask("history", "harbourshire", "--page", "https://elsewhere.example/", *nights[3].where).code == 2


def test_a_problem_is_left_until_a_day(nights: dict[int, Night], ask: Callable[..., Ended]) -> None:
    night = nights[3]
    problem = next(each for each in night.report["problems"] if each["state"] == "still-open")
    gap = next(each for each in night.report["unchecked"] if each["verdict"] == "blocked-us")
    why = ("--reason", "Checked by hand", "--by", "web team", "--until", "2027-03-01", "--today", "2026-11-25")
    file = night.folder / "sources" / "harbourshire.toml"
    before = file.read_text(encoding="utf-8")
    assert ask("accept", problem["id"], gap["id"], *why, *night.where).code == 0
    assert file.read_text(encoding="utf-8").startswith(before.rstrip())
    again = ask("report", "harbourshire", *night.where, "-f", "json").json
    states = {each["id"]: each["state"] for each in again["problems"]}
    assert states[problem["id"]] == "accepted"
    assert next(each for each in again["unchecked"] if each["id"] == gap["id"])["accepted"]["by"] == "web team"
    later = ask("report", "harbourshire", *night.where, "-f", "json", "--today", "2027-03-02").json
    assert {each["id"]: each["state"] for each in later["problems"]}[problem["id"]] != "accepted"
    file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense", "--until", "2027-01-01"), "has the id"),
        (("0123456789abcdef", "--until", "2028-01-01"), "more than a year"),
        (("0123456789abcdef", "--until", "2026-01-01"), "has passed"),
        (("0123456789abcdef", "--until", "tomorrow"), "is not a date"),
    ],
)
def test_what_cannot_be_left_is_said(
    nights: dict[int, Night], ask: Callable[..., Ended], words: tuple[str, ...], said: str
) -> None:
    ended = ask("accept", *words, "--reason", "a", "--by", "b", "--today", "2026-11-25", *nights[3].where)
    assert (ended.code, said in ended.err) == (2, True)


def test_the_team_s_columns_come_back_from_the_workbook(
    nights: dict[int, Night], ask: Callable[..., Ended], tmp_path: Path
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - a second to import, for this test alone

    night = nights[3]
    book = load_workbook(night.folder / "reports" / "harbourshire" / "latest" / "problems.xlsx")
    sheet = book["Problems"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["Status"]).value = "Not a problem"
    sheet.cell(2, columns["Who"]).value = "Housing"
    identity = sheet.cell(2, columns["Problem ID"]).value
    returned = tmp_path / "old.xlsx"
    book.save(returned)
    file = night.folder / "sources" / "harbourshire.toml"
    before = file.read_text(encoding="utf-8")
    ended = ask("report", "harbourshire", *night.where, "--carry", str(returned), "--accept", "-f", "json")
    assert ended.code == 0
    entry = next(each for each in ended.json["problems"] if each["id"] == identity)
    assert (entry["state"], entry["accepted"]["by"]) == ("accepted", "Housing")
    file.write_text(before, encoding="utf-8")


def test_the_doctor_looks_at_everything(nights: dict[int, Night], ask: Callable[..., Ended]) -> None:
    found = ask("doctor", *nights[3].where)
    assert found.code in {0, 3}  # 3 where this machine has no name server that knows anything
    for word in ("Program", "Certificates", "Name server", "Proxy", "Sites", "Database", "Reports"):
        assert f"\n{word}" in f"\n{found.out}"


def test_every_page_is_as_old_as_its_platform_says(nights: dict[int, Night]) -> None:
    said = {each["url"]: each["updated"] for each in nights[3].report["pages"]}
    true = {page.url: page.updated.isoformat() for page in council.pages() if page.updated and page.url in said}
    told = {url: (said[url] or {}).get("date") for url in true if read(nights[3], url)}
    assert len(told) > 40
    assert {url: date for url, date in told.items() if date != true[url]} == {}


def test_a_page_without_a_date_is_as_old_as_its_words(nights: dict[int, Night]) -> None:
    def updated(number: int) -> list[dict[str, str]]:
        undated = {page.url for page in council.pages() if page.updated is None}
        pages = [each for each in nights[number].report["pages"] if each["url"] in undated]
        return [each["updated"] for each in pages if each["updated"] and each["updated"]["from"] == "memory"]

    assert updated(1) == []
    assert {each["date"] for each in updated(3)} == {nights[1].report["run"]["today"]}


def read(night: Night, url: str) -> bool:
    return any(each["url"] == url and each["read"] for each in night.report["pages"])


def test_contacts_that_came_or_went_are_told_the_night_after(nights: dict[int, Night]) -> None:
    def told(number: int) -> list[dict[str, str]]:
        problems = [each for each in nights[number].report["problems"] if each["state"] != "fixed"]
        return [each for each in problems if each["rule"] == "page-changed-overnight"]

    assert told(1) == []
    assert told(2)
    again = {each["id"] for each in told(2)} & {each["id"] for each in told(3)}
    assert [(each["state"], each["page"], each["message"]) for each in told(3) if each["id"] in again] == []


def test_a_site_file_with_a_fault_costs_no_other_site_its_run(
    ask: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "rent.html").write_text("<h1>Rent</h1><p>Telephone: 020 7946 095</p>")
    (tmp_path / "sources" / "bad.toml").write_text('nam = "Bad"\n')
    (tmp_path / "sources" / "good.toml").write_text(FOLDER_SITE)
    ended = ask("run", "--offline", "--format", "concise")
    assert ended.code == 2
    assert "nam" in ended.err
    assert "phone-cannot-ring" in ended.out
    monkeypatch.setenv("CHECKER_FAIL_ON", "never")
    assert ask("run", "good", "--offline").code == 0


FOLDER_SITE = """
name  = "Good"
start = "https://www.example.gov.uk/"
[[find]]
kind = "folder"
path = "../pages"
"""


def test_a_page_belongs_to_whom_its_breadcrumb_names(ask: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "pages").mkdir()
    crumbs = '<nav aria-label="Breadcrumb"><a href="/">Home</a> <a href="/housing">Housing</a></nav>'
    (tmp_path / "pages" / "rent.html").write_text(f"<body>{crumbs}<h1>Rent</h1><p>Telephone: 020 7946 095</p>")
    (tmp_path / "pages" / "play.html").write_text("<body><h1>Play</h1><p>Telephone: 020 7946 09588</p>")
    owner = '[[owner]]\nowner = "Housing team"\nheading = "Housing"\n'
    (tmp_path / "sources" / "good.toml").write_text(FOLDER_SITE + owner)
    said = ask("run", "--offline", "--format", "json").json
    assert {each["url"].rpartition("/")[2]: each["owner"] for each in said["pages"]} == {
        "rent.html": "Housing team",
        "play.html": None,
    }


def test_pages_that_cannot_be_read_are_not_said_to_hold_the_same_words(
    ask: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "pages").mkdir()
    for number in range(8):
        (tmp_path / "pages" / f"{number}.html").write_text("<div>" * 60_002)
    (tmp_path / "sources" / "good.toml").write_text(FOLDER_SITE)
    ended = ask("run", "--offline")
    assert ended.code == 3
    assert "same words" not in ended.err
    assert "too many elements inside each other" in ended.err
