"""Crawling: every page links lead to, once, and no trap."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

import pytest

from checker.finders import _traps
from checker.model.fetching import Failure, Fetched, Request
from tests.finders.asking import Search, a_site, an_ask, html, raw, search, served

CRAWL = {"kind": "crawl"}


def links(*hrefs: str) -> bytes:
    return html("<main>" + "".join(f'<p><a href="{href}">go</a></p>' for href in hrefs) + "</main>")


def found(pages: dict[str, bytes], asked: list[str] | None = None, /, *, path: str = "/", **options: Any) -> Search:
    return served(lambda here: a_site(here + path, CRAWL | options), pages, asked)


def test_pages_come_breadth_first_and_each_once() -> None:
    asked: list[str] = []
    pages = {
        "/": links("/b", "a", "/#top", "/b?", "mailto:a@example.org", "javascript:void(0)", "http://127.0.0.1:9/x"),
        "/b": links("/", "/c", "/a#part"),
        "/a": links("/d"),
        "/c": html("<p>c"),
        "/d": html("<p>d"),
    }
    search = found(pages, asked)
    assert search.paths() == ["/", "/b", "/a", "/c", "/d"]
    assert len(asked) == 5
    assert search.unchecked == []
    assert {each.found_by for each in search.pages} == {"crawl"}


def test_the_query_is_the_record_and_the_session_is_not() -> None:
    pages = {
        "/": links("/r?id=1", "/r?id=2&PHPSESSID=99", "/r;jsessionid=AB12?id=1", "/r?id=2", "/(S(abcdefgh12345678))/s"),
        "/r?id=1": html("<p>1"),
        "/r?id=2": html("<p>2"),
        "/s": html("<p>s"),
    }
    assert found(pages).paths() == ["/", "/r?id=1", "/r?id=2", "/s"]


def test_base_and_refresh_and_nofollow_lead_on() -> None:
    pages = {
        "/": html(
            '<base href="/deep/"><meta http-equiv=refresh content="5; url=next"><a rel=nofollow href=more>go</a>'
        ),
        "/deep/next": html("<p>next"),
        "/deep/more": html("<p>more"),
    }
    assert sorted(found(pages).paths()) == ["/", "/deep/more", "/deep/next"]


def test_only_the_site_is_walked() -> None:
    asked: list[str] = []
    pages = {
        "/offer/": links("/bins", "/offer/a", "/offer/away", "/offer/home"),
        "/offer/a": html("<p>a"),
        "/offer/away": html("", "302 Found", "Location: /bins"),
        "/offer/home": html("", "302 Found", "Location: /offer/"),
        "/bins": links("/offer/only-from-bins"),
        "/offer/only-from-bins": html("<p>x"),
    }
    assert found(pages, asked, path="/offer/").paths() == ["/offer/", "/offer/a"]


def test_a_redirect_within_the_site_is_the_page_it_leads_to() -> None:
    pages = {
        "/": links("/old", "/older"),
        "/old": html("", "301 Moved", "Location: /new"),
        "/older": html("", "301 Moved", "Location: /new"),
        "/new": links("/next"),
        "/next": html("<p>next"),
    }
    assert found(pages).paths() == ["/", "/new", "/next"]


def test_a_start_that_leads_elsewhere_says_what_to_write() -> None:
    pages = {"/": html("", "301 Moved", "Location: http://localhost:1/home")}
    search = found(pages)
    assert search.pages == []
    assert "leads to http://localhost:1/home, which does not belong to the site." in search.said()
    assert 'write start = "http://localhost:1/" in the site file' in search.said()


def test_dead_links_are_no_pages_but_what_gave_no_answer_may_be_one() -> None:
    pages = {"/": links("/gone", "/down", "/locked"), "/down": html("", "503 Busy"), "/locked": html("", "403 No")}
    assert found(pages).paths() == ["/", "/down", "/locked"]


def test_a_start_that_is_not_there_is_left_to_the_next_stage_to_tell() -> None:
    assert found({}).paths() == ["/"]


def test_only_pages_are_pages_and_files_are_not_even_asked_for() -> None:
    asked: list[str] = []
    pages = {
        "/": links("/form.pdf", "/photo.JPG?x=1", "/data", "/page.aspx", "/v1.2"),
        "/data": raw(b"{}", "Content-Type: application/json"),
        "/page.aspx": html("<p>page"),
        "/v1.2": raw(b"<p>no type"),
    }
    assert found(pages, asked).paths() == ["/", "/page.aspx", "/v1.2"]
    assert not [each for each in asked if "pdf" in each or "JPG" in each]


def test_excluded_pages_are_not_asked_for() -> None:
    asked: list[str] = []
    pages = {"/": links("/news/1", "/a"), "/news/1": html("x"), "/a": html("a")}
    search = served(lambda here: a_site(f"{here}/", CRAWL, exclude=("/news/*",)), pages, asked)
    assert search.paths() == ["/", "/a"]
    assert len(asked) == 2


def test_begin_elsewhere_and_stop_early() -> None:
    pages = {f"/{number}": links(f"/{number + 1}") for number in range(9)}
    search = found(pages, depth=2, **{"from": ["/3"]})
    assert search.paths() == ["/3", "/4", "/5"]
    assert (
        search.said() == "The crawl stopped 2 links from its start, the limit. Raise depth in [[find]] to go further."
    )
    search = found(pages, pages=2, **{"from": ["/0"]})
    assert search.paths() == ["/0", "/1"]
    assert "The crawl stopped after 2 addresses, the limit. Raise pages" in search.said()


def test_a_limit_that_is_just_enough_is_not_mentioned() -> None:
    pages = {"/": links("/a"), "/a": links("/")}
    assert found(pages, pages=2, depth=1).unchecked == []


def test_each_kind_of_trap_is_left_and_counted() -> None:
    asked: list[str] = []
    traps = {
        "action": ["/logout", "/user/log-out.aspx", "/r?action=delete&id=3", "/advice.action?id=1&slaction=add"],
        "calendar": ["/whats-on?month=2031-05", "/events/calendar/2031/05/"],
        "repeating": ["/a/b/a/b/", "/x/x/x/"],
        "endless": ["/" + "/".join(str(each) for each in range(30))],
        "sorting": ["/list?sort=name", "/list?f%5B0%5D=type:x", "/p?b=2&a=1", "/list?sort=date&page=2"],
        "paging": ["/list?page=1001"],
        "reply": ["/post?replytocom=55"],
        "print": ["/post?print=1", "/post/print", "/post?format=pdf"],
    }
    fine = [
        "/births/register",
        "/p?a=1&b=2",
        "/list?page=2",
        "/list?sort=name&page=2",
        "/news/2023/05/title",
        "/2026/1/1/1",
    ]
    pages = {each: html("<p>x") for each in fine}
    pages["/"] = links(*fine, *(each for kind in traps.values() for each in kind))
    search = found(pages, asked)
    assert search.paths() == ["/", *fine]
    assert len(asked) == len(fine) + 1
    said = {each.why for each in search.unchecked}
    assert said == {
        f"{len(hrefs)} address{'es' if len(hrefs) > 1 else ''} like this {'were' if len(hrefs) > 1 else 'was'} "
        f"not followed: {_traps.NAMES[kind]}."
        for kind, hrefs in traps.items()
    }


def test_filters_in_ever_new_combinations_come_to_an_end() -> None:
    traps = _traps.Traps()
    kinds = [
        traps.of(f"https://a.example/find?age={a}&need={b}&area={c}") for a in range(9) for b in range(9) for c in "xyz"
    ]
    assert kinds.count(None) == 50
    assert set(kinds) == {None, "sorting"}
    assert all(traps.of(f"https://a.example/record?type=x&id={number}") is None for number in range(300))


@pytest.mark.parametrize("make", [
    "https://a.example/{n}/x/", "https://a.example/p?q={n}", "https://a.example/p?page={n}", "https://a.example/next/{n}",
    "https://a.example/p?a={n}&b={n}&c={n}", "https://a.example/whats-on?date=2026-{n}",
])  # fmt: skip
def test_a_site_without_end_comes_to_an_end(make: str) -> None:
    async def endless(request: Request) -> Fetched:
        number = int(re.findall(r"\d+", request.url)[-1]) if re.search(r"\d", request.url) else 0
        body = "".join(f'<p><a href="{make.format(n=number * 3 + each)}">x</a>' for each in range(1, 4))
        return Fetched(url=request.url, final_url=request.url, status=200, body=body.encode())

    begun = time.process_time()
    found = search(a_site("https://a.example/", CRAWL | {"pages": 300}), an_ask(fetch=endless))
    assert len(found.pages) <= 300
    assert found.unchecked
    assert time.process_time() - begun < 10


def test_a_page_that_cannot_be_read_is_a_page_without_links() -> None:
    pages = {"/": links("/a"), "/a": html("\x00\x01\x02" * 90)}
    assert found(pages).paths() == ["/", "/a"]


def test_a_page_of_more_links_than_people_make_is_read_no_further() -> None:
    many = tuple(f"https://a.example/p/{number}?a={number}&b=1&c=2" for number in range(100_000))

    async def page(request: Request) -> Fetched:
        return Fetched(url=request.url, final_url=request.url, status=200, body=b"<p>")

    begun = time.process_time()
    ask = an_ask(fetch=page, links_of=lambda _: many)
    search(a_site("https://a.example/", CRAWL | {"pages": 30}), ask)
    assert time.process_time() - begun < 5
    told = search(
        a_site("https://a.example/", CRAWL | {"pages": 1}), an_ask(fetch=page, links_of=lambda _: many)
    ).said()
    assert "A page has more than 20,000 links." in told


def test_an_address_of_any_length_is_judged_in_linear_time() -> None:
    traps = _traps.Traps()
    begun = time.process_time()
    for piece in ("/a", "/events", "&a=1", "&[", "%5b", "/calendar/2", "-", "/(S("):
        traps.of("https://a.example/" + piece * 900 + "?" + piece * 900)
    assert time.process_time() - begun < 1


def test_several_pages_are_asked_for_at_once_and_their_order_stays() -> None:
    under_way = most = 0

    async def slow(request: Request) -> Fetched:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.001 if request.url.endswith("9") else 0.005)
        under_way -= 1
        body = b"".join(b'<p><a href="/%d">x</a>' % number for number in range(20))
        return Fetched(url=request.url, final_url=request.url, status=200, body=body)

    found = search(a_site("https://a.example/", CRAWL), an_ask(fetch=slow))
    assert found.paths() == ["/", *(f"/{number}" for number in range(20))]
    assert most == 4


def test_a_site_that_answers_nothing_is_one_page_to_be_told_of() -> None:
    async def silent(request: Request) -> Fetched:
        return Fetched(url=request.url, final_url=request.url, failure=Failure.TIMEOUT)

    assert search(a_site("https://a.example/", CRAWL), an_ask(fetch=silent)).urls == ["https://a.example/"]
