"""The first look at a site: what it runs on, how its pages are found, what is their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace  # noqa: TID251 - a sketch is no value of the model
from datetime import datetime
from typing import TYPE_CHECKING

from checker import pipeline, urls
from checker.commands import _first_lists
from checker.commands._first_file import Sketch
from checker.errors import Incomplete, UsageFault
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
_ORGANISATION = re.compile(r"/government/organisations/([a-z0-9-]{1,120})")
_BASE_PATH = re.compile(rb'"base_path"\s*:\s*"(/[\w./-]{1,300})"')
_HEAD = 20_000
_WP_REST = re.compile(r"(?:wp-json/?|\?rest_route=.*)$")
_NAMES = ("og:site_name", "application-name")
_ON = {
    Origin.METADATA: "what they state for search engines",
    Origin.HTTP: "their server",
}
_PARTS = re.compile(r" [|\u2013\u2014-] ")
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
    if host == _GOVUK and found:
        return _of_govuk(found.path)
    start = address.partition("?")[0]
    start = start if start.endswith("/") or "." not in start.rpartition("/")[2] else start.rpartition("/")[0] + "/"
    return Sketch(key=_key(_short(host)), name=host, start=start, looked=False)


def _of_govuk(path: str) -> Sketch:
    """Say of a page of GOV.UK, or of an organisation's, what its path tells.

    Raises:
        UsageFault: It is the front page.
    """
    if path == "/":
        raise UsageFault(
            "GOV.UK is too large to be one site.", "Give the address of a guide, a page or an organisation."
        )
    key, name = _key(path.rpartition("/")[2] or path), f"GOV.UK {path}"
    if organisation := _ORGANISATION.fullmatch(path):
        said = {"organisations": (organisation[1],)}
        return Sketch(key=key, name=name, start=f"https://{_GOVUK}/", kinds=("govuk",), options=said)
    return Sketch(key=key, name=name, start=f"https://{_GOVUK}{path}", kinds=("govuk",), options={"paths": (path,)})


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
        sketch = guessed(first.answer.final_url)
        if listed := _first_lists.told(first.answer, sketch):
            return listed
        sketch = _on_kb5(await _whole_guide(sketch, web), first)
        if closed:
            return replace(sketch, closed=True)
        seen = [first, *[await _seen(each, web) for each in _more(first, sketch)]]
        sketch = _dated(_with_content(replace(sketch, looked=True), seen), seen)
        return _named(sketch if sketch.kinds else await _found(first, sketch, web), first)


async def _whole_guide(sketch: Sketch, web: client.Client) -> Sketch:
    """Begin at a guide or a manual of GOV.UK where a part of it was given: its interface knows whose part it is."""
    if "paths" not in sketch.options:
        return sketch
    answer = await web.fetch(Request(url=sketch.start.replace(f"{_GOVUK}/", f"{_GOVUK}/api/content/", 1)))
    path = _BASE_PATH.search(answer.body[:_HEAD])
    return _of_govuk(path[1].decode()) if answer.status == 200 and path else sketch  # noqa: PLR2004 - OK


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


def _on_kb5(sketch: Sketch, first: _Seen) -> Sketch:
    """Begin at the directory on kb5 that a front page of the same host leads to."""
    links = [link.url or "" for block in first.page.blocks for link in block.links] if first.page else []
    kb5 = _KB5.search(" ".join(links))
    ours = kb5 and not sketch.kinds and urls.host_of(kb5[1]) == urls.host_of(sketch.start)
    return guessed(kb5[1]) if kb5 and ours else sketch


def _named(sketch: Sketch, first: _Seen) -> Sketch:
    page = first.page
    if page is None or not page.title:
        return sketch
    said = [each.value for name in _NAMES for each in page.structured if each.name == name]
    return replace(sketch, name=(said[0] if said else _of_the_site(page.title, sketch, first.answer.final_url))[:100])


def _of_the_site(title: str, sketch: Sketch, address: str) -> str:
    """Give the part of a page's title that is the site's: "School meals | Anyshire Council"."""
    parts = _PARTS.split(title)
    if address == sketch.start or "paths" in sketch.options or sketch.options.get("organisations"):
        return title
    return parts[-1] if len(parts) > 1 else sketch.name


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


async def _found(first: _Seen, sketch: Sketch, web: client.Client) -> Sketch:
    """Say how the pages are found, by what the site runs on and which lists it has."""
    page = first.page
    made_by = " ".join(each.value for each in page.structured if each.name.lower() == "generator") if page else ""
    made_by = f"{made_by} {first.answer.header('x-generator')}".lower()
    root = f"{urls.origin(sketch.start)}/"
    rest = next((link.url for link in page.links if "api.w.org" in (link.rel or "")), None) if page else None
    if rest or "wordpress" in made_by:
        return _from_the_top(sketch, _WP_REST.sub("", rest or root), "wordpress")
    if "drupal" in made_by and (await web.fetch(Request(url=f"{root}jsonapi"))).status == 200:  # noqa: PLR2004 - OK
        return _from_the_top(sketch, root, "drupal")
    if await web.sitemaps(sketch.start):
        return replace(sketch, kinds=("sitemap",))
    for name in _SITEMAPS:
        answer = await web.fetch(Request(url=root + name))
        if answer.status == 200 and (b"<urlset" in answer.body or b"<sitemapindex" in answer.body):  # noqa: PLR2004 - OK
            return replace(sketch, kinds=("sitemap",))
    return replace(sketch, kinds=("crawl",))


def _from_the_top(sketch: Sketch, root: str, kind: str) -> Sketch:
    """Begin where the whole platform begins: any of its pages may have been given."""
    if not sketch.start.startswith(root):
        root = f"{urls.origin(sketch.start)}/"
    return replace(sketch, kinds=(kind,), start=root, part=sketch.start if sketch.start != root else None)


def _short(host: str) -> str:
    """Give the part of a host that names the organisation."""
    known = urls.registrable(host)
    return known.partition(".")[0] if known else host


def _key(words: str) -> str:
    return _KEY.sub("-", words.lower()).strip("-")[:60] or "site"
