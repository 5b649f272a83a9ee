"""Finds web addresses in running text, where nothing but the words says that they are addresses.

What counts, and where one ends, is policy; the policies stand in `checker.extractors.links`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.urls import known_ending, registrable

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAY_HOLD = re.compile(r"[.:/\\,](?:(?<=\w\.)[^\W\d_]|(?<=[:/\\])[/\\]|(?<=[wW]{3}.))")
_BEGIN = re.compile(
    r"""
    (?P<scheme>
        h[tp]{2,5}s? (?: [:;]{1,2}[ ]?[/\\]{1,4} | [/\\]{2,4} | [:;](?=www\.) )   # also mistyped: htttp://, http;//
      | ftp:// | file:///? )
    (?P<rest> [^\W_] | \[ )
  | (?<![\w@.-]) (?P<www> w{2,4}[.,](?=[^\W_]) [\w-]++ (?:\.[^\W_][\w-]*+)*+ )
  | (?<![\w@./\\#$-]) (?P<bare> [^\W_][\w-]*+ (?:\.[^\W_][\w-]*+)++ ) (?!@)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HOST_END = re.compile(r"[/?#\\]")
_PORT = re.compile(r":\d{1,5}(?!\d)")
_SENTENCE_AFTER = re.compile(r"(?<=[a-z0-9])\.[A-Z][a-z]+$")
"""A host that ends so ran into the next sentence: `www.example.gov.uk.Please`."""
_CUT_SHORT = re.compile(r"[.…]*(?:…|\.{3})[.…]*")
# A PDF or an editor broke the address at its last slash: "www.example.gov.uk/ contact". The word must end the sentence.
_BROKEN = re.compile(r"[ \xa0]([a-z][a-z-]{3,14})(?=[.,;)]?(?:\s+[A-Z\d]|\s*\n|\s*$))")
_NOT_A_PATH = frozenset("also and from here online page site this today website with".split())

_MARK = re.compile(
    r"[][(){}'?!.,:;*~"
    r'\s<>"`|…“”„«»\u2018\u2019\u2039\u203a'
    # control and bidirectional characters; punctuation of Chinese and Japanese
    r"\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u3000-\u303f\uff00-\uff65]"
)
"""What needs a second look in an address: brackets, apostrophes, final punctuation; all others end it."""
_NOT_LAST = frozenset("?!.,:;*~")
_OPENERS = {"(": ")", "[": "]", "{": "}"}
_OWNER = re.compile(r"'s?/?$")
_LONGEST = 4096
"""Characters of one address. Servers refuse longer ones (RFC 9110, 4.1, recommends to take 8000 at most)."""
_LONGEST_HOST = 253
"""RFC 1035, 2.3.4, without its length bytes."""

_USUAL = frozenset("biz com edu gov info int london mil name net org scot wales cymru".split())
# Countries whose letters are English words or endings of files: bare, they are taken for what they look like.
_WORDS = frozenset(
    "ai am an as at be by cc cd do dr id in is it la me ml my no pl pm ps py rs sh so st to us md mm mr ms nr".split()
)


class Written(Struct, frozen=True, kw_only=True):
    """An address in text."""

    start: int
    end: int
    address: str
    """Without what cut it short or broke it; with `https://` where no scheme was written."""


def addresses(text: str) -> Iterator[Written]:
    """Yield the web addresses in a stretch of text, in order."""
    if not may_hold(text):
        return
    at = 0
    while match := _BEGIN.search(text, at):
        found = _with_scheme(text, match) if match["scheme"] else _without(text, match)
        at = found.end if found else match.start() + 1  # "1.http://..." begins again within
        if found:
            yield found


def may_hold(text: str) -> bool:
    """Tell at little cost that a text holds no address. Most have dots, but at the ends of sentences."""
    if "/" in text or "\\" in text or "w." in text or "W." in text or "w," in text or "W," in text:
        return _MAY_HOLD.search(text) is not None
    dot = text.find(".")
    while dot >= 0:
        if text[dot + 1 : dot + 2].isalpha():
            return True
        dot = text.find(".", dot + 1)
    return False


def is_address(words: str) -> bool:
    """Tell whether words are an address and nothing else."""
    if not may_hold(words):
        return False
    found = next(addresses(words), None)
    return found is not None and not words[: found.start] and not words[found.end :].strip(".,;:)/ ")


def _with_scheme(text: str, match: re.Match[str]) -> Written | None:
    begin = match.start("rest")
    end = _end(text, match.start(), begin)
    host = _HOST_END.split(text[begin:end], maxsplit=1)[0]
    if not host or host.lower() == "www":
        return None
    return _written(text, match.start(), _sentence(text, begin, end), prefix="")


def _without(text: str, match: re.Match[str]) -> Written | None:
    host_end = match.end()
    host = match["www"] or match["bare"]
    end = _sentence(text, match.start(), host_end)
    if end == host_end:
        port = _PORT.match(text, host_end)
        after = port.end() if port else host_end
        goes_on = text[after : after + 1] in {"/", "?", "#"}
        end = _end(text, match.start(), after) if goes_on else after
    else:
        host = text[match.start() : end]
    if match["bare"] and not _reads_as_host(host, followed=end > host_end + 1):
        return None
    return _written(text, match.start(), end, prefix="https://")


def _written(text: str, start: int, end: int, *, prefix: str) -> Written:
    address = prefix + text[start:end]
    cut = _CUT_SHORT.match(text, end)
    broken = _BROKEN.match(text, end) if text[end - 1] == "/" and not cut else None
    if broken and broken[1] not in _NOT_A_PATH:
        return Written(start=start, end=broken.end(1), address=address + broken[1])
    return Written(start=start, end=cut.end() if cut else end, address=address)


def _sentence(text: str, begin: int, end: int) -> int:
    """Give where a host ends that ran into the next sentence."""
    if _HOST_END.search(text, begin, end):
        return end
    ran_on = _SENTENCE_AFTER.search(text[begin:end])
    return begin + ran_on.start() if ran_on and known_ending(text[begin : begin + ran_on.start()]) else end


def _reads_as_host(host: str, *, followed: bool) -> bool:
    """Tell a host name from other words with a dot in them: ends of sentences, names of files, GOV.UK.

    Args:
        host: Without scheme and without `www.`.
        followed: A path comes after it, which nothing but an address has.
    """
    labels = host.split(".")
    last = labels[-1]
    if len(host) > _LONGEST_HOST or not (last.islower() or host.isupper() or not last.isascii()):
        return False
    last = last.lower()
    usual = last in _USUAL or not last.isascii() or (len(last) == 2 and last not in _WORDS)  # noqa: PLR2004 - a country
    if not (usual or followed or len(labels) > 2):  # noqa: PLR2004 - sub.example.care is no end of a sentence
        return False
    try:
        return registrable(host.lower()) is not None
    except (UnicodeError, ValueError):
        return False


def _end(text: str, start: int, begin: int) -> int:
    """Give where an address ends: where its letters do, but for the s of "www.example.org's pages"."""
    end = _marked_end(text, start, begin)
    of = _OWNER.search(text, max(begin, end - len("'s/")), end)
    return of.start() if of and text.count("'", start, end) % 2 else end


def _marked_end(text: str, start: int, begin: int) -> int:
    """Give where the letters of an address end: at white space, a closing bracket nobody opened, final punctuation.

    Args:
        text: What it stands in.
        start: Where the address starts; a quotation mark before it closes after it.
        begin: Where to begin looking.
    """
    end = reached = begin
    limit = min(len(text), begin + _LONGEST)
    waiting: list[str] = []
    in_quotes = text[max(0, start - 1) : start] == "'"
    quoted = False
    for mark in _MARK.finditer(text, begin, limit):
        end = mark.start() if mark.start() > reached else end
        reached = mark.end()
        letter = mark[0]
        if letter in _OPENERS:
            waiting.append(_OPENERS[letter])
        elif letter in waiting:
            waiting.remove(letter)
            end = reached
        elif letter == "'" and not in_quotes:
            quoted = not quoted
            end = end if quoted else reached
        elif letter not in _NOT_LAST:
            return end
    return limit if limit > reached else end
