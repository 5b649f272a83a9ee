"""The workbook: the team's worklist."""

from __future__ import annotations

import io
import time
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from checker import formats
from checker.errors import UsageFault
from checker.formats import xlsx
from checker.model.reports import Carried, Style
from tests import canned


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(bytes(formats.render("xlsx", canned.canned(), Style()))))


def test_the_sheets_stand_in_the_order_they_are_needed(book: Workbook) -> None:
    assert book.sheetnames == ["Problems", "Fixed", "Could not check", "Accepted", "By owner", "Rules", "About"]


def test_the_worklist_has_the_teams_columns_and_a_list_to_choose_from(book: Workbook) -> None:
    sheet = book["Problems"]
    header = [cell.value for cell in sheet[1]]
    assert header[0] == "Owner"
    assert header[15:18] == ["Who", "Status", "Notes"]
    assert header[-1] == "Problem ID"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"To do,Doing,Done,Not a problem,Ask someone"'
    assert str(choice.sqref) == "Q2:Q11"
    assert sheet.freeze_panes == "A2"


def test_a_row_holds_words_as_words_and_dates_as_dates(book: Workbook) -> None:
    row = {key.value: cell for key, cell in zip(book["Problems"][1], book["Problems"][2], strict=True)}
    assert row["What it says now"].value == "020 7946 095"
    assert row["What it says now"].data_type == "s"
    assert row["First seen"].value == datetime(2026, 3, 3)  # noqa: DTZ001 - a workbook knows no zones
    assert row["See it"].hyperlink.target.startswith(canned.HOMELESS)
    assert row["State"].value == "New"


def test_every_table_has_a_row_for_each_thing(book: Workbook) -> None:
    rows = {name: book[name].max_row - 1 for name in book.sheetnames}
    assert (rows["Problems"], rows["Fixed"], rows["Could not check"], rows["Accepted"]) == (10, 2, 5, 2)


def test_the_same_run_gives_the_same_bytes() -> None:
    assert formats.render("xlsx", canned.canned(), Style()) == formats.render("xlsx", canned.canned(), Style())


def test_one_workbook_holds_one_site() -> None:
    with pytest.raises(UsageFault, match="holds one site"):
        formats.stream("xlsx", (canned.canned(), canned.canned()), Style())


def test_five_thousand_problems_are_written_in_five_seconds() -> None:
    document = canned.many(5_000)
    begun = time.process_time()
    formats.render("xlsx", document, Style())
    assert time.process_time() - begun < 5


def returned(**cells: str) -> bytes:
    """A workbook as the team sends it back: filled in, its columns in another order."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = cells.pop("sheet", "Problems")
    sheet.append(["Notes", "Problem ID", "Who", "Page", "Status"])
    sheet.append([cells.get("notes"), cells.get("id"), cells.get("who"), "Some page", cells.get("status")])
    sheet.append([None, "0" * 16, None, "Another page", None])
    sink = io.BytesIO()
    made.save(sink)
    return sink.getvalue()


def test_what_the_team_wrote_stands_in_the_next_workbook_in_the_row_of_the_same_problem() -> None:
    identity = canned.canned().first[2].entry.id
    told = xlsx.carried(returned(id=identity, who="A. Writer", status="Doing", notes="asked on Monday"))
    assert told == {identity: Carried(who="A. Writer", status="Doing", notes="asked on Monday")}
    again = xlsx.carried(bytes(formats.render("xlsx", canned.canned(), Style(carried=told))))
    assert again == told


def test_a_workbook_nobody_filled_in_carries_nothing() -> None:
    assert xlsx.carried(bytes(formats.render("xlsx", canned.canned(), Style()))) == {}


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"no workbook", "cannot be read"), (returned(sheet="Other"), 'no sheet "Problems"')],
    ids=["words", "another-workbook"],
)
def test_another_file_is_refused_in_a_sentence(body: bytes, words: str) -> None:
    with pytest.raises(UsageFault, match=words):
        xlsx.carried(body)
