"""Lists of pages, as people keep them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.finders.asking import Search, a_site, an_ask, raw, search, served

if TYPE_CHECKING:
    from pathlib import Path

START = "https://www.example.gov.uk/"


def found(tmp_path: Path, text: str | bytes, name: str = "pages.csv") -> Search:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return search(a_site(START, {"kind": "listing", "file": name}), an_ask(tmp_path))


def rows(search: Search) -> list[tuple[str | None, ...]]:
    return [
        (path, page.owner, page.reviewed, page.review_due)
        for path, page in zip(search.paths(), search.pages, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "url,owner,reviewed,review_due\nhttps://www.example.gov.uk/a,Housing,2026-03-01,2027-03-01\n",
        "\ufeffPage;Web address;Team;Last reviewed;Next review\r\nRent;/a;Housing;01/03/2026;1.3.2027\r\n",
        "Owner\tURL\tReview due\tDate reviewed\nHousing\twww.example.gov.uk/a\t01/03/27\t2026-03-01 09:00\n",
        "sep=;\nAddress;Owner;Reviewed;Review due\n/a;Housing;46082;46447\n",
        'URL,Owner,Reviewed,Review due\n"=HYPERLINK(""https://www.example.gov.uk/a"";""Rent"")",Housing,01/03/2026,01/03/2027',
        "https://www.example.gov.uk/a,Housing,2026-03-01,2027-03-01",
        'url,notes,owner,reviewed,review due\n/a,"two\nlines, and a comma",Housing,2026-03-01,2027-03-01',
        "# kept by the web team\n\nurl,owner,reviewed,review_due\n,,,\n  /a#part , Housing ,2026-03-01,2027-03-01,,,",
    ],
)
def test_every_form_of_a_list(tmp_path: Path, text: str) -> None:
    assert rows(found(tmp_path, text)) == [("/a", "Housing", "2026-03-01", "2027-03-01")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_excel_writes(tmp_path: Path, encoding: str) -> None:
    text = "url,owner\n/a,Café team\n".encode(encoding)
    assert rows(found(tmp_path, text)) == [("/a", "Café team", None, None)]


def test_one_address_a_line(tmp_path: Path) -> None:
    search = found(
        tmp_path, "# mine\nhttps://www.example.gov.uk/a,b;c\n\n/d\nhttp://www.example.gov.uk/e\n", "pages.txt"
    )
    assert search.paths() == ["/a,b;c", "/d"]


def test_dates_that_are_none_are_left_out(tmp_path: Path) -> None:
    assert rows(found(tmp_path, "url,reviewed\n/a,soon\n/b,31/02/2026\n/c,2026-13-01\n/d,")) == [
        (path, None, None, None) for path in ("/a", "/b", "/c", "/d")
    ]


def test_rows_that_name_no_page_are_said_with_their_lines(tmp_path: Path) -> None:
    search = found(tmp_path, "url,owner\n/a,x\nsee intranet,y\nmailto:a@example.org,z\n/b,x\n")
    assert search.paths() == ["/a", "/b"]
    assert search.said() == "2 rows of the list name no web address: lines 3 and 4."


def test_a_quotation_that_never_ends_costs_no_other_row(tmp_path: Path) -> None:
    rest = "/c,z\n" * 200
    found_there = found(tmp_path, f'url,owner\n/a,x\n/b,"y\n{rest}/d,5" pipe\n/e,"two\nlines"\n')
    assert found_there.paths() == ["/a", "/b", "/c", "/d", "/e"]
    assert [each.owner for each in found_there.pages] == ["x", "y", "z", '5" pipe', "two\nlines"]


def test_a_list_of_marks_and_an_endless_cell_take_linear_time(tmp_path: Path) -> None:
    begun = time.process_time()
    for piece in ('"\n', '",', '"""\n', "a", ";\n"):
        found(tmp_path, "url,owner\n/a,x\n" + piece * 100_000)
    assert time.process_time() - begun < 10


def test_a_list_elsewhere_is_fetched() -> None:
    pages = {"/list.csv": raw(b"url\n{HERE}/a\n")}
    search = served(lambda here: a_site(f"{here}/", {"kind": "listing", "file": f"{here}/list.csv"}), pages)
    assert search.paths() == ["/a"]
    search = served(lambda here: a_site(f"{here}/", {"kind": "listing", "file": f"{here}/list.csv"}), {})
    assert search.said() == "The list could not be read: the answer was 404."


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = search(a_site(START, {"kind": "listing", "file": "no.csv"}), an_ask(tmp_path))
    assert found.said() == "The list could not be read: no such file or directory."


def test_an_empty_list_is_said(tmp_path: Path) -> None:
    assert (
        found(tmp_path, "").said()
        == f"The list {tmp_path}/pages.csv listed no pages we may check. No address was found there."
    )


def test_an_address_full_of_control_characters_is_no_way_into_the_report(tmp_path: Path) -> None:
    said = found(tmp_path, "url\nhttps://else.example/\x1b[31m\u202e\n").said()
    assert "\x1b" not in said
    assert "\u202e" not in said
