"""Sitemaps: every form of them, and what is made of broken and hostile ones."""

from __future__ import annotations

import base64
import gzip
import json
import re
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from checker.finders import _markup, _sitemaps
from checker.model.fetching import Fetched, Request
from tests.finders.asking import Search, a_site, an_ask, html, raw, search, served

SITEMAP = {"kind": "sitemap"}
SHARED = next((each / "shared" for each in Path(__file__).parents if (each / "shared/corpora").is_dir()), None)


def xml(*addresses: str, root: str = "urlset", each: str = "url") -> bytes:
    inner = "".join(f"<{each}><loc>{address}</loc></{each}>" for address in addresses)
    return raw(f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'.encode())


def index(*addresses: str) -> bytes:
    return xml(*addresses, root="sitemapindex", each="sitemap")


def found(pages: dict[str, bytes], **options: Any) -> Search:
    return served(lambda here: a_site(f"{here}/", SITEMAP | options), pages)


def read(text: str | bytes) -> tuple[list[str], _markup.Reading]:
    reading = _markup.Reading()
    body = text.encode() if isinstance(text, str) else text
    return [entry.address for entry in _markup.entries(body, reading)], reading


def test_robots_txt_says_where_they_are() -> None:
    pages = {"/robots.txt": raw(b"User-agent: *\nSitemap: {HERE}/maps/all.xml"), "/maps/all.xml": xml("{HERE}/a")}
    assert found(pages).paths() == ["/a"]


@pytest.mark.parametrize("place", ["/sitemap.xml", "/sitemap_index.xml"])
def test_without_robots_txt_the_usual_places_are_looked_at(place: str) -> None:
    search = found({place: xml("{HERE}/a", "{HERE}/b?id=1&amp;x=2")})
    assert search.paths() == ["/a", "/b?id=1&x=2"]
    assert search.unchecked == []
    assert search.looked[0].where.endswith(place)


def test_a_site_in_a_folder_may_have_its_own() -> None:
    pages = {"/offer/sitemap.xml": xml("{HERE}/offer/a")}
    assert served(lambda here: a_site(f"{here}/offer/", SITEMAP), pages).paths() == ["/offer/a"]


def test_an_index_names_others_packed_or_not_and_the_last_change_is_kept() -> None:
    inner = b"<urlset><url><loc>{HERE}/b</loc><lastmod> 2026-03-01T10:00:00+01:00</lastmod></url></urlset>"
    pages = {
        "/sitemap.xml": index("{HERE}/one.xml", "/two.xml.gz"),
        "/one.xml": xml("{HERE}/a", "/relative"),
        "/two.xml.gz": raw(inner),
    }
    search = found(pages)
    assert search.paths() == ["/a", "/relative", "/b"]
    assert [each.changed for each in search.pages] == [None, None, "2026-03-01"]
    assert {each.found_by for each in search.pages} == {"sitemap"}


def test_what_is_packed_is_known_by_its_first_bytes() -> None:
    packed = gzip.compress(b"https://a.example/1\nhttps://a.example/2\n")
    assert _sitemaps.unpacked(packed) == (b"https://a.example/1\nhttps://a.example/2\n", True)
    assert _sitemaps.unpacked(b"<urlset/>") == (b"<urlset/>", True)


def test_a_packed_sitemap_that_breaks_off_gives_what_there_is() -> None:
    whole = b"".join(b"https://a.example/%d\n" % number for number in range(5_000))
    text, complete = _sitemaps.unpacked(gzip.compress(whole)[:-2_000])
    assert not complete
    assert text[:2_000] == whole[:2_000]
    broken = bytearray(gzip.compress(whole))
    broken[5_000:5_010] = b"\xff" * 10
    text, complete = _sitemaps.unpacked(bytes(broken))
    assert not complete
    assert text[:500] == whole[:500]


def test_a_packed_bomb_is_unpacked_no_further_than_the_limit() -> None:
    bomb = gzip.compress(b"\0" * (_sitemaps.SIZE + 5_000_000))
    text, complete = _sitemaps.unpacked(bomb)
    assert (len(text), complete) == (_sitemaps.SIZE, False)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.example/1\r\n\r\nwords\nhttps://a.example/2", ["1", "2"]),
        ("\ufeffhttps://a.example/1", ["1"]),
        ("\ufeff  <urlset><url><loc>https://a.example/1</loc></url></urlset>", ["1"]),
        ("\n\n<?xml version='1.0'?><urlset><url><loc>\n https://a.example/1\n</loc></url></urlset>", ["1"]),
        ("<s:urlset xmlns:s='x'><s:url><s:loc>https://a.example/1</s:loc></s:url></s:urlset>", ["1"]),
        (("<urlset><url><image:image><image:loc>https://a.example/i.png</image:loc></image:image>"
         "<loc>https://a.example/1</loc></url></urlset>"), ["1"]),
        ("<urlset><url><loc><![CDATA[https://a.example/1?a=1&b=2]]></loc></url></urlset>", ["1?a=1&b=2"]),
        (("<rss><channel><link>https://a.example/</link><item><title>x</title><link>https://a.example/1</link></item>"
         "</channel></rss>"), ["1"]),
        (("<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://a.example/'/><entry>"
         "<link rel='edit' href='https://a.example/e'/><link href='https://a.example/1'/></entry></feed>"), ["1"]),
        # and what no reader of XML takes
        ("<urlset><url><loc>https://a.example/1?a=1&b=2</loc></url><url><loc>https://a.example/2</loc></url></urlset>",
         ["1?a=1&b=2", "2"]),
        ("<urlset><url><loc>https://a.example/1&nbsp;</loc></url><url><loc>https://a.example/2</loc></url></urlset>",
         ["1", "2"]),
        ("Warning: line 3\n<urlset><url><loc>https://a.example/1</loc></url></urlset>", []),
        ("<br />Warning<urlset><url><loc>https://a.example/1</loc></url></urlset>", ["1"]),
        ("<urlset><url><loc>https://a.example/1</loc><url><loc>https://a.example/2</loc></url></urlset>", ["1", "2"]),
        ("<urlset><url><loc>https://a.example/1</loc></url></urlset>trailing < words", ["1"]),
        ("<URLSET><URL><LOC>https://a.example/1</loc></URL></URLSET>", ["1"]),
    ],
)  # fmt: skip
def test_every_form_of_a_sitemap(text: str, addresses: list[str]) -> None:
    assert read(text)[0] == [f"https://a.example/{each}" for each in addresses]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_that_is_not_the_one_declared(encoding: str) -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?><urlset><url><loc>https://a.example/café</loc></url></urlset>'
    assert read(text.encode(encoding))[0] == ["https://a.example/café"]


