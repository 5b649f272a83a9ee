"""A site that announces its pages in feeds, RSS and Atom, and one whose editors keep a list of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.world.model import Answer, Host, Place
from tests.world.platforms._platform import Platform, furnished, xml
from tests.world.shapes import document, html, lost

if TYPE_CHECKING:
    from tests.world.model import Asked

HOST, LISTED = "news.harbour-parents.org.uk", "www.quayside-advice.org.uk"
_NEWS = tuple(f"/2026/{number:02}/story" for number in range(1, 7))
_EVENTS = ("/events/swim", "/events/cinema?day=sunday", "/events/garden")
_RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title>
<link>https://{host}/</link><atom:link href="https://{host}/feed.xml" rel="self" type="application/rss+xml"/>
{items}</channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://{host}/"><title>Events</title>
<link rel="self" href="https://{host}/events.atom"/><link href="https://{host}/"/>
{entries}</feed>"""
PAGES = {"/money": "Money team", "/sleep": "Health team", "/plans": "SEND team", "/school/": "SEND team"}
"""The pages of the list, with who looks after each."""
REVIEWED, DUE = "2026-08-03", "2027-08-03"
_ROWS = "\n".join(f'"{path}";"{owner}";03/08/2026;03/08/2027' for path, owner in PAGES.items())
_LIST = f"Page address;Content owner;Last reviewed;Next review\n{_ROWS}\n;;;\nsomewhere on the intranet;Nobody;;\n"


def _items() -> str:
    return "\n".join(
        f"<item><title>Story</title><link>https://{HOST}{path}</link>"
        f'<guid isPermaLink="false">tag:{path}</guid><comments>https://{HOST}{path}#comments</comments>'
        "<pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate></item>"
        for path in _NEWS
    )


def _entries() -> str:
    return "\n".join(
        f'<entry><title>Event</title><link rel="alternate" href="{path.lstrip("/")}"/>'
        f'<link rel="enclosure" href="https://{HOST}/poster.pdf"/><link rel="replies" href="{path}/comments"/>'
        f"<id>urn:{number}</id><updated>2026-05-01T12:00:00Z</updated></entry>"
        for number, path in enumerate(_EVENTS)
    )


def _serve(asked: Asked) -> Answer:
    if asked.path == "/feed.xml":
        return xml(_RSS.format(host=HOST, items=_items()))
    if asked.path == "/events.atom":
        return xml(_ATOM.format(host=HOST, entries=_entries()))
    if asked.target not in {"/", *_NEWS, *_EVENTS}:
        return lost()
    return html(document(f"News {asked.path}", f"What happened at {asked.target.strip('/')}, and who was there."))


def _serve_listed(asked: Asked) -> Answer:
    if asked.path == "/our-pages.csv":
        return Answer(headers=(("Content-Type", "text/csv"),), body=_LIST.encode("cp1252"))
    if asked.path not in {"/", "/not-on-the-list", *PAGES}:
        return lost()
    return html(document(f"About {asked.path}", f"What to know about {asked.path.strip('/')}. Nobody signs this page."))


PLATFORMS = (
    Platform(
        key="feeds",
        name="Harbour Parents",
        place=Place(hosts=(Host(name=HOST, wild=furnished(_serve)),)),
        start=f"https://{HOST}/",
        find='[[find]]\nkind = "feed"\naddress = ["/feed.xml", "/events.atom"]',
        pages=frozenset(f"https://{HOST}{each}" for each in (*_NEWS, *_EVENTS)),
    ),
    Platform(
        key="feed",
        name="Harbour Parents, their news",
        place=Place(),
        start=f"https://{HOST}/",
        find='[[find]]\nkind = "feed"\naddress = ["/feed.xml"]',
        pages=frozenset(f"https://{HOST}{each}" for each in _NEWS),
        entrance=f"https://{HOST}/feed.xml",
    ),
    Platform(
        key="listed",
        name="Quayside Advice",
        place=Place(hosts=(Host(name=LISTED, wild=furnished(_serve_listed)),)),
        start=f"https://{LISTED}/",
        find=f'[[find]]\nkind = "listing"\nfile = "https://{LISTED}/our-pages.csv"',
        pages=frozenset(f"https://{LISTED}{each}" for each in PAGES),
        entrance=f"https://{LISTED}/our-pages.csv",
    ),
    Platform(
        key="listed-here",
        name="Quayside Advice, by the list of its editors",
        place=Place(),
        start=f"https://{LISTED}/",
        find='[[find]]\nkind = "listing"\nfile = "quayside/pages.csv"',
        pages=frozenset(f"https://{LISTED}{each}" for each in PAGES),
        files={"quayside/pages.csv": _LIST},
    ),
)
