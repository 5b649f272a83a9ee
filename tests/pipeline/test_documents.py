"""Documents that pages of a site link to are read like pages, where the site file says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from checker import commands
from tests.finders.asking import html, raw
from tests.pipeline.serving import served
from tests.readers.documents import line, paragraph, pdf, word

if TYPE_CHECKING:
    from pathlib import Path

OLD = "Ring 0171 946 0018 today"
PAGES = {
    "/pages/": html(
        '<h1>Help</h1><p><a href="/files/a.pdf">A</a> <a href="/files/b.docx?v=2">B</a> <a href="/pages/more">More</a>'
        ' <a href="/files/gone.pdf">Gone</a> <a href="/private/c.pdf">C</a></p>'
    ),
    "/pages/more": html('<h1>More</h1><p>The same: <a href="/files/a.pdf#page=2">A</a></p>'),
    "/files/a.pdf": raw(pdf(line("Text", at=700), line(OLD, at=700)), "Content-Type: application/pdf"),
    "/files/b.docx?v=2": raw(word(paragraph(OLD)), "Content-Type: application/octet-stream"),
    "/files/gone.pdf": html("<title>Not found</title><p>This page is not here any more"),
    "/private/c.pdf": raw(pdf(line(OLD, at=700)), "Content-Type: application/pdf"),
}


def night(folder: Path, asked: list[str], *, documents: bool) -> Any:
    return nights(folder, asked, PAGES, documents=documents)[0]


def nights(
    folder: Path, asked: list[str], pages: dict[str, bytes], *, documents: bool = True, number: int = 1
) -> list[Any]:
    (folder / "sources").mkdir()
    said = f'documents = {str(documents).lower()}\nexclude = ["*/private/*"]\n[[find]]\nkind = "crawl"\n'
    quick = '[pace]\nper_second = 100\n[links]\nconfirm = ["100ms"]\n'
    reports = []
    with served(pages, asked) as port:
        start = f"http://127.0.0.1:{port}/pages/"
        (folder / "sources/here.toml").write_text(f'name = "Here"\nstart = "{start}"\n{said}{quick}')
        where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
        how = ("--format", "json", "--output", str(folder / "out.json"), "--quiet", "--allow-private")
        for _ in range(number):
            assert commands.execute(("run", *where, *how)) in {0, 1, 3}
            reports.append(json.loads((folder / "out.json").read_bytes()))
    return reports


def test_documents_are_read_once_with_the_pages_they_stand_on(tmp_path: Path) -> None:
    asked: list[str] = []
    report = night(tmp_path, asked, documents=True)
    paths = {each["url"].split("/", 3)[3]: each for each in report["pages"]}
    assert sorted(paths) == ["files/a.pdf", "files/b.docx?v=2", "files/gone.pdf", "pages/", "pages/more"]
    assert {path for path, each in paths.items() if each["found_by"] == "documents"} == {
        "files/a.pdf",
        "files/b.docx?v=2",
        "files/gone.pdf",
    }
    old = [each for each in report["problems"] if each["rule"] == "phone-old-london-code"]
    assert {each["page"].rpartition("/")[2]: each["where"]["page"] for each in old} == {"a.pdf": 2, "b.docx?v=2": None}
    said = {each["what"].rpartition("/")[2]: each["why"] for each in report["unchecked"]}
    assert said["gone.pdf"].startswith("This is a web page, although it should be a PDF.")
    assert sum(each.startswith("GET /files/a.pdf ") for each in asked) == 1


def test_without_a_word_in_the_site_file_they_are_links_like_others(tmp_path: Path) -> None:
    report = night(tmp_path, [], documents=False)
    assert sorted(each["url"].split("/", 3)[3] for each in report["pages"]) == ["pages/", "pages/more"]


def test_what_could_not_be_read_is_said_every_night(tmp_path: Path) -> None:
    picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
    body = pdf(line("Text", at=700), picture)
    pages = {
        "/pages/": html('<h1>Help</h1><p><a href="/files/a.pdf">A</a></p>'),
        "/files/a.pdf": raw(body, 'Content-Type: application/pdf\r\nETag: "1"'),
    }
    first, second = nights(tmp_path, [], pages, number=2)
    assert [each["why"].split(":")[0] for each in first["unchecked"]] == ["Page 2 holds no text to read"]
    assert second["unchecked"] == first["unchecked"]
    assert first["run"]["id"] != second["run"]["id"]
