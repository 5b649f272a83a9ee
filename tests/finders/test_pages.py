"""The search as a whole: which finders run, which pages are the site's, which are the same, and why there are none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec
import pytest

from checker import config, family, finders
from checker.errors import Incomplete
from checker.model.sites import Finding
from tests.finders.asking import a_site, an_ask, html, raw, search, served

if TYPE_CHECKING:
    from pathlib import Path

    from checker.model.fetching import Fetched

START = "https://www.example.gov.uk/"


def sitemap(*paths: str) -> bytes:
    return raw(("<urlset>" + "".join(f"<url><loc>{{HERE}}{each}</loc></url>" for each in paths) + "</urlset>").encode())


def listing(name: str, **options: object) -> dict[str, object]:
    return {"kind": "listing", "file": name, **options}


def test_without_a_finder_the_sitemap_is_read_and_nothing_is_crawled() -> None:
    asked: list[str] = []
    pages = {"/sitemap.xml": sitemap("/a"), "/": html('<p><a href="/b">b</a>'), "/b": html("b")}
    assert served(lambda here: a_site(f"{here}/"), pages, asked).paths() == ["/a"]
    assert not [each for each in asked if each.startswith("GET / ")]


def test_without_a_sitemap_the_site_is_crawled_and_nothing_is_said_of_it() -> None:
    pages = {"/": html('<p><a href="/b">b</a>'), "/b": html("b")}
    search = served(lambda here: a_site(f"{here}/"), pages)
    assert search.paths() == ["/", "/b"]
    assert search.unchecked == []


def test_a_sitemap_of_another_site_is_said_and_the_site_is_crawled() -> None:
    pages = {"/sitemap.xml": raw(b"https://staging.example/a"), "/": html("<p>home")}
    search = served(lambda here: a_site(f"{here}/"), pages)
    assert search.paths() == ["/"]
    assert "listed no pages we may check. It has 1 address; 1 does not begin with http://127.0.0.1:" in search.said()
    assert "like https://staging.example/a." in search.said()


def test_pages_left_out_are_said_with_the_line_that_leaves_them_out(tmp_path: Path) -> None:
    file = tmp_path / "oakley.toml"
    file.write_text('name = "Oakley"\n\nexclude = ["/*"]\n')
    pages = {"/sitemap.xml": sitemap(*(f"/{number}" for number in range(214)))}
    search = served(lambda here: a_site(f"{here}/", exclude=("/*",), file=str(file)), pages)
    assert search.pages == []
    address = search.unchecked[0].what
    assert search.said() == (
        f"The sitemap at {address} listed no pages we may check. It has 214 addresses; "
        f'214 were left out by exclude = ["/*"] in {file} line 3.'
    )


def test_the_same_page_is_found_once_whatever_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "https://WWW.example.gov.uk:443/a#top\nhttps://www.example.gov.uk/a?\nhttps://www.example.gov.uk/a?PHPSESSID=1\n"
        "https://www.example.gov.uk/a?id=1\nhttps://www.example.gov.uk/a?id=1&jsessionid=2\n/a?id=2\n/A\n/a/\n"
    )
    found = search(a_site(START, listing("a.txt")), an_ask(tmp_path))
    assert found.paths() == ["/a", "/a?id=1", "/a?id=2", "/A", "/a/"]


def test_scheme_and_www_are_the_same_only_where_the_finder_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "http://example.gov.uk/a\nhttps://www.example.gov.uk/a\nhttp://www.example.gov.uk/b\n"
    )
    assert search(a_site(START, listing("a.txt")), an_ask(tmp_path)).paths() == ["/a"]
    folding = search(a_site(START, listing("a.txt", fold=True)), an_ask(tmp_path))
    assert folding.urls == ["https://www.example.gov.uk/a", "https://www.example.gov.uk/b"]


def test_the_first_finder_names_a_page_and_a_later_list_adds_what_it_knows(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("url,owner\n/a,\n/b,Play\n")
    (tmp_path / "two.csv").write_text(
        "url,owner,reviewed,review due\n/b,Other,2026-01-02,\n/a,Housing,,2027-01-01\n/c,x,,\n"
    )
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a").write_text("a")
    ways = ({"kind": "folder", "path": "site", "files": ["*"]}, listing("one.csv"), listing("two.csv"))
    found = search(a_site(START, *ways), an_ask(tmp_path))
    assert [(each.found_by, each.owner, each.reviewed, each.review_due) for each in found.pages] == [
        ("folder", "Housing", None, "2027-01-01"),
        ("listing", "Play", "2026-01-02", None),
        ("listing", "x", None, None),
    ]
    assert found.paths() == ["/a", "/b", "/c"]
    assert found.unchecked == []


def test_pages_come_as_they_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("/a\n/b\n")

    async def first() -> str:
        found = finders.pages(a_site(START, listing("a.txt"), {"kind": "crawl"}), an_ask(tmp_path))
        page = await anext(found)
        await found.aclose()
        return page.url  # type: ignore[union-attr]

    assert asyncio.run(first()) == f"{START}a"


def test_a_finder_that_fails_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    async def broken(_: object) -> Fetched:
        raise RuntimeError

    async def offline(_: object) -> Fetched:
        raise Incomplete("This machine seems to be offline.")

    (tmp_path / "a.txt").write_text("/a\n")
    site = a_site(START, {"kind": "crawl"}, listing("a.txt"))
    found = search(site, an_ask(tmp_path, fetch=broken))
    assert found.paths() == ["/a"]
    assert [(each.what, each.fault) for each in found.unchecked] == [("crawl", True)]
    with pytest.raises(Incomplete):
        search(site, an_ask(tmp_path, fetch=offline))


@pytest.mark.parametrize("kind", family.names(finders))
def test_options_are_strict_and_each_is_described(kind: str) -> None:
    shape = finders.options()[kind]
    schema = msgspec.json.schema(shape)
    described = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    assert described["additionalProperties"] is False
    assert described["description"].endswith(".")
    assert all("description" in each or "anyOf" in each for each in described["properties"].values())
    with pytest.raises(msgspec.ValidationError):
        finders.options_of(Finding(kind=kind, options={"nonsense": 1}))


def test_what_a_site_file_says_of_finding_reaches_the_finder(tmp_path: Path) -> None:
    file = tmp_path / "oakley.toml"
    file.write_text(
        f'name = "Oakley"\nstart = "{START}"\n\n[[find]]\nkind = "listing"\nfile = "a.txt"\n[[find]]\nkind = "crawl"\n'
    )
    site = config.load(file, finders.options())
    assert [(each.kind, each.line) for each in site.finders] == [("listing", 4), ("crawl", 7)]
    assert finders.options_of(site.finders[0]).file == "a.txt"  # type: ignore[attr-defined]