@pytest.mark.parametrize("declared", ["iso-8859-1", "shift_jis", "no-such-encoding"])
def test_an_encoding_expat_does_not_know(declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?><urlset><url><loc>https://a.example/1</loc></url></urlset>'
    assert read(text)[0] == ["https://a.example/1"]


@pytest.mark.parametrize("cut", [8, 30, 45])
def test_a_sitemap_that_breaks_off_gives_what_is_whole_and_says_so(cut: int) -> None:
    whole = "<urlset>" + "".join(f"<url><loc>https://a.example/{each}</loc></url>" for each in range(3)) + "</urlset>"
    addresses, reading = read(whole[:-cut])
    assert addresses == [f"https://a.example/{each}" for each in range(3 if cut < 20 else 2)]
    assert reading.broken == "breaks off before its end"


def test_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "https://a.example/"> {laughs}]><urlset><url><loc>&l12;</loc></url></urlset>'
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>&f;</loc></url></urlset>'
    for text in (bomb, outside, " junk".join((bomb[:9], bomb[9:]))):
        begun = time.process_time()
        addresses, _reading = read(text)
        assert addresses == []
        assert "root:" not in str(addresses)
        assert time.process_time() - begun < 0.5
    assert "declares entities" in read(bomb)[1].broken


@pytest.mark.parametrize(
    "piece",
    ["<", "<url>", "<loc>", "<loc", "<![CDATA[", "<!--", "&", "<url a='", "</", "<url><loc>x</loc>", "\x00", "]]>"],
)
def test_reading_takes_linear_time_whatever_it_is_given(piece: str) -> None:
    begun = time.process_time()
    read("<urlset>" + piece * 60_000)
    read("<urlset>" + piece * 60_000 + ">")
    assert time.process_time() - begun < 3


