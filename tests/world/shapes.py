"""Shapes of answers and places that many situations share."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import ada_url

from tests.world.model import (
    Answer,
    Asked,
    Ending,
    Expected,
    Framing,
    Host,
    Place,
    Records,
    Reply,
    Situation,
    Tls,
)

FINE = (Expected(verdict="fine"),)
GONE = (Expected(verdict="gone", severity="wrong", certainty="sure"),)
SITE_GONE = (Expected(verdict="site-gone", severity="wrong", certainty="sure"),)
FAILED_ONCE = Expected(verdict="failing", severity="doubtful", certainty="likely")
FAILING = (FAILED_ONCE, Expected(verdict="failing", severity="wrong", certainty="sure"))
MOVED = (Expected(verdict="moved", severity="untidy", certainty="sure"),)
MOVED_AWAY = (Expected(verdict="moved", severity="doubtful", certainty="sure"),)
NOT_FOUND_PAGE = (Expected(verdict="not-found-page", severity="wrong", certainty="likely"),)
HOME_PAGE = (Expected(verdict="home-page-instead", severity="doubtful", certainty="sure"),)
FOR_SALE = (Expected(verdict="for-sale", severity="wrong", certainty="likely"),)
HIJACKED = (
    *FINE,
    Expected(verdict="hijacked", severity="danger", certainty="likely"),
    Expected(verdict="hijacked", severity="danger", certainty="sure"),
)
NEEDS_SIGN_IN = (Expected(verdict="needs-sign-in", severity="doubtful", certainty="sure"),)
CERTIFICATE = (Expected(verdict="certificate", severity="wrong", certainty="sure"),)
CERTIFICATE_UNSURE = (Expected(verdict="certificate", severity="doubtful", certainty="likely"),)
WITHDRAWN = (Expected(verdict="withdrawn", severity="doubtful", certainty="sure"),)
NOT_PUBLIC = (Expected(verdict="not-public", severity="wrong", certainty="sure"),)
MALFORMED = (Expected(verdict="malformed", severity="wrong", certainty="sure"),)
BLOCKED_US = (Expected(verdict="blocked-us"),)
ROBOTS = (Expected(verdict="robots"),)
UNKNOWN = (Expected(verdict="unknown"),)

_LINES = (
    "We are a small charity run by parents for parents. Everything we do is free.",
    "You do not need a diagnosis, or a letter from anybody, to come to us.",
    "Our volunteers have all filled in the same forms and sat in the same waiting rooms.",
    "Groups meet in term time. Brothers and sisters are always welcome, and there is parking at the door.",
)


def document(title: str, *paragraphs: str, lang: str = "en-GB", head: str = "", top: str = "") -> bytes:
    """Write a whole page. Paragraphs that begin with a tag are left as they are."""
    body = "\n".join(each if each.startswith("<") else f"<p>{escape(each)}</p>" for each in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head>\n"
        f'<body>\n<header><a href="/">Home</a> <a href="/contact">Contact us</a>{top}</header>\n'
        f"<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        "<footer><p>Thank you for reading.</p></footer>\n</body>\n</html>\n"
    ).encode()


def page(title: str, *paragraphs: str, status: int = 200, lang: str = "en-GB", top: str = "") -> Answer:
    """Answer with a page of words."""
    return html(document(title, *paragraphs, lang=lang, top=top), status=status)


def html(
    body: bytes,
    *headers: tuple[str, str],
    status: int = 200,
    framing: Framing = Framing.LENGTH,
    ending: Ending = Ending.KEEP,
    wait: float = 0.0,
) -> Answer:
    """Answer with HTML."""
    kind = ("Content-Type", "text/html; charset=utf-8")
    return Answer(status=status, headers=(kind, *headers), body=body, framing=framing, ending=ending, wait=wait)


def good(title: str, *paragraphs: str) -> Answer:
    """Answer with a page nothing can be said against."""
    return page(title, *(paragraphs or _LINES), _LINES[1])


def home(host: str) -> Answer:
    """Answer with the home page of a host that has no other."""
    name = host.removeprefix("www.").partition(".")[0].replace("-", " ").capitalize()
    return page(f"Welcome to {name}", *_LINES, "Ring us, write to us, or come to a group. Everybody starts somewhere.")


def lost() -> Answer:
    """Answer 404 as it should be answered."""
    return page("Page not found", "There is no page at this address.", "Check the address, or search.", status=404)


def robots(*lines: str) -> Answer:
    """Answer with a robots.txt."""
    return Answer(headers=(("Content-Type", "text/plain"),), body="\n".join([*lines, ""]).encode())


def leads(to: str, status: int = 302, *headers: tuple[str, str]) -> Answer:
    """Answer with a redirect."""
    return Answer(status=status, headers=(("Location", to), *headers), body=b"Moved.\n")


def by_night(*replies: Reply) -> Reply:
    """Answer by the night it is; the last holds on."""

    def serve(asked: Asked) -> Answer:
        reply = replies[min(asked.night, len(replies)) - 1]
        return reply if isinstance(reply, Answer) else reply(asked)

    return serve


def only(  # noqa: PLR0913 - all but the first five are seldom given
    name: str,
    url: str,
    reply: Reply | None,
    expected: tuple[Expected, ...],
    why: str,
    *,
    words: str = "",
    asked: str = "",
    pages: dict[str, Reply] | None = None,
    wild: Reply | None = None,
    tls: Tls = Tls.GOOD,
    http: bool = True,
    dns: Records | None = None,
) -> Place:
    """Make a place of one host and one situation."""
    there = urlsplit(url)
    target = (there.path or "/") + (f"?{there.query}" if there.query else "")
    known = {target: reply, **(pages or {})} if reply else pages or {}
    host = Host(name=(there.hostname or "").rstrip("."), pages=known, wild=wild, tls=tls, http=http, dns=dns)
    return Place(hosts=(host,), situations=(situation(name, url, expected, why, words=words, asked=asked),))


def situation(
    name: str, url: str, expected: tuple[Expected, ...], why: str, *, words: str = "", asked: str = ""
) -> Situation:
    """Make a situation; its link reads like its name where nothing else is said."""
    said = words or name.replace("-", " ").capitalize()
    return Situation(name=name, url=url, words=said, expected=expected, why=why, asked=asked or _normal(url))


def _normal(url: str) -> str:
    """Write an address as browsers ask it; what is none stays as it is."""
    if not url.lower().startswith(("http:", "https:")) or not ada_url.check_url(url):
        return url
    return ada_url.URL(url).href.partition("#")[0]


def crowded(number: int) -> Place:
    """Make one host of a crowd: every path answers well."""
    name = f"h{number}.crowd.org.uk"
    return Place(hosts=(Host(name=name, wild=good("One of many", *_LINES)),))
