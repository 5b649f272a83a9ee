"""How the council's server answers."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from tests.world import situations
from tests.world.council import shelves
from tests.world.council.pages import ORIGIN, Page, State, Validator
from tests.world.council.rendering import contents, framed, written
from tests.world.model import Answer, Asked, Ending, Host, Place
from tests.world.shapes import html, leads, robots

if TYPE_CHECKING:
    from tests.world.model import Serve

HOST = ORIGIN.removeprefix("https://")
_SESSION = re.compile(r";jsessionid=[0-9A-F]+")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
_ROBOTS = robots("User-agent: *", "Disallow: /search", "Disallow: /my-account/", f"Sitemap: {ORIGIN}/sitemap.xml")


def place() -> Place:
    """Give the council's host."""
    return Place(
        hosts=(
            Host(name=HOST, wild=_serving()),
            Host(name=HOST.removeprefix("www."), wild=lambda asked: leads(ORIGIN + asked.target, 301)),
        )
    )


def _serving() -> Serve:
    known = {page.target: page for page in shelves.pages()}
    outside = {each.name: each for place in situations.places() for each in place.situations}
    fixed = {
        "/robots.txt": _ROBOTS,
        "/style.css": Answer(headers=(("Content-Type", "text/css"),), body=b"body { font-family: sans-serif }\n"),
        shelves.LEAFLET: Answer(headers=(("Content-Type", "application/pdf"),), body=_PDF),
    }

    def render(page: Page, night: int) -> str:
        return written(page, night=night, situations=outside)

    def serve(asked: Asked) -> Answer:
        if asked.scheme == "http":
            return leads(ORIGIN + asked.target, 301)
        target = _SESSION.sub("", asked.target)
        if target in fixed:
            return fixed[target]
        if asked.path in _LISTS:
            return _LISTS[asked.path](asked)
        page = known.get(target)
        if page is not None:
            return _page(page, asked, render(page, asked.night))
        made = _made_up(asked)
        return html(framed(made[0], made[1], outside).encode(), status=404 if made[0].title == _LOST else 200)

    return serve


_LOST = "Page not found"


def _page(page: Page, asked: Asked, text: str) -> Answer:
    match page.state(asked.night):
        case State.SILENT:
            return Answer(ending=Ending.HANG)
        case State.FAILING:
            return html(b"<!DOCTYPE html><title>Error</title><h1>Something went wrong</h1>", status=500)
        case State.MOVED:
            return leads(page.moved_to, 301)
        case State.ABSENT:
            return html(b"<!DOCTYPE html><title>Page not found</title><h1>Page not found</h1>", status=404)
        case State.READ:
            return _read(page, asked, text.encode())


def _read(page: Page, asked: Asked, body: bytes) -> Answer:
    """Send a page, or nothing where the client says that it has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    changed = _last_modified(page, asked.night)
    headers: tuple[tuple[str, str], ...] = ()
    if page.validator in {Validator.ETAG, Validator.BOTH}:
        headers += (("ETag", tag),)
    if page.validator in {Validator.MODIFIED, Validator.BOTH}:
        headers += (("Last-Modified", changed),)
    says = dict(headers)
    known_tag, known_date = asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")
    # RFC 9110, 13.2.2: where a tag is sent, the date does not count
    same = known_tag == says.get("ETag") if known_tag else known_date == says.get("Last-Modified")
    if headers and (known_tag or known_date) and same:
        return Answer(status=304, headers=headers)
    return html(body, *headers)


def _last_modified(page: Page, night: int) -> str:
    day = page.updated or dt.date(2026, 1, 5)
    turned = [fault for fault in page.faults if 1 < fault.first <= night or fault.last < night]
    when = dt.datetime.combine(day, dt.time(9, 30), dt.UTC)
    return format_datetime(when + dt.timedelta(days=70 if turned else 0), usegmt=True)


def _made_up(asked: Asked) -> tuple[Page, list[str]]:
    """Make the pages there is no end of: events of any month, results of any search."""
    month = parse_qs(asked.query).get("month", [""])[0]
    if asked.path == "/events" and _MONTH.fullmatch(month):
        year, number = int(month[:4]), int(month[5:])
        before, after = (f"{y}-{m:02}" for y, m in (_shifted(year, number, -1), _shifted(year, number, 1)))
        onward = contents([(f"/events?month={before}", "Earlier"), (f"/events?month={after}", "Later")])
        return Page(target=asked.target, title=f"Events, {month}"), ["<p>Stay and play, every Tuesday.</p>", onward]
    if asked.path == "/search":
        again = contents([(f"/search?q={asked.query[-20:]}&page={asked.times + 2}", "More results")])
        return Page(target=asked.target, title="Search"), ["<p>What are you looking for?</p>", again]
    if asked.path == "/my-account/sign-in":
        return Page(target=asked.target, title="Sign in"), ["<form><input type='password'></form>"]
    return Page(target=asked.target, title=_LOST), ["<p>There is no page at this address.</p>"]


def _shifted(year: int, month: int, by: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def _index(_: Asked) -> Answer:
    parts = ("/sitemap-pages.xml", "/sitemap-directory.xml.gz")
    rows = "".join(f"<sitemap><loc>{ORIGIN}{part}</loc></sitemap>" for part in parts)
    return _xml(f'<sitemapindex xmlns="{_XMLNS}">{rows}</sitemapindex>')


def _urls(asked: Asked, *, records: bool) -> Answer:
    chosen = [
        page
        for page in shelves.pages()
        if page.listed(asked.night) and page.target.startswith("/directory/service") is records
    ]
    rows = "".join(f"<url><loc>{escape(page.url)}</loc></url>\n" for page in chosen)
    answer = _xml(f'<urlset xmlns="{_XMLNS}">\n{rows}</urlset>')
    if not records:
        return answer
    return Answer(headers=(("Content-Type", "application/gzip"),), body=gzip.compress(answer.body, mtime=0))


def _xml(text: str) -> Answer:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return Answer(headers=(("Content-Type", "application/xml"),), body=(head + text + "\n").encode())


_LISTS: dict[str, Serve] = {
    "/sitemap.xml": _index,
    "/sitemap-pages.xml": lambda asked: _urls(asked, records=False),
    "/sitemap-directory.xml.gz": lambda asked: _urls(asked, records=True),
}
