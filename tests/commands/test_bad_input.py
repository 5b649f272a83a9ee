"""What people give by mistake, or to do harm: one clear sentence, the right exit code, nobody else's result lost."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Ended

TODAY = ("--today", "2026-11-23", "--offline")
GOOD = "<main><h1>Help</h1><p>Ring 020 7946 0123.</p></main>"


@pytest.mark.parametrize("command", ["check", "extract"])
@pytest.mark.parametrize(
    ("name", "body", "said", "code"),
    [
        (
            "empty/",
            b"",
            "This folder holds no pages. Pages are files",
            3,
        ),
        ("sheet.ods", b"PK\x03\x04" + bytes(100), "This type of file cannot be read (.ods).", 3),
        ("sheet.xyz", b"\x00\x01" + bytes(100), "This type of file cannot be read (.xyz).", 3),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "This is not text.", 3),
        ("program.txt", bytes(range(256)) * 10, "This is not text.", 3),
    ],
)
def test_what_is_no_page_costs_no_other_its_result(
    ask: Callable[..., Ended], tmp_path: Path, command: str, name: str, body: bytes, said: str, code: int
) -> None:
    path = tmp_path / name
    if name.endswith("/"):
        path.mkdir()
    else:
        path.write_bytes(body)
    (tmp_path / "good.html").write_text(GOOD, encoding="utf-8")
    ended = ask(command, name, "good.html", *TODAY, "--format", "json")
    assert ended.code == code
    complaints = [line for line in ended.err.splitlines() if line.startswith("Error: ")]
    assert len(complaints) == 1
    assert complaints[0].startswith(f"Error: {name.rstrip('/')}: ")
    assert said[:40] in complaints[0]
    assert "good.html" in ended.out
    assert [each["what"] for each in ended.json["unchecked"]] == [name.rstrip("/")]


def test_a_page_of_a_hundred_megabytes_is_refused_without_being_read(ask: Callable[..., Ended], tmp_path: Path) -> None:
    with (tmp_path / "big.html").open("wb") as file:
        os.truncate(file.fileno(), 100_000_000)
    ended = ask("check", "big.html", *TODAY)
    assert ended.code == 3
    assert ended.err.startswith("Error: big.html: This is too large to be a page: 100 MB. The limit is 20 MB.\n")


def test_bytes_that_are_no_text_on_standard_input(ask: Callable[..., Ended]) -> None:
    ended = ask("check", "-", *TODAY, "--type", "html", stdin=bytes(range(256)) * 10)
    assert ended.code == 3
    assert ended.err.startswith("Error: -: This is not text.")


def test_a_lying_charset_is_read_all_the_same(ask: Callable[..., Ended], tmp_path: Path) -> None:
    for number, charset in enumerate(("utf-16", "zip", "punycode", "no-such", "\u202e", "a" * 5000)):
        page = f"<meta charset='{charset}'><main><p>Café: 020 7946 0123.</p></main>"
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    ended = ask("extract", ".", *TODAY, "--format", "json")
    assert ended.code == 0
    assert [[each["raw"] for each in page["mentions"]] for page in ended.json["pages"]] == [["020 7946 0123"]] * 6


# an escape sequence, a bell, a line feed and a carriage return; what turns text round; what hides; a C1 control
NASTY = "\x1b[31m\x07\r\x9b1m\u202e\u2066\u200f\ufeff\x7f"
LINE = "evil" + NASTY


@pytest.mark.parametrize("command", ["check", "extract"])
@pytest.mark.parametrize("format_", ["text", "concise"])
def test_nothing_a_page_says_commands_a_terminal(
    ask: Callable[..., Ended], tmp_path: Path, command: str, format_: str
) -> None:
    if (command, format_) == ("extract", "concise"):
        pytest.skip("extract has no such format")
    page = (
        f"<title>{LINE}</title><main><h1>{LINE}</h1><h2>{LINE} head</h2>"
        f"<p>{LINE} call the 0208{NASTY} 441 1355 {LINE} or 0208 441 1355 {LINE}, or a{NASTY}@example.gov.uk</p>"
        f"<p>Read <a href='https://example.gov.uk/{LINE}'>here{NASTY}</a> or www.example.gov.uk/{LINE}</p>"
        f"<p>Page last updated: 31/06/2021{LINE}</p></main>"
    )
    (tmp_path / f"page{NASTY.replace(chr(0x7F), '')}.html").write_text(page, encoding="utf-8")
    ended = ask(command, ".", *TODAY, "--format", format_)
    said = ended.out + ended.err
    assert "0208 441 1355" in said
    assert {letter for letter in said if unicodedata.category(letter) in {"Cc", "Cf"}} <= {"\n"}


def test_a_targets_own_name_commands_no_terminal(ask: Callable[..., Ended]) -> None:
    ended = ask("check", f"gone{NASTY}.html", *TODAY)
    assert ended.code == 2
    assert {letter for letter in ended.err if unicodedata.category(letter) in {"Cc", "Cf"}} <= {"\n"}


def test_in_json_nasty_characters_are_escaped_and_kept(ask: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"Help\n\nCall us \x1b[31m on 020 7946 0123 {NASTY} now.", encoding="utf-8")
    ended = ask("extract", "page.txt", *TODAY, "--format", "json")
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", ended.out)
    assert "\x1b" in ended.json["pages"][0]["mentions"][0]["before"]
