"""Tells a page that moved from an address that is only written differently, and a home page from any other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from msgspec import Struct

from checker.lookups._sign_in import asks_to_sign_in
from checker.urls import parts, registrable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.targets import Evidence

_PERMANENT = frozenset({301, 308})
_REFRESHED = frozenset(range(200, 300))
"""A page that leads on at once by itself: it is not coming back."""
_INDEX = re.compile(r"(?:index|default|home)(?:\.\w{2,5})?|homepage|welcome|main\.\w{2,5}", re.IGNORECASE)
_DEFAULT = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:en|cy|gd|ga|eng|cym)(?:[-_][a-z]{2})?|english|welsh|cymraeg", re.IGNORECASE)
_COOKIELESS = re.compile(r"/\([A-Za-z]\([\w-]{1,60}\)\)")  # ASP.NET writes a session into the path
_NOTHING = re.compile(
    # what a query may hold without meaning another page: tracking, sessions, tests for cookies, language
    r"utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|mc_cid|mc_eid|_ga|_gl|mkt_tok|igshid|hsctatracking|phpsessid|jsessionid"
    r"|sid|sessionid|session_id|aspsessionid\w*|cfid|cftoken|aspxautodetectcookiesupport|cookie\w*|nocookie\w*|lang"
    r"|language|locale|hl|sso\w*|redirected|ref|referrer",
    re.IGNORECASE,
)


class Spot(Struct, frozen=True, kw_only=True):
    """An address without what makes no difference to the reader."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...]

    @property
    def home(self) -> bool:
        """Tell whether it is the home page of its site."""
        pieces = [each for each in self.path.split("/") if each]
        return not self.query and len(pieces) <= 2 and all(_homely(each) for each in pieces)  # noqa: PLR2004 - /en/home

    @property
    def specific(self) -> bool:
        """Tell whether it names one page among many; `/send` may be a short name for another site."""
        pieces = [each for each in self.path.split("/") if each]
        return bool(self.query) or len(pieces) > 1 or any("." in each for each in pieces)


def _homely(piece: str) -> bool:
    return bool(_INDEX.fullmatch(piece) or _LANGUAGE.fullmatch(piece))


def spot(address: str) -> Spot:
    """Take an address for what it means: scheme, www, case, final slash, session and tracking apart."""
    found = parts(address)
    if found is None:
        return Spot(host="", path=address, query=())
    path = _COOKIELESS.sub("", found.path.partition(";jsessionid=")[0])
    path = _DEFAULT.sub("/", unquote(path)).lower().rstrip("/")
    query = sorted((k, v) for k, v in parse_qsl(found.query[1:], keep_blank_values=True) if not _NOTHING.fullmatch(k))
    return Spot(host=found.host.removeprefix("www."), path=path, query=tuple(query))


def new_address(url: str, seen: Evidence) -> str | None:
    """Give the address a page moved to for good, or None where it did not move or only its spelling changed.

    What is permanent ends at the first redirect that is not; one that changes nothing but the spelling is no end.
    """
    if not seen.chain:
        return None
    new = url
    for here, status, onward in _steps(url, seen):
        if status in _PERMANENT or status in _REFRESHED:
            new = onward
        elif spot(here) != spot(onward):
            break
    old, there = spot(url), spot(new)
    if old == there or (old.home and old.host == there.host):
        return None  # where a site's front door leads is the site's own affair: the link is best as it is
    found = parts(new)
    return None if found is None or asks_to_sign_in(found.path.lower()) else new


def _steps(url: str, seen: Evidence) -> Iterator[tuple[str, int, str]]:
    addresses = [*(hop.url for hop in seen.chain), seen.final_url or url]
    for number, hop in enumerate(seen.chain):
        yield addresses[number], hop.status, addresses[number + 1]


def lost_on_home_page(url: str, seen: Evidence) -> bool:
    """Tell whether a link to a certain page ended on a home page."""
    if not seen.chain:
        return False
    final = seen.final_url or url
    old, there = spot(url), spot(final)
    fragment = final.partition("#")[2]
    if old.home or not there.home or fragment[:1] in {"/", "!"}:
        return False
    return old.host == there.host or old.specific


def other_owner(one: str, other: str) -> bool:
    """Tell whether two hosts are registered apart."""
    return (registrable(one) or one) != (registrable(other) or other)
