"""What a fuzzer begins with: small examples of everything that is read, and words that mean something to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.readers.documents import R, S, W, line, paragraph, pdf, relations, word, workbook, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fa&data=05%7C01%7Cjo%40example.org"
WORDS = (
    *("020 7946 0123", "+44 (0)20 7946 0123", "18001 0800 111", "07700 900123", "tel:", "mailto:", "jo@example.gov.uk"),
    *("jo [at] example dot org", "https://", "www.example.org/a?b=c#d", "//", "javascript:", ";jsessionid=", "xn--"),
    *("1 March 2026", "01/02/2024", "2024-02-30", "Spring 2025", "last reviewed: ", "next review date", "Sept 23"),
    *(
        "E8 1EA",
        "Mon to Fri, 9am to 5pm",
        "Covid-19",
        "deadline",
        "click here",
        "Page last modified: ",
        "\u200b",
        "\xa0",
    ),
    *(
        "<a href=",
        "<h2>",
        "<table><tr><td>",
        "<base href=",
        "<meta name=",
        "<script>",
        "<!--",
        "<li>",
        "&#x",
        "</",
        "<p>",
    ),
    *(
        "application/ld+json",
        '"@type"',
        "datetime=",
        "itemprop=",
        "charset=",
        "Content-Type: ",
        "Subject: ",
        "=?utf-8?q?",
    ),
    *("](", "![", "```", "| a | b |", "http-equiv=refresh content=0;url=", " obj<<", "stream\n", "<urlset>", "<loc>"),
    *(
        "%40",
        "%2F",
        "&data=",
        "?url=",
        "\x00",
        "\ufeff",
        "\u202e",
        "<![CDATA[",
        "<w:t>",
        "<w:hyperlink r:id=",
        "<text:p>",
    ),
)
HTML = f"""<!doctype html><html lang=en-GB><title>Short breaks</title><meta name=dcterms.modified content=2024-02-01>
<base href=/a/><header><a href=/>Home</a></header><main><h1>Short breaks</h1><p>Ring <b>Jo</b> on 020 7946 0123 or
<a href="mailto:jo@example.gov.uk">jo@example.gov.uk</a> by 1 March 2027.<ul><li><a href="tel:+442079460123">Advice line
</a><li><a href="{SAFE}">more</a></ul><table><tr><th>Office<td>E8 1EA<td>01/02/2024</table>
<img src=a alt="01632 960000">
<script type=application/ld+json>{{"@type": "Organization", "telephone": "020 7946 0123"}}</script>
<p>Last reviewed: May 2025
"""
TEXT = (
    "Housing advice\n\nAdvice line: 020 7946 0123 (Monday to Friday, 9am-5pm)\nText 07700 900123, minicom 18001 020"
    " 7946 0123\n\nEmail: jo.bloggs@example.gov.uk or visit www.example.org/help\n\nPage last modified: 01/02/2024\n"
)
EML = (
    "From: Jo <jo@example.gov.uk>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/"
    'alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: '
    "quoted-printable\r\n\r\nRing 020 7946=\r\n 0123\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Ring us\r\n--b--\r\n"
)
ODT = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:x="http://www.w3.org/1999/xlink"><o:body><o:text>'
    '<t:h t:outline-level="1">Help</t:h><t:p>Ring <t:a x:href="tel:1">020 7946 0123</t:a></t:p></o:text></o:body>'
    "</o:document-content>"
)
SITEMAP = (
    "<urlset><url><loc>https://www.example.gov.uk/a</loc><lastmod>2024-02-01T10:00:00Z</lastmod></url></urlset>",
    "<rss><channel><item><link>/b</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>",
    "https://www.example.gov.uk/c\n",
    "url,owner,reviewed\n/d,Jo,01/02/2024\n",
    'Address;Owner\n"/e";"a\nb"\n',
)
SHEET = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>020 7946 0123</t></is></c><c r="B1"><v>45000</v></c></row>'
    "</sheetData>"
)
_PART = f"<w:document {W} {R}><w:body>{paragraph('Ring 020 7946 0123', 'Heading1')}</w:body></w:document>"
_STRINGS = f"<sst {S}><si><t>jo@example.gov.uk</t></si></sst>"


def of(target: str, folder: Path | None) -> Iterator[bytes]:
    """Give the examples of a target; more from the texts that people labelled, where a folder with them is given."""
    labelled = [] if folder is None else [*_labelled(folder)]
    made: dict[str, tuple[str | bytes, ...]] = {
        "html": (HTML, *(f"<p>{'<br>'.join(each.splitlines())}" for each in labelled)),
        "text": (TEXT, *labelled),
        "markdown": (f"# Help\n\n* Ring [us](tel:1)\n\n{TEXT}\n| a | b |\n|---|---|\n| 1 | <{SAFE}> |\n", *labelled),
        "eml": (EML, EML.replace("alternative", "mixed")),
        "pdf": (pdf(line("Ring 020 7946 0123", at=700), line("Email jo@example.gov.uk", at=700)),),
        "office": tuple(_documents()),
        "repeated": WORDS,
        "addresses": (*WORDS, SAFE, "https://jo:secret@www.example.org:8443/a/../b;jsessionid=1?x=%zz&token=abc#d"),
        "days": (*WORDS, TEXT, "2023-12", "1st of January, '24"),
        "lists": SITEMAP,
    }
    for each in made[target]:
        yield each if isinstance(each, bytes) else each.encode()


def _documents() -> Iterator[bytes]:
    yield b"A" + word(paragraph("Ring 020 7946 0123"))
    yield b"B" + _PART.encode()
    yield b"C" + relations({"r1": "https://www.example.org/"}).encode()
    yield b"D" + ODT.encode()
    yield b"E" + SHEET.encode()
    yield b"F" + _STRINGS.encode()
    yield b"G" + zipped({"content.xml": ODT})
    yield b"H" + workbook(SHEET, {"xl/sharedStrings.xml": _STRINGS})


def _labelled(folder: Path) -> Iterator[str]:
    for each in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(each).get("text") or ""


def dictionary() -> str:
    """Give the words in libFuzzer's form."""
    escaped = ("".join(f"\\x{byte:02x}" for byte in each.encode()) for each in WORDS)
    return "".join(f'"{each}"\n' for each in escaped)
