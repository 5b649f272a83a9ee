"""What a page's relative addresses are resolved against."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from checker.urls import resolve

_NOSCRIPT = re.compile(r"<noscript\b", re.IGNORECASE)
_NOSCRIPT_END = re.compile(r"</noscript\b[^<>]*>?", re.IGNORECASE)


def base_of(tree: LexborHTMLParser, words: str, url: str | None) -> str | None:
    """Give what relative addresses are resolved against: the first base element that has an address."""
    if not tree.css_first("base[href]"):
        return url
    if _NOSCRIPT.search(words):
        # for a browser with scripts there is nothing in it; the parser, which has none, moves a base out of it
        tree = LexborHTMLParser(_without_noscript(words))
    for element in tree.css("base[href]"):
        href = (element.attributes.get("href") or "").strip()
        if href:
            return resolve(href, url) or url
    return url


def _without_noscript(words: str) -> str:
    kept, at = [], 0
    while begin := _NOSCRIPT.search(words, at):
        end = _NOSCRIPT_END.search(words, begin.end())
        if end is None:
            break
        kept.append(words[at : begin.start()])
        at = end.end()
    return "".join((*kept, words[at:]))
