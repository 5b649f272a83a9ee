"""The canned report through every format that people or programs read as words.

`CHECKER_SNAPSHOTS=write` writes them anew; then look at what changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker import __version__, formats
from checker.formats.text import closing
from checker.model.reports import Style
from tests import canned

KEPT = Path(__file__).parent / "snapshots"
WORDS = ("text", "concise", "markdown", "csv", "github", "junit", "contacts")


def same(name: str, words: str) -> None:
    """Compare words with what is kept, to the last byte."""
    path = KEPT / name
    words = words.replace(f'"{__version__}"', '"VERSION"')
    if os.environ.get("CHECKER_SNAPSHOTS") == "write":
        KEPT.mkdir(exist_ok=True)
        path.write_bytes(words.encode())
    assert words == path.read_bytes().decode()


@pytest.mark.parametrize("name", WORDS)
def test_a_report_reads_as_it_did(name: str) -> None:
    written = formats.render(name, canned.canned(), Style())
    assert isinstance(written, str)
    same(f"{name}.txt", written)


@pytest.mark.parametrize("verbose", [False, True])
def test_the_closing_words_read_as_they_did(verbose: bool) -> None:  # noqa: FBT001 - a case of the test
    same(f"closing-{'verbose' if verbose else 'short'}.txt", closing(canned.canned(), Style(verbose=verbose)))


def test_the_closing_words_of_a_first_run_and_of_a_page_without_problems() -> None:
    first, nothing = closing(canned.first(), Style()), closing(canned.nothing(), Style())
    assert "This is the first check of this site: nothing counts as new." in first
    assert "new, " not in first
    assert nothing == "No problems found on 1 page.\n"


def test_contacts_are_written_in_the_words_of_open_referral() -> None:
    same("contacts.json", str(formats.render("contacts", canned.canned(), Style(ending=".json"))))


@pytest.mark.parametrize("name", sorted({*formats.names("report")} - {"json", "html", "xlsx"}))
def test_several_sites_are_written_as_one(name: str) -> None:
    both = (canned.canned(), canned.nothing())
    written = "".join(map(str, formats.stream(name, both, Style())))
    assert len(written) > 0
    assert "".join(map(str, formats.stream(name, both[:1], Style()))) == formats.render(name, both[0], Style())


def test_text_marks_new_problems_and_how_long_others_are_open() -> None:
    lines = str(formats.render("text", canned.canned(), Style(width=100))).splitlines()
    assert any(line.endswith(" new") and len(line) == 100 for line in lines)
    assert any(line.endswith(" open 12 days") and len(line) == 100 for line in lines)


@pytest.mark.parametrize("name", formats.names("report"))
def test_every_format_writes_reports_and_names_its_file(name: str) -> None:
    assert formats.render(name, canned.nothing(), Style()) is not None
    assert formats.file_name(name).count(".") == 1
    written = formats.files(name, canned.nothing(), Style())
    assert list(written) == [formats.file_name(name)]


def test_files_have_the_names_that_were_promised() -> None:
    promised = (
        "report.html",
        "problems.xlsx",
        "report.json",
        "problems.csv",
        "contacts.csv",
        "summary.md",
        "junit.xml",
    )
    assert {*promised, "report.sarif"} <= {formats.file_name(name) for name in formats.names("report")}
