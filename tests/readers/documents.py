"""Makes documents for tests: small ones byte by byte, real ones by the programs people write them with."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from checker.model.pages import Page, Source
from checker.model.rules import Settings
from checker.readers import read
from tests.outside import needed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def page(name: str, body: bytes, **more: str) -> Page:
    """Read a document by its name."""
    return read(Source(target=name, body=body, **more), Settings(today=date(2026, 11, 23)))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Make a ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return file.getvalue()


def relations(targets: Mapping[str, str], *, outside: bool = True) -> str:
    """Write the relations of a part: addresses, or names of other parts, by id."""
    mode = ' TargetMode="External"' if outside else ""
    rows = "".join(f'<Relationship Id="{known}" Target="{target}"{mode}/>' for known, target in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Make a Word document of what stands in its body, and of other parts."""
    document = f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": document, **(parts or {})})


def paragraph(words: str, style: str = "") -> str:
    """Write a paragraph of one run."""
    shown = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{shown}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def workbook(sheet: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Make an Excel workbook of one sheet, and of other parts."""
    book = f'<workbook {S} {R}><sheets><sheet name="Services" sheetId="1" r:id="s"/></sheets></workbook>'
    return zipped(
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relations({"s": "worksheets/sheet1.xml"}, outside=False),
            "xl/worksheets/sheet1.xml": f"<worksheet {S} {R}>{sheet}</worksheet>",
            **(parts or {}),
        }
    )


def pdf(*pages: str, extra: str = "") -> bytes:
    """Make a PDF of pages, each given as what is drawn on it."""
    numbers = [4 + 2 * at for at in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R>>{extra}",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for number, drawn in zip(numbers, pages, strict=True):
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects[number + 1] = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
    body, places = b"%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(len(body))
        body += f"{number} 0 obj{objects[number]}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def line(words: str, *, at: int, size: int = 11, left: int = 60) -> str:
    """Draw a line of words, so many points from the bottom."""
    return f"BT /F {size} Tf {left} {at} Td ({words}) Tj ET "


def converted(html: Path, kind: str) -> bytes:
    """Have LibreOffice make a document of a page."""
    command = [
        needed("soffice", "libreoffice"),
        "--headless",
        f"-env:UserInstallation=file://{html.parent}/office",
        "--convert-to",
    ]
    subprocess.run([*command, kind, "--outdir", html.parent, html], capture_output=True, timeout=90, check=True)
    return html.with_suffix(f".{kind.partition(':')[0]}").read_bytes()


def printed(html: Path) -> bytes:
    """Have Chromium print a page."""
    where = html.with_suffix(".pdf")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    profile = f"--user-data-dir={html.parent}/browser"
    command = [
        needed("chromium", "chromium-browser", "google-chrome"),
        *options,
        profile,
        f"--print-to-pdf={where}",
        html.as_uri(),
    ]
    subprocess.run(command, capture_output=True, timeout=90, check=True)
    return where.read_bytes()
