"""The workbook in LibreOffice: what pages say is no formula there either."""

from __future__ import annotations

import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker import formats, report
from checker.model.reports import Style
from tests import canned
from tests.outside import needed

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|'/c calc'!A1")


@pytest.mark.soak
def test_libreoffice_opens_it_and_finds_no_formula(tmp_path: Path) -> None:
    run = canned.run()
    page = run.pages[1]
    first = page.problems[0]
    attacks = tuple(
        replace(first, message=each, fix=each, suggestion=each, place=replace(first.place, quote=each))
        for each in FORMULAS
    )
    pages = (replace(page, title=FORMULAS[0], problems=attacks), *run.pages[2:])
    made = report.build(replace(run, pages=pages), rules=canned.RULES, site=canned.SITE, comparison=canned.comparison())
    book = tmp_path / "problems.xlsx"
    book.write_bytes(bytes(formats.render("xlsx", made, Style())))  # type: ignore[arg-type]  # a workbook is bytes
    command = [
        needed("soffice", "libreoffice"),
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(book),
    ]
    subprocess.run(command, capture_output=True, timeout=90, check=True)
    with zipfile.ZipFile(tmp_path / "problems.ods") as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert content.count("=HYPERLINK(1)") >= 2
