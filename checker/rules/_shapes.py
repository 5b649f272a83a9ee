"""How an address is written: the one thing most wrong with it, so that no address is faulted twice for one slip.

Everything is read off the words of the page; nothing is asked. Each rule that is about the writing of an
address looks for its own `Flaw`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import urls
from checker.model.mentions import Role
from checker.rules._hosts import Standing, mended, standing

if TYPE_CHECKING:
    from checker.model.mentions import Mention


class Flaw(StrEnum):
    """What is wrong with an address as written."""

    EMPTY = "empty"
    SCRIPT = "script"
    NOT_PUBLIC = "not public"
    MALFORMED = "malformed"
    NO_SCHEME = "no scheme"
    STRAY = "stray"
    EMAIL = "email"


class Shape(Struct, frozen=True, kw_only=True):
    """What is wrong with an address, and what was probably meant."""

    flaw: Flaw
    why: str
    """The rest of a sentence that begins with the address."""
    meant: str | None = None
    host: str = ""
    likely: bool = False
    """True where the address might be right after all."""


_HELD = frozenset({Role.HYPERLINK, Role.IMAGE})
"""Links whose address stands in an attribute."""
_HIDDEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_CODED = r"%20|%22|%27|%C2%A0|%E2%80%8B|%EF%BB%BF"
_BEFORE = re.compile(rf"(?:[\"'<(\[“”‘’\s]|{_CODED})+(?=[hw])", re.IGNORECASE)
_AFTER_MARKS = "\"'<>“”‘’.,;|` \u00a0"
_AFTER_CODES = ("%20", "%22", "%C2%A0", "%E2%80%8B", "%EF%BB%BF", "%3E")
_CLOSERS = {")": "(", "]": "[", "}": "{"}
# "http" and "https" with letters doubled, lost or swapped, and what should be "://".
_SCHEME = re.compile(
    r"(?P<letters>h{1,3}t{1,4}p{1,3}s{0,2}|t{1,2}ps?|h(?:tt|tp|pt|pp)[ts]s?|h[tp]{2,4}s?)"
    r"(?P<mid>\s?[:;.,]{0,2}\s?[/\\]{0,5})\s?(?=[^\s:/\\])",
    re.IGNORECASE,
)
_ALONE = re.compile(r"https?:[/\\\s]*|/{2,}", re.IGNORECASE)
_AGAIN = re.compile(r"(?:https?\s?(?::[/\\]{0,3}|[/\\]{2,3}))+", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z0-9/])https?:/", re.IGNORECASE)
_WWW = re.compile(r"(?:\.?/)?(?=w{3}[.,][^\W_])", re.IGNORECASE)
# Endings that no file has. "advice.page" and "letter.md" are files before they are hosts.
_BARE = re.compile(r"(?:[a-z0-9][a-z0-9-]*\.)+(?:uk|com|org|net|wales|cymru|scot|london)(?=[/?#]|$)", re.IGNORECASE)
_UNC = re.compile(r"\\\\|[a-z]:[\\/]|[a-z]\|/", re.IGNORECASE)
_HOST_END = re.compile(r"[/?#\\]")
_LONGEST = 4096
_MOST_STRAY = 8
"""Marks that are taken off the end of an address. More than a few are no slip."""
_CUT_SHORT = re.compile(r"(?:…|\.{3})\.*$")


def shape_of(link: Mention) -> Shape | None:
    """Say what is wrong with the writing of a link, a picture's address or an address in the text."""
    if link.role in _HELD:
        return shape(link.place.href or "")
    return _in_text(link.raw) if link.role is Role.TEXT else None


def _in_text(words: str) -> Shape | None:
    """Judge an address that readers have to copy. It needs no scheme, and what follows it is not part of it."""
    if _CUT_SHORT.search(words):
        return Shape(flaw=Flaw.MALFORMED, why="is cut short")
    if any(letter.isspace() for letter in words):
        return Shape(flaw=Flaw.MALFORMED, why="has a space in it", meant="".join(words.split()))
    found = shape(words)
    return found if found and found.flaw in {Flaw.MALFORMED, Flaw.NOT_PUBLIC} else None


@lru_cache(maxsize=4096)
def shape(written: str) -> Shape | None:
    """Say what is wrong with an address as it is written in a link; None if nothing is.

    A relative address and one of another kind (`mailto:`, `tel:`, `ftp:`) have nothing wrong here.
    """
    words = written.strip(" \t\r\n\f")
    if not words or words == "#":
        return Shape(flaw=Flaw.EMPTY, why="leads nowhere")
    if len(words) > _LONGEST:
        return None
    scheme = urls.scheme_of(words)
    if scheme in {"javascript", "vbscript"}:
        return Shape(flaw=Flaw.SCRIPT, why="runs a script instead of leading to a page")
    if scheme == "file" or _UNC.match(words):
        return Shape(flaw=Flaw.NOT_PUBLIC, why="is a file on somebody's own computer or office network")
    if _ALONE.fullmatch(words):
        return Shape(flaw=Flaw.MALFORMED, why="is only the beginning of an address")
    before = _BEFORE.match(words)
    rest = words[before.end() :] if before else words
    match = _SCHEME.match(rest)
    if match and _means_scheme(match):
        return _absolute(rest, match, stray_before=before is not None)
    return _relative(rest, scheme)


