"""The same page as HTML and as documents that programs made of it: the same contacts stand in each."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from checker import pipeline
from checker.model.mentions import Inventory, Kind
from checker.model.pages import Source
from checker.model.rules import Settings
from tests.readers.documents import converted, printed

if TYPE_CHECKING:
    from pathlib import Path

TOWNS = ("0113 496", "0114 496", "0115 496", "0116 496", "0117 496", "0118 496", "0121 496", "020 7946", "029 2018")

LONG = (
    "You can ask about clubs, holidays and everything that families need in the year, and we will ring you back within"
    " five days, on whatever number you give us."
)


def a_page() -> str:
    """Write a page with 72 contacts, in paragraphs, lists, tables and broken lines."""
    parts = ["<h1>Short breaks for disabled children</h1>"]
    for number in range(36):
        phone = f"{TOWNS[number % len(TOWNS)]} 0{number + 100}"
        name, mail = f"Team {number}", f"team-{number}@example.gov.uk"
        link = f'<a href="mailto:{mail}">{mail}</a>'
        parts.append(
            (
                f"<h2>{name}</h2><p>{LONG} Telephone {phone} at any time, or write to {link} with your name.</p>",
                f"<ul><li>{name}: {phone}</li><li>Email: {link}</li></ul>",
                f"<table><tr><td>{name}</td><td>{phone}</td><td>{link}</td></tr></table>",
                f"<p><b>{name}</b><br>Tel: {phone}<br>{link}</p>",
            )[number % 4]
        )
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>Short breaks</title>{''.join(parts)}</html>"


def inventory(name: str, body: bytes) -> Inventory:
    return pipeline.study(Source(target=name, body=body), Settings(today=date(2026, 11, 23))).inventory


def ways(found: Inventory) -> Counter[str]:
    """Count the numbers and emails."""
    shown = (each for each in found.mentions if each.kind in {Kind.PHONE, Kind.EMAIL})
    return Counter(each.value or each.raw for each in shown)


def contacts(found: Inventory) -> Counter[tuple[str, ...]]:
    """Count what belongs together."""
    return Counter(
        tuple(sorted(way.value or way.raw for way in (*each.phones, *each.emails))) for each in found.contacts
    )


BY_OFFICE = ("docx:MS Word 2007 XML", "odt:writer8", "pdf:writer_web_pdf_Export")


@pytest.mark.parametrize("made", ["printed", *(pytest.param(each, marks=pytest.mark.soak) for each in BY_OFFICE)])
def test_a_document_holds_the_contacts_of_its_twin(made: str, tmp_path: Path) -> None:
    html = tmp_path / "page.html"
    html.write_text(a_page(), encoding="utf-8")
    body = printed(html) if made == "printed" else converted(html, made)
    kind = "pdf" if made == "printed" else made.partition(":")[0]
    page, document = inventory("page.html", html.read_bytes()), inventory(f"page.{kind}", body)
    assert (ways(page).total(), contacts(page).total()) == (72, 36)
    for of in (ways, contacts):
        twin, found = of(page), of(document)
        assert (twin & found).total() >= 0.98 * twin.total()
        assert (found - twin).total() <= 1
