"""Two sites on WordPress: one whose REST interface is open, and one where somebody has shut it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from tests.world.model import Answer, Host, Place
from tests.world.platforms._platform import Platform, as_json, furnished, sitemap, sitemaps
from tests.world.shapes import document, html, lost, robots

if TYPE_CHECKING:
    from tests.world.model import Asked, Visit

OPEN, SHUT = "www.harbourshire-voices.org.uk", "www.ropewalk-families.org.uk"
_A_PAGE = 100
"""What REST gives at most for `per_page`; of more it says 400."""
_PAGES = tuple(f"/help/topic-{number}/" for number in range(104))
_POSTS = ("/2026/03/new-sessions/", "/2026/09/autumn-walks/", "/?p=77")
_SERVICES = tuple(f"/services/service-{number}/" for number in range(5))
_CLUBS = ("/clubs/chess/", "/clubs/choir/")
"""Of a type that REST knows nothing of, as most themes' own types are: only the sitemap has them."""
_PRIVATE, _DRAFT = "/help/for-trustees/", "/?page_id=901"
_HEAD = '<link rel="https://api.w.org/" href="https://{host}/wp-json/"><meta name="generator" content="WordPress 6.7">'
_TYPES = {
    "post": {"slug": "post", "rest_base": "posts", "rest_namespace": "wp/v2", "taxonomies": ["category"]},
    "page": {"slug": "page", "rest_base": "pages", "rest_namespace": "wp/v2"},
    "attachment": {"slug": "attachment", "rest_base": "media", "rest_namespace": "wp/v2"},
    "nav_menu_item": {"slug": "nav_menu_item", "rest_base": "menu-items", "rest_namespace": "wp/v2"},
    "wp_block": {"slug": "wp_block", "rest_base": "blocks", "rest_namespace": "wp/v2"},
    "wp_template": {"slug": "wp_template", "rest_base": "templates", "rest_namespace": "wp/v2"},
    "service": {"slug": "service", "rest_base": "services", "rest_namespace": "harbour/v1"},
    "minutes": {"slug": "minutes", "rest_base": "minutes", "rest_namespace": "wp/v2"},
}
_REST = {"/wp-json/wp/v2/pages": _PAGES, "/wp-json/wp/v2/posts": _POSTS, "/wp-json/harbour/v1/services": _SERVICES}
_LISTS = ("/category/news/", "/author/web-team/")
"""Pages that list others: WordPress has them in sitemaps of their own."""
_SHUT_PAGES = ("/", "/about/", "/help/money/", "/help/sleep/", "/news/open-day/")


def _answer(kind: str, status: int) -> Answer:
    return as_json({"code": kind, "message": "Not for you.", "data": {"status": status}}, status=status)


def _rest(asked: Asked) -> Answer:
    if asked.path == "/wp-json/wp/v2/types":
        return as_json(_TYPES)
    every = _REST.get(asked.path)
    if every is None:
        return _answer("rest_forbidden", 401)
    query = parse_qs(asked.query)
    page, size = int(query.get("page", ["1"])[0]), int(query.get("per_page", ["10"])[0])
    if size > _A_PAGE:
        return _answer("rest_invalid_param", 400)
    private = asked.path.endswith("/pages")
    # what is private counts, and takes up room: a page of results may be short
    counted = ("", *every) if private else every
    total = -(-len(counted) // size)
    if page > total:
        return _answer("rest_post_invalid_page_number", 400)
    shown = [each for each in counted[(page - 1) * size : page * size] if each]
    rows = [{"link": f"https://{OPEN}{each}", "modified_gmt": "2026-03-01T10:00:00"} for each in shown]
    return as_json(rows, ("X-WP-Total", str(len(counted))), ("X-WP-TotalPages", str(total)))


def _page(host: str, target: str, *lines: str) -> Answer:
    name = target.strip("/").replace("/", ", ").replace("-", " ") or "Welcome"
    words = f"This page is about {name}. Our volunteers wrote it, and look at it again each spring."
    return html(document(name.capitalize(), words, *lines, head=_HEAD.format(host=host)))


def _open(asked: Asked) -> Answer:
    if asked.path.startswith("/wp-json/"):
        return _rest(asked)
    if asked.path == "/robots.txt":
        return robots("User-agent: *", "Disallow: /wp-admin/")
    if asked.path == "/wp-sitemap.xml":
        return sitemaps(*(f"https://{OPEN}/wp-sitemap-{each}-1.xml" for each in ("posts-page", "posts-club", "users")))
    if asked.path == "/wp-sitemap-posts-page-1.xml":
        return sitemap(*(f"https://{OPEN}{each}" for each in _PAGES[:50]))
    if asked.path == "/wp-sitemap-posts-club-1.xml":
        return sitemap(*(f"https://{OPEN}{each}" for each in _CLUBS))
    if asked.path == "/wp-sitemap-users-1.xml":
        return sitemap(f"https://{OPEN}{_LISTS[1]}")
    known = {"/", *_PAGES, *_POSTS, *_SERVICES, *_CLUBS, *_LISTS}
    if asked.target not in known:
        return lost()
    links = "".join(f'<li><a href="{each}">{each.strip("/")}</a></li>' for each in (*_SERVICES, *_LISTS))
    return _page(OPEN, asked.target, f"<ul>{links}</ul>" if asked.target == "/" else "Come and see us.")


def _shut(asked: Asked) -> Answer:
    if asked.path.startswith("/wp-json"):
        return _answer("rest_not_logged_in", 401)
    if asked.path == "/sitemap_index.xml":
        return sitemaps(*(f"https://{SHUT}/{each}-sitemap.xml" for each in ("page", "post", "category", "author")))
    if asked.path == "/page-sitemap.xml":
        return sitemap(*(f"https://{SHUT}{each}" for each in _SHUT_PAGES[:4]))
    if asked.path == "/post-sitemap.xml":
        return sitemap(f"https://{SHUT}{_SHUT_PAGES[4]}")
    if asked.path in {"/category-sitemap.xml", "/author-sitemap.xml"}:
        return sitemap(f"https://{SHUT}{_LISTS[asked.path.startswith('/author')]}")
    if asked.target not in {*_SHUT_PAGES, *_LISTS}:
        return lost()
    return _page(SHUT, asked.target)


def _is_inner(visit: Visit) -> bool:
    """Tell whether something was asked for that is no page: pictures, menus, what editors see."""
    inner = ("/media", "/menu-items", "/blocks", "/templates", "context=edit", "/wp-admin")
    return visit.host in {OPEN, SHUT} and any(each in visit.target for each in inner)


PLATFORMS = (
    Platform(
        key="wordpress",
        name="Harbourshire Voices",
        place=Place(hosts=(Host(name=OPEN, wild=furnished(_open)),)),
        start=f"https://{OPEN}/",
        find='[[find]]\nkind = "wordpress"',
        pages=frozenset(f"https://{OPEN}{each}" for each in (*_PAGES, *_POSTS, *_SERVICES, *_CLUBS)),
        entrance=f"https://{OPEN}/help/topic-3/",
        trap=_is_inner,
    ),
    Platform(
        key="wordpress-shut",
        name="Ropewalk Families",
        place=Place(hosts=(Host(name=SHUT, wild=furnished(_shut)),)),
        start=f"https://{SHUT}/",
        find='[[find]]\nkind = "wordpress"',
        pages=frozenset(f"https://{SHUT}{each}" for each in _SHUT_PAGES),
        entrance=f"https://{SHUT}/",
        trap=_is_inner,
    ),
)