def test_addresses_take_little_memory() -> None:
    body = b"<urlset>" + b"".join(
        b"<url><loc>https://a.example/page/%d</loc><lastmod>2026-01-01</lastmod></url>" % each for each in range(20_000)
    )
    tracemalloc.start()
    number = sum(1 for _ in _markup.entries(body + b"</urlset>", _markup.Reading()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 20_000
    assert peak < len(body) * 1.1 + 2_000_000


def test_sitemaps_that_name_each_other_come_to_an_end() -> None:
    asked: list[str] = []
    pages = {
        "/sitemap.xml": index("{HERE}/sitemap.xml", "{HERE}/one.xml", "{HERE}/one.xml#again"),
        "/one.xml": index("{HERE}/sitemap.xml", "{HERE}/one.xml", "{HERE}/two.xml"),
        "/two.xml": xml("{HERE}/a"),
    }
    assert served(lambda here: a_site(f"{here}/", SITEMAP), pages, asked).paths() == ["/a"]
    assert len([each for each in asked if "/two.xml" in each]) == 1


def test_an_index_that_never_ends_comes_to_an_end() -> None:
    async def endless(request: Request) -> Fetched:
        number = int(re.sub(r"\D", "", request.url.rpartition("/")[2]) or 0)
        body = index(f"https://a.example/{number + 1}.xml", f"https://a.example/{number + 2}.xml").partition(
            b"\r\n\r\n"
        )
        return Fetched(url=request.url, final_url=request.url, status=200, body=body[2])

    site = a_site("https://a.example/", SITEMAP | {"address": ["https://a.example/0.xml"]})
    said = search(site, an_ask(fetch=endless)).said()
    assert "The sitemaps name more than 1,000 other sitemaps. We stopped there." in said


def test_200_000_addresses_take_seconds_and_more_are_not_read() -> None:
    lines = b"".join(b"https://a.example/%d\n" % number for number in range(_sitemaps.ADDRESSES + 10))

    async def large(request: Request) -> Fetched:
        return Fetched(url=request.url, final_url=request.url, status=200, body=lines)

    site = a_site("https://a.example/", SITEMAP | {"address": ["/all.txt"]})
    begun = time.process_time()
    found = search(site, an_ask(fetch=large))
    assert time.process_time() - begun < 20
    assert len(found.pages) == _sitemaps.ADDRESSES
    assert "more than 200,000 addresses" in found.said()


def test_a_sitemap_elsewhere_is_not_asked_for_by_an_index() -> None:
    pages = {"/sitemap.xml": index("http://127.0.0.2:1/evil.xml", "{HERE}/one.xml"), "/one.xml": xml("{HERE}/a")}
    search = found(pages)
    assert search.paths() == ["/a"]
    assert search.unchecked == []


def test_a_named_sitemap_that_is_not_there_is_said() -> None:
    search = found({"/b.xml": xml("{HERE}/b")}, address=["/a.xml", "/b.xml"])
    assert search.paths() == ["/b"]
    assert search.said() == "The sitemap could not be read: the answer was 404."


def test_a_page_in_place_of_a_sitemap_is_said() -> None:
    search = found({"/a.xml": html("<!doctype html><p>Not found")}, address=["/a.xml"])
    assert "This is no sitemap but a web page." in search.said()


def test_a_page_in_place_of_a_guessed_sitemap_is_no_sitemap() -> None:
    search = found({"/sitemap.xml": html("<!doctype html><p>Not found"), "/sitemap_index.xml": xml("{HERE}/a")})
    assert search.paths() == ["/a"]
    assert search.unchecked == []


class Corpus:
    """Answers as a row of the corpus says."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.answers = {each["url"].rstrip("/"): each for each in row.get("responses", [])}
        self.row = row

    async def fetch(self, request: Request) -> Fetched:
        url = request.url
        for _ in range(5):
            said = self.answers.get(url.rstrip("/"), {"status": 404, "text": ""})
            headers = {name.lower(): value for name, value in (said.get("headers") or {}).items()}
            if "location" not in headers:
                break
            url = headers["location"]
        body = said.get("text") or ""
        body = base64.b64decode(said["content_b64"]) if said.get("content_b64") else body.encode()
        return Fetched(url=request.url, final_url=url, status=said.get("status"), body=body)

    async def robots(self, address: str) -> tuple[str, ...]:
        text = (await self.fetch(Request(url=address.rstrip("/") + "/robots.txt"))).body.decode("utf-8-sig", "replace")
        return tuple(re.findall(r"^\s*site-?map:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE))


def corpus() -> list[dict[str, Any]]:
    file = SHARED / "corpora/sitemaps/dev.jsonl" if SHARED else None
    if file is None or not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not corpus(), reason="needs ../shared/corpora/sitemaps")
@pytest.mark.parametrize("row", corpus(), ids=lambda row: row["key"])
def test_page_sets_are_those_of_the_corpus(row: dict[str, Any]) -> None:
    if "content" in row:
        assert set(read(row["content"])[0]) == set(row["expected_page_urls"])
        return
    answers = Corpus(row)
    ask = an_ask(fetch=answers.fetch, robots_sitemaps=answers.robots)
    found = search(a_site(row["homepage"] + "/", SITEMAP), ask)
    assert set(found.urls) == set(row["expected_page_urls"])
    dated = {
        each["url"]: (each.get("last_modified") or each.get("lastmod") or "")[:10]
        for each in row["expected_pages"] or ()
    }
    assert {each.url: each.changed or "" for each in found.pages if dated.get(each.url)} == {
        k: v for k, v in dated.items() if v
    }
