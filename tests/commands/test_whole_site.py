"""What shows only when all pages are seen together, night after night."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from checker import commands

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = "<!doctype html><html lang='en'><title>Badges {}</title><main><h1>Badges {}</h1><p>{}</p></main></html>"
SITE = """name = "Badges"
start = "https://www.example.gov.uk/"
[[find]]
kind = "folder"
path = "pages"

[[contact_details]]
name = "Badge Office"
phone = "020 7275 6036"
retired = ["020 7275 4411"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources" / "pages").mkdir(parents=True)
    (tmp_path / "sources" / "badges.toml").write_text(SITE, encoding="utf-8")
    for number in range(6):
        write(tmp_path, str(number), "Ring 020 7275 6036.")
    write(tmp_path, "slip", "Ring 020 7275 6063.")
    write(tmp_path, "old", "Ring 020 7275 4411.")
    return tmp_path


def write(folder: Path, name: str, words: str) -> None:
    page = folder / "sources" / "pages" / f"{name}.html"
    page.write_text(OFFICE.format(name, name, words), encoding="utf-8")


def night(folder: Path, today: str) -> dict[str, tuple[str, str]]:
    """Run a night, and give each rule's problem: its state, and the words it is about."""
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"), "--today", today)
    out = folder / f"{today}.json"
    how = ("--offline", "--max-unread", "100", "--only", "phone-near-miss", "--only", "contact", "--quiet")
    commands.execute(("run", *where, *how, "--format", "json", "--output", str(out)))
    problems = json.loads(out.read_bytes())["problems"]
    return {each["rule"]: (each["state"], each["where"]["quote"]) for each in problems}


def test_a_slip_among_many_pages_and_a_retired_number_are_told(folder: Path) -> None:
    assert night(folder, "2026-11-23") == {
        "phone-near-miss": ("still-open", "020 7275 6063"),
        "contact-retired": ("still-open", "020 7275 4411"),
    }


def test_pages_that_fail_tonight_still_say_what_the_others_are_held_against(folder: Path) -> None:
    night(folder, "2026-11-23")
    for number in range(3):
        (folder / "sources" / "pages" / f"{number}.html").write_bytes(b"%PDF-1.7\x00 not what it was")
    assert night(folder, "2026-11-24")["phone-near-miss"] == ("still-open", "020 7275 6063")


def test_a_slip_that_was_mended_is_fixed(folder: Path) -> None:
    night(folder, "2026-11-23")
    write(folder, "slip", "Ring 020 7275 6036.")
    assert night(folder, "2026-11-24")["phone-near-miss"][0] == "fixed"
