"""Fine pages whose shape on the wire fools others."""

from __future__ import annotations

import gzip
from functools import cache

from tests.world.model import Answer, Asked, Ending, Framing, Host, Place, Tls
from tests.world.shapes import FINE, document, good, html, leads, lost, only, robots, situation

_BODY = document(
    "Coffee mornings for carers",
    "Come for a coffee on the first Tuesday of the month. There is nothing to fill in and nothing to pay.",
    "We meet in the library, in the room behind the counter. There is a ramp at the side door.",
    "Somebody from the council is there for the first hour, for questions about plans and transport.",
)
_GZIP = ("Content-Encoding", "gzip")


def _brotli(body: bytes) -> bytes:
    """Write a Brotli stream of one stored block (RFC 7932, 9.2): no library is needed for that."""
    bits = 0 << 1 | 0 << 2 | (len(body) - 1) << 4 | 1 << 20  # window 16, not last, 4 nibbles, length - 1, stored
    return bits.to_bytes(3, "little") + body + b"\x03"


def _head_refused(asked: Asked) -> Answer:
    return Answer(status=405, headers=(("Allow", "GET"),)) if asked.method == "HEAD" else html(_BODY)


def _head_says_gone(asked: Asked) -> Answer:
    return lost() if asked.method == "HEAD" else html(_BODY)


def _cookie_first(asked: Asked) -> Answer:
    """Set a cookie and lead back here, until the cookie comes along."""
    if "seen=yes" in asked.headers.get("cookie", ""):
        return html(_BODY)
    return leads(asked.target, 302, ("Set-Cookie", "seen=yes; Path=/"))


def _busy_once(asked: Asked) -> Answer:
    if asked.times:
        return html(_BODY)
    return html(document("Too many requests", "Slow down a little."), ("Retry-After", "1"), status=429)


def _fails_once(asked: Asked) -> Answer:
    return html(_BODY) if asked.times else html(document("Server error", "Something went wrong."), status=500)


def _maintained_once(asked: Asked) -> Answer:
    if asked.times:
        return html(_BODY)
    words = document("Back in a minute", "We are updating the website. It will be back in a minute.")
    return html(words, ("Retry-After", "1"), status=503)


@cache
def _bomb() -> bytes:
    """Fill ten megabytes with nothing, and press them into some thousand bytes."""
    return gzip.compress(_BODY + b" " * 10_000_000)


def _bomb_served(_: Asked) -> Answer:
    return html(_bomb(), _GZIP)


def _agent_needed(asked: Asked) -> Answer:
    return html(_BODY) if asked.headers.get("user-agent") else Answer(status=400)


_HUGE = tuple((f"X-Note-{number}", "n" * 2000) for number in range(20))
_LATIN = html("<!DOCTYPE html><title>Caf\xe9</title><h1>Caf\xe9</h1><p>Der Caf\xe9 ist offen.".encode("latin-1"))

