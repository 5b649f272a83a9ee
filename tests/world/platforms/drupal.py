"""Two sites on LocalGov Drupal: one whose JSON:API is open but for one type, and one that has only its sitemap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote

from tests.world.model import Answer, Host, Place
from tests.world.platforms._platform import Platform, furnished, sitemap, sitemaps
from tests.world.shapes import document, html, lost, robots

if TYPE_CHECKING:
    from tests.world.model import Asked

OPEN, SHUT = "www.harbour-bridge.gov.uk", "www.saltmarsh.gov.uk"
_HEAD = '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">'
_MOST = 50
_KIND = "application/vnd.api+json"
_TYPES: dict[str, tuple[str, ...]] = {
    "localgov_services_landing": ("/children-and-families",),
    "localgov_services_page": tuple(f"/children-and-families/page-{number}" for number in range(60)),
    "localgov_guides_overview": ("/guides/plans",),
    "localgov_guides_page": ("/guides/plans/asking", "/guides/plans/reviews"),
    "localgov_news_article": ("/news/2026/open-day",),
    "page": ("/node/7",),
}
_SHUT_TYPE = ("/directory/venues/old-custom-house", "/directory/venues/lighthouse")
"""Records of a directory, which strangers may read but not list."""
_DRAFT = "/children-and-families/draft"
_ELSEWHERE = ("/", "/news")
"""Pages that are no nodes: only the sitemap has them."""
_SHUT_PAGES = ("/", *(f"/advice/{name}" for name in ("money", "sleep", "school", "travel", "plans")))


def _link(path: str) -> dict[str, str]:
    return {"href": f"https://{OPEN}{path}"}


def _said(said: object, status: int = 200) -> Answer:
    return Answer(status=status, headers=(("Content-Type", _KIND),), body=json.dumps(said).encode())


def _jsonapi(asked: Asked) -> Answer:
    if asked.path == "/jsonapi":
        nodes = {f"node--{name}": _link(f"/jsonapi/node/{name}") for name in (*_TYPES, "localgov_directories_venue")}
        others = {name: _link(f"/jsonapi/{name.replace('--', '/')}") for name in ("user--user", "media--document")}
        return _said(
            {"jsonapi": {"version": "1.0"}, "data": [], "links": {"self": _link("/jsonapi"), **nodes, **others}}
        )
    name = asked.path.rpartition("/")[2]
    if name not in _TYPES or not asked.path.startswith("/jsonapi/node/"):
        return _said({"errors": [{"status": "403", "title": "Forbidden"}]}, 403)
    query = parse_qs(unquote(asked.query))
    start, size = int(query.get("page[offset]", ["0"])[0]), min(int(query.get("page[limit]", ["50"])[0]), _MOST)
    every = [*_TYPES[name], *([_DRAFT] if name == "localgov_services_page" else [])]
    rows = [
        {"type": f"node--{name}", "id": each, "attributes": _attributes(each)} for each in every[start : start + size]
    ]
    more = start + size < len(every)
    onward = {"next": _link(f"/jsonapi/node/{name}?page%5Boffset%5D={start + size}&page%5Blimit%5D={size}")}
    return _said({"data": rows, "links": {"self": _link(asked.target), **(onward if more else {})}})


def _attributes(path: str) -> dict[str, object]:
    number = int(path.rpartition("/")[2]) if path.startswith("/node/") else None
    alias = None if number else path
    return {
        "status": path != _DRAFT,
        "path": {"alias": alias, "pid": number, "langcode": "en"},
        "changed": "2026-02-01T10:00:00+00:00",
        "drupal_internal__nid": number or 12,
    }


def _page(target: str) -> Answer:
    name = target.strip("/").replace("/", ", ").replace("-", " ") or "Welcome"
    return html(document(name.capitalize(), f"What the council does about {name}, and how to ask for it.", head=_HEAD))


def _open(asked: Asked) -> Answer:
    if asked.path.startswith("/jsonapi"):
        return _jsonapi(asked)
    if asked.path == "/robots.txt":
        return robots("User-agent: *", "Disallow: /admin/", f"Sitemap: https://{OPEN}/sitemap.xml")
    if asked.path == "/sitemap.xml":
        every = [*_ELSEWHERE, *_SHUT_TYPE, *(each for paths in _TYPES.values() for each in paths[:20])]
        return sitemap(*(f"https://{OPEN}{each}" for each in every))
    known = {*_ELSEWHERE, *_SHUT_TYPE, *(each for paths in _TYPES.values() for each in paths)}
    return _page(asked.path) if asked.path in known else lost()


def _shut(asked: Asked) -> Answer:
    if asked.path == "/robots.txt":
        return robots("User-agent: *", "Disallow: /admin/", f"Sitemap: https://{SHUT}/sitemap.xml")
    if asked.target == "/sitemap.xml":
        return sitemaps(*(f"https://{SHUT}/sitemap.xml?page={number}" for number in (1, 2)))
    if asked.path == "/sitemap.xml":
        half = _SHUT_PAGES[:3] if asked.query == "page=1" else _SHUT_PAGES[3:]
        return sitemap(*(f"https://{SHUT}{each}" for each in half))
    return _page(asked.path) if asked.path in _SHUT_PAGES else lost()


PLATFORMS = (
    Platform(
        key="drupal",
        name="Harbour Bridge Council",
        place=Place(hosts=(Host(name=OPEN, wild=furnished(_open)),)),
        start=f"https://{OPEN}/",
        find='[[find]]\nkind = "drupal"',
        pages=frozenset(
            f"https://{OPEN}{each}"
            for each in (*_ELSEWHERE, *_SHUT_TYPE, *(each for paths in _TYPES.values() for each in paths))
        ),
        entrance=f"https://{OPEN}/children-and-families/page-3",
    ),
    Platform(
        key="drupal-shut",
        name="Saltmarsh Council",
        place=Place(hosts=(Host(name=SHUT, wild=furnished(_shut)),)),
        start=f"https://{SHUT}/",
        find='[[find]]\nkind = "drupal"',
        pages=frozenset(f"https://{SHUT}{each}" for each in _SHUT_PAGES),
        entrance=f"https://{SHUT}/",
    ),
)
