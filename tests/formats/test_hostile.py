"""A page full of attacks through every format: inert, and still legible."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from checker import formats
from checker.formats.text import closing
from checker.model.reports import Style
from tests import canned

LEGIBLE = "gnp.exe"
"""Words in the midst of the attacks that must come through."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LOG = Style(actions=True)


def words(name: str, style: Style = LOG) -> str:
    written = formats.render(name, canned.hostile(), style)
    return written.decode("latin-1") if isinstance(written, bytes) else written


@pytest.mark.parametrize("name", sorted({*formats.names("report")} - {"xlsx", "contacts"}))
def test_what_is_written_is_legible_and_can_be_encoded(name: str) -> None:
    written = words(name)
    assert LEGIBLE in written or name == "json"
    written.encode()


@pytest.mark.parametrize("name", ["text", "concise", "markdown", "csv", "html", "junit", "github"])
def test_no_control_character_comes_through(name: str) -> None:
    assert CONTROLS.search(words(name)) is None
    assert CONTROLS.search(closing(canned.hostile(), LOG)) is None


@pytest.mark.parametrize("name", sorted({*formats.names("report")} - {"xlsx"}))
def test_the_log_of_actions_takes_nothing_for_a_command(name: str) -> None:
    lines = [line.strip() for line in words(name).splitlines()]
    assert not [line for line in lines if "##[" in line]
    commands = [line for line in lines if line.startswith("::")]
    assert all(re.match(r"::(error|warning|notice)( title=|::)", line) for line in commands)
    assert len(commands) == (1 if name == "github" else 0)


class Elements(HTMLParser):
    """Notes what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_holds_no_element_of_the_page_and_no_link_but_to_the_web() -> None:
    seen = Elements()
    seen.feed(words("html", Style()))
    tags = [tag for tag, _ in seen.tags]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
    links = [attributes["href"] or "" for tag, attributes in seen.tags if tag == "a"]
    assert all(link.startswith(("#", "http:", "https:", "mailto:")) for link in links)


def test_csv_holds_the_attack_in_one_line_of_one_cell() -> None:
    rows = list(csv.reader(io.StringIO(words("csv", Style()).removeprefix("\ufeff"))))
    assert len(rows) == 2
    assert all("\n" not in cell and not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_workbook_holds_no_formula_and_no_link_but_to_the_web() -> None:
    book = load_workbook(io.BytesIO(bytes(formats.render("xlsx", canned.hostile(), Style()))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink and not str(cell.hyperlink.target).startswith("http")]
    assert any(LEGIBLE in str(cell.value) for cell in cells)


def test_markdown_calls_nobody_and_links_nothing_of_the_page() -> None:
    written = words("markdown", Style())
    assert "@everyone" not in written
    assert "http://" not in written
    assert not re.search(r"(?<!\\)<(?!!-- checker:hostile -->)", written)
    assert not re.search(r"(?<!\\)\]\(", written)


def test_xml_parses() -> None:
    ET.fromstring(words("junit"))  # noqa: S314 - we wrote it


def test_json_keeps_every_word_as_it_was_written() -> None:
    quotes = [each["where"]["quote"] for each in json.loads(words("json"))["problems"]]
    assert canned.HOSTILE.replace("\ud800", "\ufffd") in quotes


def test_a_title_of_a_million_characters_costs_little() -> None:
    page = "x" * 1_000_000
    assert len(words("concise")) < 5_000
    assert len(formats.render("markdown", canned.titled(page), Style())) < 60_000
    assert len(formats.render("html", canned.titled(page), Style())) < 300_000
