"""A preview that lets in who shows a header, a cookie, a name and a password; and hosts that must be shown none."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tests.world.model import Answer, Host, Place
from tests.world.platforms._platform import Platform, sitemap
from tests.world.shapes import document, good, html, leads, lost

if TYPE_CHECKING:
    from tests.world.model import Asked, Visit

HOST, ELSEWHERE = "preview.harbourshire-web.org.uk", "www.ropewalk-partners.org.uk"
ENVIRONMENT = {
    "PREVIEW_KEY": "k-7f3a9c",
    "PREVIEW_COOKIE": "c-51d20e",
    "PREVIEW_USER": "content-team",
    "PREVIEW_PASSWORD": "p-90be4d päss",
}
"""What is asked of who wants to come in."""
BASIC = base64.b64encode(f"{ENVIRONMENT['PREVIEW_USER']}:{ENVIRONMENT['PREVIEW_PASSWORD']}".encode()).decode()
SECRETS = (*(each for name, each in ENVIRONMENT.items() if name != "PREVIEW_USER"), BASIC)
_PAGES = ("/", "/drafts/money", "/drafts/sleep")
_DOOR = """\
[door]
headers  = { "X-Preview" = "PREVIEW_KEY" }
cookies  = { "preview" = "PREVIEW_COOKIE" }
user     = "PREVIEW_USER"
password = "PREVIEW_PASSWORD"
"""
_LINKS = (
    f"https://{ELSEWHERE}/clubs",
    "/moved-away",  # redirects to another host
    "/there-and-back",  # and from there to here again
    f"http://{HOST}/drafts/sleep",  # unprotected: whoever listens would read along
    f"https://{HOST}:8443/metrics",  # another door of the same host
)


def shows_secrets(visit: Visit) -> bool:
    """Tell whether a secret was shown where it must not be."""
    if visit.host == HOST and visit.scheme == "https":
        return False
    said = " ".join((visit.target, *visit.headers.values()))
    return any(each in said for each in SECRETS)


def _serve(asked: Asked) -> Answer:
    if asked.scheme == "http":
        return leads(f"https://{HOST}{asked.target}", 301)
    if not _let_in(asked):
        return html(
            document("Sign in", "Name and password."), ("WWW-Authenticate", 'Basic realm="preview"'), status=401
        )
    if asked.path == "/sitemap.xml":
        return sitemap(*(f"https://{HOST}{each}" for each in _PAGES))
    if asked.path == "/moved-away":
        return leads(f"https://{ELSEWHERE}/moved-here")
    if asked.path == "/there-and-back":
        # the server sets a cookie of its own on the way
        return leads(f"https://{ELSEWHERE}/and-back", 302, ("Set-Cookie", "visit=1; Path=/"))
    if asked.path not in _PAGES:
        return lost()
    rows = "".join(f'<li><a href="{each}">Read on at {each[-9:]}</a></li>' for each in _LINKS)
    return html(document(f"Draft {asked.path}", f"What we will say about {asked.path.strip('/')}.", f"<ul>{rows}</ul>"))


def _let_in(asked: Asked) -> bool:
    cookies = asked.headers.get("cookie", "").split("; ")
    return (
        asked.headers.get("x-preview") == ENVIRONMENT["PREVIEW_KEY"]
        and asked.headers.get("authorization") == f"Basic {BASIC}"
        and f"preview={ENVIRONMENT['PREVIEW_COOKIE']}" in cookies
    )


def _serve_elsewhere(asked: Asked) -> Answer:
    return leads(f"https://{HOST}/drafts/money") if asked.path == "/and-back" else good(f"Partners {asked.path}")


PLATFORMS = (
    Platform(
        key="behind-a-door",
        name="Harbourshire preview",
        place=Place(hosts=(Host(name=HOST, wild=_serve), Host(name=ELSEWHERE, wild=_serve_elsewhere))),
        start=f"https://{HOST}/",
        find='[[find]]\nkind = "sitemap"',
        pages=frozenset(f"https://{HOST}{each}" for each in _PAGES),
        environment=ENVIRONMENT,
        more=_DOOR,
        trap=shows_secrets,
    ),
)