def _means_scheme(match: re.Match[str]) -> bool:
    """Tell a scheme, however mistyped, from a folder or file of that name."""
    middle = match["mid"]
    return len(middle.strip(" :;.,")) > 1 or ":" in middle or ";" in middle


def _relative(words: str, scheme: str) -> Shape | None:
    www = _WWW.match(words)
    bare = www.end() if www else 0 if not scheme and _BARE.match(words) else None
    if bare is None or "@" in words.partition("/")[0]:
        return None
    found = _judged("https://", words[bare:])
    if found and found.flaw is not Flaw.STRAY:
        return found
    meant = found.meant if found else "https://" + words[bare:]
    return Shape(flaw=Flaw.NO_SCHEME, why="does not begin with https://", meant=meant)


def _absolute(words: str, match: re.Match[str], *, stray_before: bool) -> Shape | None:
    letters = match["letters"].lower()
    exact = letters in {"http", "https"} and match["mid"] == "://"
    scheme = "https://" if "s" in letters else "http://"
    rest = words[match.end() :]
    again = _AGAIN.match(rest)
    if again:
        scheme = "https://" if "https" in again[0].lower() else "http://"
        rest = rest[again.end() :]
    found = _judged(scheme, rest)
    if found and found.flaw not in {Flaw.STRAY, Flaw.MALFORMED}:
        return found
    if exact and not again and not stray_before:
        return found
    meant = _sound(found.meant if found else scheme + rest)
    if again:
        return Shape(flaw=Flaw.MALFORMED, why="begins twice", meant=meant)
    start = words[: match.end()].strip()
    why = f"begins with “{start}”" if not exact else "has a mark before it"
    return Shape(flaw=Flaw.MALFORMED, why=f"{why}, so it does not work everywhere", meant=meant)


def _judged(scheme: str, rest: str) -> Shape | None:
    """Judge what follows the scheme."""
    host, path = _split(rest)
    path = path.replace("\\", "/") if path.startswith("\\") else path
    clean_host, clean_path = _without_stray(host, path)
    host, path = clean_host, clean_path
    user, at, host = host.rpartition("@")
    if at and (user.lower().startswith("mailto:") or not path.strip("/")):
        return Shape(
            flaw=Flaw.EMAIL, why="is an email address written as a web address", meant=f"mailto:{_bare(user)}@{host}"
        )
    name, colon, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    right, why = mended(name)
    meant = f"{scheme}{user}{at}{right}{colon}{port}{path}"
    if why:
        return Shape(flaw=Flaw.MALFORMED, why=why, meant=_sound(meant))
    if _GLUED.search(host + path[:3]):
        return Shape(flaw=Flaw.MALFORMED, why="is two addresses without a gap")
    parsed = urls.parts(meant)
    if parsed is None:
        return Shape(flaw=Flaw.MALFORMED, why="is not an address that any browser can open")
    found = _standing(parsed.host)
    if found:
        return found
    if scheme + rest != meant:
        return Shape(flaw=Flaw.STRAY, why="has a stray mark in it", meant=meant)
    return None


def _bare(user: str) -> str:
    return user[len("mailto:") :] if user.lower().startswith("mailto:") else user


def _standing(host: str) -> Shape | None:
    match standing(host):
        case Standing.OFFICE:
            why = "only works inside an office network"
            return Shape(flaw=Flaw.NOT_PUBLIC, why=why, host=host)
        case Standing.TRIAL:
            why = "looks like a copy of a site for trying things out"
            return Shape(flaw=Flaw.NOT_PUBLIC, why=why, host=host, likely=True)
        case Standing.UNKNOWN:
            ending = host.rpartition(".")[2]
            why = f"ends in .{ending}, and no web address ends like that"
            return Shape(flaw=Flaw.MALFORMED, why=why, likely=True)
        case Standing.PUBLIC:
            return None


def _split(rest: str) -> tuple[str, str]:
    end = _HOST_END.search(rest)
    return (rest[: end.start()], rest[end.start() :]) if end else (rest, "")


def _without_stray(host: str, path: str) -> tuple[str, str]:
    """Take off what surely does not belong to an address: hidden characters, and marks after its end."""
    host, path = _HIDDEN.sub("", host), _HIDDEN.sub("", path)
    if path.startswith("/wiki/") or "?" in path or "#" in path:
        return host, path  # titles of articles ("Apple_Inc."), searches and quotations may end with any mark
    whole = host + path
    end = len(whole)
    for _ in range(_MOST_STRAY):
        stray = _stray_end(whole, end) if end else 0
        if not stray:
            break
        end -= stray
    return host[:end], whole[len(host) : end]


def _stray_end(whole: str, end: int) -> int:
    """Say how many characters before this end are stray."""
    last = whole[end - 1]
    if last in _AFTER_MARKS:
        return 1
    if last in _CLOSERS:
        return int(whole.count(last, 0, end) > whole.count(_CLOSERS[last], 0, end))
    tail = whole[max(0, end - 9) : end].upper()
    return next(len(code) for code in _AFTER_CODES if tail.endswith(code)) if tail.endswith(_AFTER_CODES) else 0


def _sound(address: str | None) -> str | None:
    """Give an address if it can be right."""
    found = urls.parts(address) if address else None
    return address if found and standing(found.host) is Standing.PUBLIC else None
