"""The first look at a site: what it runs on, how its pages are found, what is their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace  # noqa: TID251 - a sketch is no value of the model
from datetime import datetime
from typing import TYPE_CHECKING

from checker import pipeline, urls
from checker.commands._first_file import Sketch
from checker.errors import Incomplete
from checker.model.fetching import Failure, Request
from checker.model.mentions import Origin
from checker.model.rules import Settings
from checker.web import client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.commands._network import Network
    from checker.model.fetching import Fetched
    from checker.model.pages import Page
    from checker.pipeline import Studied

_KB5 = re.compile(r"(https?://[^/\s\"'<>]{1,250}/kb5/([\w.-]{1,80})/[\w.-]{1,80}/)", re.IGNORECASE)
_MARKED = re.compile(rb"<main\b|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
_CONTENT = ("content", "main-content", "maincontent", "main", "page-content", "skip-content")
"""Ids that pages give their own content, the likeliest first."""
_SITEMAPS = ("sitemap.xml", "sitemap_index.xml")
_GOVUK = "www.gov.uk"
_NAMES = ("og:site_name", "application-name")
_ON = {
    Origin.METADATA: "what they state for search engines",
    Origin.HTTP: "their server",
}
_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Seen:
    answer: Fetched
    studied: Studied

    @property
    def page(self) -> Page | None:
        return self.studied.page


def guessed(address: str) -> Sketch:
    """Say of a site what its address tells."""
    found = urls.parts(address)
    host = urls.host_of(address)
    kb5 = _KB5.match(address)
    if kb5:
        return Sketch(key=_key(kb5[2]), name=host, start=kb5[1], kinds=("kb5",), content="#content", looked=False)
    if host == _GOVUK and found and found.path != "/":
        return Sketch(
            key=_key(found.path), name=f"GOV.UK {found.path}", start=address, kinds=("govuk",), paths=(found.path,)
        )
    start = address.partition("?")[0]
    start = start if start.endswith("/") or "." not in start.rpartition("/")[2] else start.rpartition("/")[0] + "/"
    return Sketch(key=_key(_short(host)), name=host, start=start, looked=False)


def look(address: str, network: Network) -> Sketch:
    """Look at a site.

    Raises:
        Incomplete: It gave no page.
        UsageFault: An option about the network cannot be used.
    """
    network.check()
    return client.run(_look(address, network))


async def _look(address: str, network: Network) -> Sketch:
    async with client.Client(network.options(None, patient=False)) as web:
        first = await _seen(address, web)
        closed = first.answer.failure is Failure.ROBOTS
        why = None if closed else pipeline.refusal(first.answer)
        if why:
            raise Incomplete(f"{address}: {why}", "With --offline a first form is written without a look at the site.")
        sketch = _named(guessed(first.answer.final_url), first)
        if closed:
            return replace(sketch, closed=True)
        seen = [first, *[await _seen(each, web) for each in _more(first, sketch)]]
        sketch = _dated(_with_content(replace(sketch, looked=True), seen), seen)
        return sketch if sketch.kinds else replace(sketch, kinds=await _kinds(first, sketch, web))


async def _seen(address: str, web: client.Client) -> _Seen:
    answer = await web.fetch(Request(url=address))
    source = pipeline.source_of(answer, target=address, url=answer.final_url)
    return _Seen(answer, pipeline.study(source, Settings(today=datetime.now().astimezone().date())))


def _more(first: _Seen, sketch: Sketch) -> Iterator[str]:
    """Yield one page deeper in the site: the start is seldom like the others."""
    if first.page is None:
        return
    for link in (link for block in first.page.blocks for link in block.links):
        address = urls.target(link.url or "")
        if address and address.startswith(sketch.start) and address not in {sketch.start, first.answer.final_url}:
            yield address
            return


def _named(sketch: Sketch, first: _Seen) -> Sketch:
    page = first.page
    if page is None or not page.title:
        return sketch
    said = [each.value for name in _NAMES for each in page.structured if each.name == name]
    name = (said[0] if said else page.title)[:100]
    kb5 = _KB5.search(" ".join(link.url or "" for block in page.blocks for link in block.links))
    if kb5 and not sketch.kinds and urls.host_of(kb5[1]) == urls.host_of(sketch.start):
        sketch = replace(guessed(kb5[1]), name=name)
    return replace(sketch, name=name)


def _with_content(sketch: Sketch, seen: list[_Seen]) -> Sketch:
    """Say which part of the pages is their own."""
    if all(_MARKED.search(each.answer.body) for each in seen):
        return replace(sketch, marked=True, content=None)
    ids = [each.page.ids for each in seen if each.page]
    name = next((name for name in _CONTENT if ids and all(name in each for each in ids)), None)
    return replace(sketch, content=f"#{name}") if name else sketch


def _dated(sketch: Sketch, seen: list[_Seen]) -> Sketch:
    said = [each.studied.inventory.updated for each in seen if each.studied.inventory.updated]
    stamp = next((each for each in said if each.origin in {Origin.STAMP, Origin.TEXT} and each.raw), None)
    if stamp and stamp.place:
        line = f"{stamp.place.before[-40:]}{stamp.place.quote}".rpartition("\n")[2]
        return replace(sketch, stamp=line)
    if said:
        return replace(sketch, dated=_ON.get(said[0].origin, "themselves"))
    return replace(sketch, dated=_ON[Origin.HTTP]) if seen[-1].answer.header("last-modified") else sketch


async def _kinds(first: _Seen, sketch: Sketch, web: client.Client) -> tuple[str, ...]:
    """Say how the pages are found, by what the site runs on and which lists it has."""
    page = first.page
    made_by = " ".join(each.value for each in page.structured if each.name == "generator") if page else ""
    made_by = f"{made_by} {first.answer.header('x-generator')}".lower()
    rest = any("api.w.org" in (link.rel or "") for link in page.links) if page else False
    origin = "/".join(sketch.start.split("/", 3)[:3])
    if "wordpress" in made_by or rest:
        return ("wordpress",)
    if "drupal" in made_by and (await web.fetch(Request(url=f"{origin}/jsonapi"))).status == 200:  # noqa: PLR2004 - OK
        return ("drupal",)
    if await web.sitemaps(sketch.start):
        return ("sitemap",)
    for name in _SITEMAPS:
        answer = await web.fetch(Request(url=f"{origin}/{name}"))
        if answer.status == 200 and (b"<urlset" in answer.body or b"<sitemapindex" in answer.body):  # noqa: PLR2004 - OK
            return ("sitemap",)
    return ("crawl",)


def _short(host: str) -> str:
    """Give the part of a host that names the organisation."""
    known = urls.registrable(host)
    return known.partition(".")[0] if known else host


def _key(words: str) -> str:
    return _KEY.sub("-", words.lower()).strip("-")[:60] or "site"
