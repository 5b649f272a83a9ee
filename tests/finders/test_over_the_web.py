"""The finders over the program's own client, as a run uses them."""

from __future__ import annotations

import asyncio
from ipaddress import ip_network
from pathlib import Path

from checker.model.fetching import Pace, WebOptions
from checker.model.finding import Ask
from checker.web.client import Client
from tests.finders.asking import Search, a_site, html, links_of, raw, searched
from tests.web.servers import site

OPTIONS = WebOptions(
    agent="checker-tests",
    networks=(ip_network("127.0.0.0/8"),),
    own_hosts=frozenset({"127.0.0.1"}),
    own=Pace(per_second=1000.0, at_once=4),
)


def found(pages: dict[str, bytes], asked: list[str], *kinds: str) -> Search:
    async def run() -> Search:
        async with site(pages, asked=asked) as port, Client(OPTIONS) as client:
            here = f"http://127.0.0.1:{port}"
            for path, page in pages.items():
                pages[path] = page.replace(b"{HERE}", here.encode())
            ask = Ask(fetch=client.fetch, robots_sitemaps=client.sitemaps, links_of=links_of, folder=Path())
            return await searched(a_site(f"{here}/", *({"kind": kind} for kind in kinds)), ask)

    return asyncio.run(run())


def test_a_sitemap_named_by_robots_txt() -> None:
    pages = {
        "/robots.txt": raw(b"User-agent: *\nDisallow: /x\nSitemap: /maps.xml\n", "Content-Type: text/plain"),
        "/maps.xml": raw(b"<urlset><url><loc>{HERE}/a</loc></url></urlset>"),
    }
    search = found(pages, [])
    assert search.paths() == ["/a"]
    assert search.unchecked == []


def test_a_crawl_asks_for_each_page_once_and_for_none_that_robots_txt_closes() -> None:
    asked: list[str] = []
    pages = {
        "/robots.txt": raw(b"User-agent: *\nDisallow: /closed\n", "Content-Type: text/plain"),
        "/": html('<p><a href="/a">a</a> <a href="/closed/1">1</a> <a href="/closed/2">2</a> <a href="/old">o</a>'),
        "/a": html('<p><a href="/">home</a>'),
        "/old": html("", "301 Moved", "Location: /a"),
    }
    search = found(pages, asked, "crawl", "crawl")
    assert search.paths() == ["/", "/a"]
    assert search.said().splitlines()[0] == "2 addresses like this were not followed: robots.txt does not allow it."
    paths = [each.split(" ")[1] for each in asked]
    assert not [each for each in paths if "closed" in each]
    assert sorted(set(paths)) == ["/", "/a", "/old", "/robots.txt"]
    assert paths.count("/") == 1
