from __future__ import annotations

import time
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Incomplete
from checker.model.pages import BlockKind, Page
from tests.readers.documents import S, W, line, page, paragraph, pdf, relations, word, workbook, zipped

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Short breaks</dc:title><dcterms:modified>2025-03-01T10:00:00Z</dcterms:modified></cp:coreProperties>"
)


def refusal(name: str, body: bytes, **more: str) -> str:
    with pytest.raises(Incomplete) as refused:
        page(name, body, **more)
    return refused.value.message


def words(read: Page) -> list[str]:
    return [block.text for block in read.blocks]


class TestWord:
    def test_headings_are_known_by_their_styles_and_by_what_these_are_based_on(self) -> None:
        styles = (
            f'<w:styles {W}><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
            '<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H"/></w:style>'
            '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
        )
        body = paragraph("Housing", "H") + paragraph("Visit", "Own") + paragraph("Ring.", "A")
        found = page("a.docx", word(body, {"word/styles.xml": styles})).blocks
        assert [(block.text, block.tag) for block in found] == [("Housing", "h2"), ("Visit", "h2"), ("Ring.", "p")]
        assert found[2].headings == ("Visit",)

    def test_links_are_found_as_elements_and_as_fields(self) -> None:
        body = (
            '<w:p><w:hyperlink r:id="r1" w:anchor="top"><w:r><w:t>our page</w:t></w:r></w:hyperlink></w:p>'
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://b.example.org/"</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>theirs</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            '<w:p><w:fldSimple w:instr="HYPERLINK mailto:a@example.org"><w:r><w:t>write</w:t></w:r></w:fldSimple></w:p>'
        )
        parts = {"word/_rels/document.xml.rels": relations({"r1": "https://a.example.org/"})}
        found = page("a.docx", word(body, parts)).blocks
        assert [(link.href, link.text) for block in found for link in block.links] == [
            ("https://a.example.org/#top", "our page"),
            ("https://b.example.org/", "theirs"),
            ("mailto:a@example.org", "write"),
        ]

    def test_what_is_struck_out_or_hidden_is_not_read(self) -> None:
        body = (
            "<w:p><w:del><w:r><w:delText>020 7946 0000</w:delText></w:r></w:del><w:ins><w:r><w:t>Ring.</w:t></w:r>"
            "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r></w:p>"
        )
        assert words(page("a.docx", word(body))) == ["Ring."]

    def test_rows_of_tables_belong_together_and_headers_are_the_templates(self) -> None:
        table = f"<w:tbl><w:tr><w:tc>{paragraph('Help')}</w:tc><w:tc>{paragraph('01632 960101')}</w:tc></w:tr></w:tbl>"
        header = f"<w:hdr {W}>{paragraph('Any Council')}</w:hdr>"
        found = page("a.docx", word(table, {"word/header1.xml": header, "docProps/core.xml": CORE}))
        assert [block.tag for block in found.blocks[:2]] == ["td", "td"]
        assert found.blocks[0].part == found.blocks[1].part
        assert found.blocks[2].kind is BlockKind.TEMPLATE
        assert found.title == "Short breaks"
        assert [each.value for each in found.structured] == ["2025-03-01T10:00:00Z"]


class TestExcel:
    def test_a_row_is_one_thing_and_a_cell_shows_what_excel_shows(self) -> None:
        sheet = (
            '<cols><col min="5" max="5" hidden="1"/></cols><sheetData>'
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2"><v>1632960101</v></c>'
            '<c r="C1" s="1"><v>45720</v></c>'
            '<c r="D1" t="inlineStr"><is><t>a</t></is></c><c r="E1"><v>7</v></c></row>'
            '<row r="2" hidden="1"><c r="A2"><v>8</v></c></row></sheetData>'
            '<hyperlinks><hyperlink ref="A1" r:id="h"/></hyperlinks>'
        )
        styles = (
            f'<styleSheet {S}><numFmts><numFmt numFmtId="170" formatCode="00000000000"/></numFmts>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
        )
        parts = {
            "xl/styles.xml": styles,
            "xl/sharedStrings.xml": f"<sst {S}><si><r><t>Early </t></r><r><t>Help</t></r></si></sst>",
            "xl/worksheets/_rels/sheet1.xml.rels": relations({"h": "https://a.example.org/"}),
        }
        found = page("a.xlsx", workbook(sheet, parts)).blocks
        assert [block.text for block in found] == ["Services", "Early Help", "01632960101", "04/03/2025", "a"]
        assert len({block.part for block in found[1:]}) == 1
        assert [link.href for link in found[1].links] == ["https://a.example.org/"]


