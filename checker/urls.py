"""Web addresses: resolving, taking apart, comparing. Parsing is ada's, which is the WHATWG standard browsers follow."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

SCHEMES = ("http", "https")
_SCHEME = re.compile(r"\s*([^\W\d_][^\W_+.-]*(?:[+.-][^\W_+.-]*)*):")
_WEB = re.compile(
    # as the standard serialises it: what would end a part too early is percent-encoded in it
    r"(https?)://(?:([^/@:]*+)(?::([^/@]*+))?+@)?(\[[^]/]*+]|[^/:@]++)(?::([0-9]++))?+(/[^?#]*+)(\?[^#]*+)?+(#.*+)?+",
    re.DOTALL,
)
"""An address of the web, taken apart."""
_SESSION = re.compile(r";jsessionid=[^/]*")


class Parts(Struct, frozen=True, kw_only=True):
    """An absolute address taken apart, everything as the standard serialises it."""

    href: str
    scheme: str
    """Without the colon, in lower case."""
    host: str
    """In ASCII (punycode) and lower case, without port; empty for `mailto:` and its like."""
    port: str
    """Digits, or empty for the scheme's own port."""
    path: str
    query: str
    """With its question mark, or empty."""
    fragment: str
    """With its number sign, or empty."""
    username: str
    password: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: `https://www.example.gov.uk`. Another port is another door."""
        return f"{self.scheme}://{self.host}{':' + self.port if self.port else ''}"


@lru_cache(maxsize=4096)
def resolve(href: str, base: str | None = None) -> str | None:
    """Make an address absolute, as a browser would.

    Args:
        href: As written in the page; white space around it and line breaks within are dropped, as the standard says.
        base: What it is relative to.

    Returns:
        The absolute address, or None where it is not an address or is relative and there is no base.
    """
    # ada is loaded here because --help and text files need no addresses (19 ms)
    from ada_url import URL, join_url  # noqa: PLC0415

    try:
        return str(join_url(base, href)) if base else str(URL(href).href)
    except (ValueError, UnicodeError):
        return None


def with_query_in(href: str, encoding: str) -> str:
    """Write an address's query in the encoding of its page, as browsers do (URL, "percent-encode after encoding").

    A link to `?name=José` in a page in Latin-1 asks for `Jos%E9`, in any other for `Jos%C3%A9`.
    """
    if href.isascii() or scheme_of(href) not in {"", *SCHEMES}:
        return href
    front, number_sign, fragment = href.partition("#")
    head, mark, query = front.partition("?")
    letters = (c if c.isascii() else quote(c.encode(encoding, "xmlcharrefreplace"), safe="") for c in query)
    return f"{head}{mark}{''.join(letters)}{number_sign}{fragment}"


@lru_cache(maxsize=4096)
def parts(address: str) -> Parts | None:
    """Take an absolute address apart; None where it is not one."""
    from ada_url import URL  # noqa: PLC0415

    try:
        url = URL(address)
    except (ValueError, UnicodeError):
        return None
    href = url.href
    web = _WEB.fullmatch(href)
    if web:  # ada hands over each part by itself, which takes as long as all of this
        scheme, username, password, host, port, path, query, fragment = web.groups("")
    else:
        scheme, username, password, host = url.protocol.rstrip(":"), url.username, url.password, url.hostname
        port, path, query, fragment = url.port, url.pathname, url.search, url.hash
    return Parts(
        href=href,
        scheme=scheme,
        host=host,
        port=port,
        path=path,
        query="" if query == "?" else query,
        fragment="" if fragment == "#" else fragment,
        username=username,
        password=password,
    )


def scheme_of(href: str) -> str:
    """Read the scheme as written, in lower case, or an empty string where there is none."""
    match = _SCHEME.match(href) if ":" in href else None
    return match[1].lower() if match else ""


@lru_cache(maxsize=4096)
def target(address: str) -> str | None:
    """Give the address a lookup asks: absolute, http or https, without fragment and session id; the query whole."""
    found = parts(address)
    if found is None or found.scheme not in SCHEMES:
        return None
    path = _SESSION.sub("", found.path)
    if path != found.path:  # without it a `.` or `..` may stand alone
        without = parts(found.origin + path)
        path = without.path if without else path
    return f"{found.origin}{path}{found.query}"


def origin(address: str) -> str:
    """Give scheme, host and port of an absolute address, or an empty string."""
    found = parts(address)
    return found.origin if found else ""


def host_of(address: str | None) -> str:
    """Give the host of an absolute address, in lower case, or an empty string."""
    found = parts(address) if address else None
    return found.host if found else ""


@lru_cache(maxsize=4096)
def registrable(host: str) -> str | None:
    """Give the part of a host name that somebody registered: `example.gov.uk` of `www.example.gov.uk`.

    None for a public suffix, an unknown ending or a number. Source: publicsuffix.org, the list bundled with the
    package publicsuffixlist.
    """
    found: str | None = _suffixes(_last_label(host)).privatesuffix(host.rstrip("."))
    return found


@lru_cache(maxsize=4096)
def known_ending(host: str) -> bool:
    """Tell whether the host's last label is a top-level domain that exists."""
    return _suffixes(_last_label(host)).publicsuffix(host.rstrip(".")) is not None


def _last_label(host: str) -> str:
    return host.rstrip(".").rpartition(".")[2].lower()


@lru_cache(maxsize=256)
def _suffixes(ending: str) -> PublicSuffixList:
    """Read the rules of one top-level domain: it takes 2 ms, and those of all 1,500 take 40."""
    from publicsuffixlist import PSLFILE  # noqa: PLC0415 - most pages never ask
    from publicsuffixlist import PublicSuffixList as Bundled  # noqa: PLC0415

    if not ending.isascii() or ending.startswith("xn--"):
        return Bundled(accept_unknown=False)  # the list has them in another script
    rules = Path(PSLFILE).read_text(encoding="utf-8").split("\n")
    tail = f".{ending}"
    return Bundled([each for each in rules if each.endswith(tail) or each == ending], accept_unknown=False)
