"""What the finders' tests share: asking a real server over a plain socket, and looking at what is found."""

from __future__ import annotations

import asyncio
import contextlib
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from checker import finders, readers
from checker.finders._addresses import origin
from checker.model.fetching import Failure, Fetched, Hop, Request
from checker.model.finding import Ask, Looked
from checker.model.pages import PageRef, Source
from checker.model.rules import Settings
from checker.model.sites import Finding, Site
from checker.urls import parts, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.model.problems import Unchecked


async def fetch(request: Request) -> Fetched:
    """Ask over a plain socket, redirects followed."""
    hops: tuple[Hop, ...] = ()
    url = request.url
    for _ in range(10):
        got = await once(replace(request, url=url))
        target = got.header("location")
        if got.status not in {301, 302} or not target:
            return replace(got, url=request.url, redirects=hops)
        hops += (Hop(url=url, status=got.status),)
        url = resolve(target, url) or url
    return Fetched(url=request.url, final_url=url, failure=Failure.TOO_MANY_REDIRECTS)


async def once(request: Request) -> Fetched:
    where = parts(request.url)
    assert where is not None
    try:
        reader, writer = await asyncio.open_connection(where.host, int(where.port or 80))
    except OSError:
        return Fetched(url=request.url, final_url=request.url, failure=Failure.REFUSED)
    with contextlib.closing(writer):
        writer.write(f"GET {where.path}{where.query} HTTP/1.1\r\nHost: {where.host}:{where.port}\r\n\r\n".encode())
        answer = await reader.read(-1)
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = tuple((name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines))
    cut = Failure.CUT if len(body) > request.limits.body else None
    status = int(first.split(" ")[1])
    body = body[: request.limits.body]
    return Fetched(url=request.url, final_url=request.url, status=status, headers=headers, body=body, failure=cut)


def links_of(fetched: Fetched) -> tuple[str, ...]:
    source = Source(target=fetched.final_url, url=fetched.final_url, body=fetched.body, content_type="text/html")
    page = readers.read(source, Settings(today=date(2026, 11, 25)))
    links = [*page.links, *(link for block in page.blocks for link in block.links)]
    return tuple(link.url for link in links if link.url)


async def robots_sitemaps(address: str) -> tuple[str, ...]:
    got = await fetch(Request(url=f"{origin(address)}/robots.txt"))
    text = got.body.decode("utf-8-sig", "replace") if got.status == 200 else ""
    return tuple(re.findall(r"^\s*sitemap:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE))


def an_ask(folder: Path = Path(), **changed: Any) -> Ask:
    ask = Ask(fetch=fetch, robots_sitemaps=robots_sitemaps, links_of=links_of, folder=folder)
    return replace(ask, **changed)


def a_site(start: str, *found: dict[str, object], **more: Any) -> Site:
    ways = tuple(
        Finding(kind=str(each["kind"]), options={k: v for k, v in each.items() if k != "kind"}) for each in found
    )
    return Site(key="oakley", name="Oakley", start=start, finders=ways, **more)


class Search:
    """Everything one search came to."""

    def __init__(self) -> None:
        self.pages: list[PageRef] = []
        self.unchecked: list[Unchecked] = []
        self.looked: list[Looked] = []

    @property
    def urls(self) -> list[str]:
        return [each.url for each in self.pages]

    def paths(self) -> list[str]:
        return ["/" + each.split("/", 3)[3] for each in self.urls]

    def said(self) -> str:
        return "\n".join(each.why for each in self.unchecked)


async def searched(site: Site, ask: Ask | None = None) -> Search:
    search = Search()
    async for each in finders.pages(site, ask or an_ask(), looked=search.looked.append):
        (search.pages if isinstance(each, PageRef) else search.unchecked).append(each)  # type: ignore[arg-type]
    return search


def search(site: Site, ask: Ask | None = None) -> Search:
    """Search where no server is needed."""
    return asyncio.run(searched(site, ask))


def served(
    find: Callable[[str], Site], pages: dict[str, bytes], asked: list[str] | None = None, folder: Path = Path()
) -> Search:
    """Search a site that a server on this machine serves. `find` is given its origin."""
    from tests.web.servers import site  # noqa: PLC0415 - needs dnslib, which is loaded only where a server is

    async def run() -> Search:
        async with site(pages, asked=asked) as port:  # type: ignore[arg-type]
            here = f"http://127.0.0.1:{port}"
            for path, page in pages.items():
                pages[path] = page.replace(b"{HERE}", here.encode())
            return await searched(find(here), an_ask(folder))

    return asyncio.run(run())


def html(body: str, status: str = "200 OK", *headers: str) -> bytes:
    """Answer without a length, so that what is put in for {HERE} may have any."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body.encode()


def raw(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Connection: close", *headers, "", ""]).encode() + body