class TestPdf:
    def test_lines_become_paragraphs_with_the_number_of_their_page(self) -> None:
        first = line("Short breaks", at=780, size=20) + line("Ring 01632 960101 or", at=740) + line("visit.", at=727)
        found = page("a.pdf", pdf(first, line("Second page", at=780)))
        assert [(block.text, block.tag, block.page) for block in found.blocks] == [
            ("Short breaks", "h1", 1),
            ("Ring 01632 960101 or\nvisit.", "p", 1),
            ("Second page", "p", 2),
        ]
        assert found.blocks[2].headings == ("Short breaks",)
        assert found.place(2, 0, 6).page == 2
        assert "page=2" in found.ids

    def test_a_wide_gap_parts_the_cells_of_a_row(self) -> None:
        row = line("Early Help", at=700) + line("01632 960101", at=700, left=300)
        found = page("a.pdf", pdf(row)).blocks
        assert [block.text for block in found] == ["Early Help", "01632 960101"]
        assert found[0].part == found[1].part

    def test_what_stands_on_every_page_is_the_templates(self) -> None:
        pages = [
            line(f"Any Council, page {number}", at=800) + line(f"Text {number}x", at=700) for number in range(1, 5)
        ]
        kinds = [block.kind for block in page("a.pdf", pdf(*pages)).blocks if block.text.startswith("Any")]
        assert kinds == [BlockKind.TEMPLATE] * 4

    def test_pages_that_are_pictures_are_told(self) -> None:
        picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
        assert page("a.pdf", pdf(line("Text", at=700), picture)).gaps == (
            "Page 2 holds no text to read: there are pictures only, as in a scan.",
        )
        assert "no text to read" in refusal("a.pdf", pdf(picture))
        assert refusal("a.pdf", pdf()) in {"This PDF has no pages.", "This PDF is damaged: it cannot be opened."}


class TestMarkdown:
    def test_blocks_have_the_lines_they_begin_on(self) -> None:
        body = (
            "---\ntitle: Short breaks\nlastmod: 2025-03-01\n---\n\n# Breaks\n\nRing *now*\nor write.\n\n- [Us](a/b)\n"
        )
        found = page("a.md", body.encode(), url="https://example.org/x/")
        assert [(block.text, block.tag, block.line) for block in found.blocks] == [
            ("Breaks", "h1", 6),
            ("Ring now or write.", "p", 8),
            ("Us", "p", 11),
        ]
        assert found.title == "Short breaks"
        assert [link.url for link in found.blocks[2].links] == ["https://example.org/x/a/b"]
        assert [(each.name, each.value) for each in found.structured] == [("dcterms.modified", "2025-03-01")]

    def test_html_within_is_read(self) -> None:
        body = (
            '<p>Ring <a href="tel:01632960005">01632 960005</a><br>today</p><script>var a</script>\n\nNow <b>or</b> so'
        )
        found = page("a.md", body.encode())
        assert words(found) == ["Ring 01632 960005\ntoday", "Now or so"]
        assert [link.href for link in found.blocks[0].links] == ["tel:01632960005"]


