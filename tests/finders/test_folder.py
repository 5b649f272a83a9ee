"""Files in a folder as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.finders.asking import a_site, an_ask, search

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("site/index.html", "site/a page.html", "site/rent/index.html", "site/rent/old.htm", "site/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "site/.hidden.html").write_text("no")
    (tmp_path / "secret.html").write_text("no")
    (tmp_path / "site/link.html").symlink_to(tmp_path / "secret.html")
    return tmp_path


def test_each_file_is_a_page_with_its_bytes(folder: Path) -> None:
    found = search(a_site("https://www.example.gov.uk/", {"kind": "folder", "path": "site"}), an_ask(folder))
    assert found.paths() == ["/a%20page.html", "/", "/rent/", "/rent/old.htm"]
    assert next(each.body for each in found.pages) == b"site/a page.html"
    assert {each.content_type for each in found.pages} == {"text/html"}
    assert found.unchecked == []


def test_where_it_is_published_and_which_files_may_be_said(folder: Path) -> None:
    ways = {"kind": "folder", "path": "site", "base": "https://www.example.gov.uk/drafts", "files": ["*.txt"]}
    found = search(a_site("https://www.example.gov.uk/", ways), an_ask(folder))
    assert found.paths() == ["/drafts/notes.txt"]
    assert found.pages[0].content_type == "text/plain"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = search(a_site("https://www.example.gov.uk/", {"kind": "folder", "path": "no"}), an_ask(tmp_path))
    assert found.said() == "There is no such folder, so none of its pages were checked."


def test_a_file_too_large_for_a_page_is_said(folder: Path) -> None:
    with (folder / "site/large.html").open("wb") as file:
        file.truncate(20_000_001)
    found = search(a_site("https://www.example.gov.uk/", {"kind": "folder", "path": "site"}), an_ask(folder))
    assert found.said() == "This file is larger than 20 MB, too large for a page."
