"""Which addresses name the same page: fragments and session ids do not count, the rest of the query does."""

from __future__ import annotations

import re

from checker import urls

LONGEST = 2_000
"""Characters of an address. Longer ones are no addresses of pages (sitemaps.org allows 2,048)."""

_SESSION_PATHS = (
    # Java's and PHP's are a parameter of the path, ASP.NET's is a part of it
    re.compile(r";(?:jsessionid|phpsessid)=[^/;?#]*", re.IGNORECASE),
    re.compile(r"/\([SAXF]\([A-Za-z0-9]{8,64}\)\)(?=/)"),
)
_SESSION_KEYS = frozenset({"jsessionid", "phpsessid", "sessionid", "session_id", "sessid", "cfid", "cftoken"})
_SESSION_KEY_STARTS = "aspsessionid"


def plain(address: str, base: str | None = None) -> str | None:
    """Give the address under which a page is known, or None where it names no page.

    The host is in lower case, its own port left out; fragment and session ids are gone; the query is whole, in its
    own order.
    """
    if len(address) > LONGEST:
        return None
    absolute = urls.resolve(address, base)
    asked = urls.target(absolute) if absolute else None
    if asked is None or "://" not in asked:
        return None
    before, mark, query = asked.partition("?")
    whole = origin(before)
    path = before[len(whole) :]
    for pattern in _SESSION_PATHS:
        path = pattern.sub("", path)
    kept = [each for each in query.split("&") if not _is_session(each)] if mark else []
    name = f"{whole}{path}?{'&'.join(kept)}" if any(kept) else whole + path
    # without its session, `..;jsessionid=1` is the folder above
    return name if name == absolute else urls.resolve(name)


def query_of(address: str) -> tuple[tuple[str, str], ...]:
    """Give the names, in lower case, and the values of a query, as written."""
    _, _, query = address.partition("?")
    pairs = (each.partition("=") for each in query.split("&") if each)
    return tuple((name.lower(), value) for name, _, value in pairs)


def origin(address: str) -> str:
    """Give scheme, host and port: `https://www.example.gov.uk`."""
    return "/".join(address.split("/", 3)[:3])


def folded(address: str, start: str) -> str:
    """Write an address as the site's start is written, where only http or https, or a leading www., differ."""
    whole = origin(address)
    ours = origin(start)
    return ours + address[len(whole) :] if whole != ours and bare(whole) == bare(ours) else address


def bare(whole: str) -> str:
    """Drop the scheme and a leading www. of an origin."""
    return whole.partition("://")[2].removeprefix("www.")


def _is_session(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _SESSION_KEYS or name.startswith(_SESSION_KEY_STARTS)