class TestEmails:
    def test_the_html_part_is_read_and_attachments_are_told(self) -> None:
        message = EmailMessage()
        message["Subject"] = "Short breaks"
        message["Date"] = "Mon, 23 Nov 2026 10:00:00 +0000"
        message.set_content("Plain words")
        message.add_alternative('<p>Ring – <a href="https://example.org/">here</a></p>', subtype="html")
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
        found = page("a.eml", message.as_bytes())
        assert words(found) == ["Ring – here"]
        assert found.title == "Short breaks"
        assert [each.value for each in found.structured] == ["2026-11-23"]
        assert found.gaps == ("The email's 1 attachment was not read. Check them as files.",)

    def test_plain_text_is_read_where_there_is_nothing_else(self) -> None:
        assert words(page("a.eml", b"Subject: a\r\nContent-Type: text/plain\r\n\r\nRing 01632 960101\r\n")) == [
            "Ring 01632 960101"
        ]


BOMB = zipped({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.pdf", b"<!doctype html><title>Not found</title>", "This is a web page, although it should be a PDF."),
        ("a.docx", b"<html><p>Not found", "This is a web page, although it should be a Word document."),
        ("a.pdf", b"", "This file is empty. It should be a PDF."),
        ("a.pdf", b"Hello", "This is not a PDF, whatever it is called."),
        ("a.pdf", b"%PDF-1.4 and nothing more", "This PDF is damaged: it cannot be opened."),
        ("a.docx", b"Hello", "This is not a Word document, whatever it is called."),
        ("a.odt", zipped({"other.xml": "<a/>"}), "This is not an OpenDocument text, whatever it is called."),
        ("a.xlsx", workbook("")[:200], "This document is damaged: it cannot be unpacked."),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "it has a password, or was written in the format of before 2007"),
        ("a.docx", BOMB, "This document unpacks to more than any document holds."),
        ("a.docx", zipped({"word/document.xml": LAUGHS}), "This document declares entities"),
        ("a.docx", zipped({"word/document.xml": "<a>" * 5000}), "more parts than can be looked through"),
        ("a.docx", zipped({"word/document.xml": "<a><b></a>"}), "This document is damaged: a part of it"),
        (
            "a.odt",
            zipped({"content.xml": "?", "META-INF/manifest.xml": "<m:encryption-data/>"}),
            "This document has a password.",
        ),
        ("a.eml", b"\r\n\r\nHello", "This is not an email, whatever it is called."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(name: str, body: bytes, said: str) -> None:
    begun = time.process_time()
    assert said in refusal(name, body)
    assert time.process_time() - begun < 3


def test_a_web_page_at_the_address_of_a_document_is_told() -> None:
    body = b"<!doctype html><title>Page not found</title><p>Not here"
    said = refusal("https://example.org/a.pdf", body, url="https://example.org/a.pdf", content_type="text/html")
    assert said == "This is a web page, although it should be a PDF."


def test_a_document_of_unknown_type_is_known_by_its_name_or_its_beginning() -> None:
    body = pdf(line("Text", at=700))
    assert words(page("a.pdf", body, content_type="application/octet-stream")) == ["Text"]
    assert words(page("download", body)) == ["Text"]


@given(st.sampled_from(["a.pdf", "a.docx", "a.odt", "a.xlsx", "a.md", "a.eml"]), st.data())
def test_damaged_documents_are_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = {
        "a.pdf": pdf(line("Text", at=700)),
        "a.docx": word(paragraph("Text")),
        "a.odt": zipped({"content.xml": "<a/>"}),
        "a.xlsx": workbook("<sheetData><row><c><v>1</v></c></row></sheetData>"),
        "a.md": b"# Text\n\n- <a href='x'>b</a> [c](d)\n",
        "a.eml": b"Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n--b--\r\n",
    }[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    body = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 4)) :]
    with suppress(Incomplete):  # anything else it may not raise
        page(name, body)


def test_a_sentence_that_goes_on_over_a_page_s_end_is_one() -> None:
    long = "You can ask about clubs, holidays and everything that families need in the year, and ring 020 7946"
    body = pdf(line("Text", at=740) + line(long, at=60, size=9), line("0958 about it.", at=740, size=9))
    assert [(each.text, each.page) for each in page("a.pdf", body).blocks][1:] == [(f"{long} 0958 about it.", 1)]
    short = pdf(line("Advice line 020 7946", at=60), line("0958 Nights", at=740))
    assert words(page("a.pdf", short)) == ["Advice line 020 7946", "0958 Nights"]
