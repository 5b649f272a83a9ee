"""Addresses that only lead on to another: mail scanners, search engines and newsletters put them round links.

They are taken apart here without asking anybody. What lies within is what a page should link to, and what is looked
up; the wrapper itself is never asked: it would count a click for somebody, or tell whose mailbox it came from.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from msgspec import Struct

from checker import urls

if TYPE_CHECKING:
    from checker.urls import Parts


class Wrapped(Struct, frozen=True, kw_only=True):
    """An address that leads on to another."""

    maker: str
    """Who made it, as people know it: "Outlook Safe Links"."""
    mail: bool
    """True where a mail scanner put it there, so that it was copied out of an email."""
    address: str | None
    """Where it leads; None where only its maker can tell."""
    names_reader: bool = False
    """True if it holds the email address of whoever copied it. Which one is nobody's business: it is not kept."""


HINTS = ("safelinks", "urldefense", "google.", "facebook.", "instagram.", "ampproject", "mimecast", "list-manage")
"""Letters of which the address of every wrapper holds some."""
_HINT = re.compile("|".join(map(re.escape, HINTS)), re.IGNORECASE)
_DEEPEST = 5
"""Wrappers within wrappers that are taken off: a forwarded email may have three."""
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com|co\.uk|ie|[a-z]{2}|com?\.[a-z]{2})")
_SOCIAL = {"l.facebook.com": "Facebook", "lm.facebook.com": "Facebook", "l.instagram.com": "Instagram"}
_PROOFPOINT = frozenset({"urldefense.com", "urldefense.us", "urldefense.proofpoint.com"})
_AMP = re.compile(r"/(?:amp|c|v|a)/(s/)?")
_ONE_SLASH = re.compile(r"(https?:)/(?!/)", re.IGNORECASE)
_READER = re.compile(r"(?P<name>data(?:=|[%-](?:25)*3D))(?P<reader>(?:(?![%-](?:25)*26)[^\s&<>\"'])+)", re.IGNORECASE)
"""The part of a Safe Link that says whose mailbox it was in; within another wrapper its signs are coded once more."""
_BEFORE_SIGNATURE = re.compile(r"(?P<name>)(?<![^\s&?])(?P<reader>[^\s&?]+)(?=&(?:amp;)?sdata=)", re.IGNORECASE)
"""The same where its beginning was cut off: it stands before the signature."""
_AT = re.compile(r"@|[%-](?:25)*40")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Proofpoint writes the length of a run as one of these letters: A is 2, B is 3."""


def asked(address: str) -> str | None:
    """Give the address a lookup asks: what a wrapper leads to, never the wrapper, in the form of `urls.target`.

    None where there is nothing to ask: it is no web address, or only the wrapper's maker knows where it leads.
    """
    found = unwrap(address)
    if found is None:
        return urls.target(address)
    return urls.target(found.address) if found.address else None


def discreet(words: str) -> str:
    """Take the email address of whoever copied a Safe Link out of words that are shown to people.

    The words may be the address, hold it in their midst, or be cut off anywhere in it.
    """
    if "data" not in words:
        return words
    return _BEFORE_SIGNATURE.sub(_hidden, _READER.sub(_hidden, words))


def _hidden(found: re.Match[str]) -> str:
    return f"{found['name'] or ''}…" if _AT.search(found["reader"]) else found[0]


@lru_cache(maxsize=4096)
def unwrap(address: str) -> Wrapped | None:
    """Take an absolute address out of its wrappers; None if it has none."""
    outermost = found = _opened(address)
    deep = 1
    while outermost and found and found.address and deep < _DEEPEST:
        inner = _opened(found.address)
        if inner is None:
            break
        names_reader = found.names_reader or inner.names_reader
        found = Wrapped(maker=outermost.maker, mail=found.mail, address=inner.address, names_reader=names_reader)
        deep += 1
    return found


def _opened(address: str) -> Wrapped | None:
    """Take off one wrapper."""
    there = urls.parts(address) if _HINT.search(address) else None
    if there is None or there.scheme not in urls.SCHEMES:
        return None
    return _of_mail(there) or _of_search(there)


def _of_mail(there: Parts) -> Wrapped | None:
    host, path = there.host, there.path
    if host.endswith((".safelinks.protection.outlook.com", ".safelinks.protection.office365.us")):
        said = _query(there)
        named = "@" in unquote(said.get("data", ""))
        return Wrapped(maker="Outlook Safe Links", mail=True, address=_web(said.get("url")), names_reader=named)
    if host in _PROOFPOINT:
        return Wrapped(maker="Proofpoint", mail=True, address=_proofpoint(there))
    if host.endswith((".mimecast.com", ".mimecastprotect.com")) and path.startswith("/s/"):
        return Wrapped(maker="Mimecast", mail=True, address=None)
    return None


def _of_search(there: Parts) -> Wrapped | None:
    host, path = there.host, there.path
    if host in _SOCIAL and path in {"/l.php", "/"}:
        return Wrapped(maker=_SOCIAL[host], mail=False, address=_web(_query(there).get("u")))
    if host.endswith(".list-manage.com") and path.startswith("/track/click"):
        return Wrapped(maker="Mailchimp", mail=False, address=None)
    google = _GOOGLE.fullmatch(host) is not None
    if google and path == "/url":
        said = _query(there)
        return Wrapped(maker="Google", mail=False, address=_web(said.get("q")) or _web(said.get("url")))
    amp = _AMP.match(path) if host.endswith(".cdn.ampproject.org") or (google and path.startswith("/amp/")) else None
    if amp:
        inner = f"http{'s' if amp[1] else ''}://{path[amp.end() :]}{there.query}"
        return Wrapped(maker="Google AMP", mail=False, address=_web(inner))
    return None


def _query(there: Parts) -> dict[str, str]:
    """Read the query; of a name that stands there twice, the first counts."""
    return dict(reversed(parse_qsl(there.query.removeprefix("?"))))


def _web(address: str | None) -> str | None:
    """Give an address if it is one of the web, with a host."""
    found = urls.parts(address.strip()) if address else None
    return found.href if found and found.scheme in urls.SCHEMES and "." in found.host else None


def _proofpoint(there: Parts) -> str | None:
    """Read the three forms of URL Defense, told apart by the beginning of their paths."""
    if there.path.startswith("/v3/__"):
        return _third_form(f"{there.path}{there.query}{there.fragment}")
    inner = _query(there).get("u", "")
    if there.path == "/v2/url":
        inner = unquote(inner.replace("-", "%").replace("_", "/"))
    return _web(inner) if there.path in {"/v1/url", "/v2/url"} else None


def _third_form(words: str) -> str | None:
    """Read `/v3/__ADDRESS__;LETTERS!...$`: each star stands for a letter taken out and kept in base64.

    Two stars and a letter stand for a run of them.
    """
    inner, end, rest = words.removeprefix("/v3/__").rpartition("__;")
    coded = rest.partition("!")[0]
    if not end:
        return None
    try:
        letters = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-8")
    except ValueError:
        return None
    return _web(_ONE_SLASH.sub(r"\1//", _filled(inner, letters), count=1))


def _filled(inner: str, letters: str) -> str:
    head, *parts = inner.split("*")
    filled, used, run = [head], 0, False
    for left, part in zip(reversed(range(len(parts))), parts, strict=True):
        if run:  # the second star of a pair: its letter says how many were taken out
            count = _ALPHABET.find(part[:1]) + 2 if part else 0
            filled += (letters[used : used + count], part[1:])
            used, run = used + count, False
        elif part or not left:
            filled += (letters[used : used + 1], part)
            used += 1
        else:
            run = True
    return "".join(filled)