PLACES = (
    only("slow", "https://www.slowcoach-carers.org.uk/coffee", html(_BODY, wait=2.0), FINE, "answers after 2 seconds"),
    only("gzip", "https://www.gzip-carers.org.uk/coffee", html(gzip.compress(_BODY), _GZIP), FINE, "compressed"),
    only(
        "brotli",
        "https://www.brotli-carers.org.uk/coffee",
        html(_brotli(_BODY), ("Content-Encoding", "br")),
        FINE,
        "compressed by Brotli",
    ),
    only("says-gzip", "https://www.saysgzip-carers.org.uk/", html(_BODY, _GZIP), FINE, "says gzip and is not: 200"),
    only("chunked", "https://www.chunky-carers.org.uk/", html(_BODY, framing=Framing.CHUNKED), FINE, "in chunks"),
    only("no-length", "https://www.endless-carers.org.uk/", html(_BODY, framing=Framing.NONE), FINE, "no length told"),
    only("no-content", "https://www.quiet-carers.org.uk/ping", Answer(status=204), FINE, "204 is a success"),
    only("cookie-first", "https://www.biscuit-carers.org.uk/a", _cookie_first, FINE, "a loop only without cookies"),
    only(
        "early-hints",
        "https://www.early-carers.org.uk/",
        Answer(headers=(("Content-Type", "text/html"),), body=_BODY, early=True),
        FINE,
        "103 before 200",
    ),
    only("head-refused", "https://www.headless-carers.org.uk/coffee", _head_refused, FINE, "HEAD gets 405"),
    only("head-lies", "https://www.headstrong-carers.org.uk/coffee", _head_says_gone, FINE, "HEAD gets 404"),
    only("cut-short", "https://www.cutshort-carers.org.uk/", html(_BODY, ending=Ending.CUT), FINE, "200, then cut"),
    only("huge-headers", "https://www.heady-carers.org.uk/", html(_BODY, *_HUGE), FINE, "40 kB of headers"),
    only("length-too-long", "https://www.longer-carers.org.uk/", html(_BODY, framing=Framing.TOO_LONG), FINE, "18"),
    only("length-too-short", "https://www.shorter-carers.org.uk/", html(_BODY, framing=Framing.TOO_SHORT), FINE, "ok"),
    only("long-page", "https://www.wordy-carers.org.uk/", html(_BODY * 3000), FINE, "two megabytes"),
    only("gzip-bomb", "https://www.bombed-carers.org.uk/", _bomb_served, FINE, "ten megabytes of nothing, pressed"),
    only(
        "endless",
        "https://www.everlasting-carers.org.uk/",
        html(_BODY, framing=Framing.NONE, ending=Ending.ENDLESS),
        FINE,
        "a body without an end",
    ),
    only(
        "huge-header",
        "https://www.topheavy-carers.org.uk/",
        html(_BODY, ("X-Note", "n" * 1_000_000)),
        FINE,
        "a header of a megabyte",
    ),
    only("dripping", "https://www.drippy-carers.org.uk/", html(_BODY[:40], ending=Ending.DRIP), FINE, "slow, but 200"),
    only("busy-once", "https://www.busy-carers.org.uk/coffee", _busy_once, FINE, "429 once, then fine"),
    only("fails-once", "https://www.hiccup-carers.org.uk/coffee", _fails_once, FINE, "500 once, then fine"),
    only("maintained", "https://www.maintained-carers.org.uk/a", _maintained_once, FINE, "503, Retry-After, then fine"),
    only("agent-needed", "https://www.namely-carers.org.uk/", _agent_needed, FINE, "400 to whoever has no name"),
    only("latin-1", "https://www.latin-carers.org.uk/", _LATIN, FINE, "not UTF-8, whatever it says"),
    only("http-only", "http://www.oldfashioned-carers.org.uk/", html(_BODY), FINE, "no TLS at all", tls=Tls.REFUSED),
    only("https-only", "https://www.newfashioned-carers.org.uk/", html(_BODY), FINE, "no port 80", http=False),
    Place(
        hosts=(
            Host(
                name="www.recordly.org.uk",
                pages={"/record?id=5UlEpXIMM8M": html(_BODY), "/record?id=5UlEpXIMM8N&x=1": html(_BODY)},
            ),
        ),
        situations=(
            situation("query", "https://www.recordly.org.uk/record?id=5UlEpXIMM8M", FINE, "the query is the record"),
            situation("query-two", "https://www.recordly.org.uk/record?id=5UlEpXIMM8N&x=1", FINE, "and kept whole"),
        ),
    ),
    only(
        "robots-allow",
        "https://www.allowing-carers.org.uk/open/a",
        html(_BODY),
        FINE,
        "disallows all but what is asked",
        pages={"/robots.txt": robots("User-agent: *", "Disallow: /", "Allow: /open/")},
    ),
    only("fragment", "https://www.anchored-carers.org.uk/a#times", good("Times"), FINE, "the part after # is not sent"),
    only("text-fragment", "https://www.texty-carers.org.uk/a#:~:text=coffee", html(_BODY), FINE, "nor is this"),
)
