"""A link copied out of an email tells nobody whose mailbox it came from, but in JSON, which repeats the page."""

from __future__ import annotations

import io
import json

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from checker import formats, report
from checker.model.mentions import Kind, Role
from checker.model.nights import Absent, Comparison
from checker.model.problems import State, Unchecked
from checker.model.reports import Extraction, Report, Style
from tests import canned

READER = "jo.roe"
SAFE = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2F"
    f"&data=05%7C01%7C{READER}%40example.gov.uk%7C1&sdata=abc%3D&reserved=0"
)
VERBATIM = {"json", "jsonl"}


def full() -> Report:
    """Put the address wherever it can stand."""
    where = replace(canned.place(SAFE, before=f"See {SAFE} and ", after=f" or {SAFE}"), href=SAFE)
    said = canned.problem("link-gone", canned.HOMELESS, where, f"This link leads to {SAFE}.", evidence=(("a", SAFE),))
    gap = Unchecked(what=SAFE, why="It did not answer.", stage="look up", pages=(canned.HOMELESS,))
    run = canned.run()
    page = next(each for each in run.pages if each.url == canned.HOMELESS)
    (link,) = canned.links(SAFE)
    inventory = replace(page.inventory, mentions=(*page.inventory.mentions, replace(link, text=SAFE)))
    page = replace(page, problems=(*page.problems, said), unchecked=(*page.unchecked, gap), inventory=inventory)
    gone = Absent(
        problem=replace(said, page=f"{canned.HOMELESS}/gone"),
        page_name="Gone",
        owner=None,
        standing=canned.standing(3, State.FIXED),
        why="put right",
    )
    pages = tuple(page if each.url == page.url else each for each in run.pages)
    known = Comparison(first=False, absent=(gone,), previous=canned.comparison().previous)
    return report.build(replace(run, pages=pages), rules=canned.RULES, site=canned.SITE, comparison=known)


def legible(name: str, document: Report | Extraction) -> str:
    written = formats.render(name, document, Style())
    if isinstance(written, str):
        return written
    cells = (cell for sheet in load_workbook(io.BytesIO(written)) for row in sheet.iter_rows() for cell in row)
    return "\n".join(f"{cell.value} {cell.hyperlink.target if cell.hyperlink else ''}" for cell in cells)


@pytest.mark.parametrize("name", sorted({*formats.names("report")} - VERBATIM))
def test_no_report_for_people_names_the_reader(name: str) -> None:
    told = legible(name, full())
    assert READER not in told.replace("\\", "")
    assert name == "contacts" or "safelinks" in told


def test_nor_does_a_list_of_what_stands_on_a_page() -> None:
    assert READER not in legible("text", Extraction(pages=tuple(full().contents)))


def test_json_repeats_the_page() -> None:
    problems = json.loads(legible("json", full()))["problems"]
    assert SAFE in {each["where"]["href"] for each in problems}
    extraction = Extraction(pages=tuple(full().contents))
    mentions = [each for page in json.loads(legible("json", extraction))["pages"] for each in page["mentions"]]
    assert [each["href"] for each in mentions if each["kind"] == Kind.LINK and each["text"] == SAFE] == [SAFE]
    assert Role.HYPERLINK in {each["role"] for each in mentions}


def test_identities_stay_what_they_are() -> None:
    made = full()
    book = load_workbook(io.BytesIO(bytes(formats.render("xlsx", made, Style()))))
    told = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {each.absent.problem.fingerprint for each in made.fixed} <= told
    assert next(each.id for each in made.entries if each.problem.place.href == SAFE) in told


def test_a_document_without_such_a_link_is_not_touched() -> None:
    from checker.formats._discreet import discreet  # noqa: PLC0415 - what stays the same is seen only from within

    made = canned.canned()
    assert discreet(made) is made
