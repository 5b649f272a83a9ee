"""What a page states for machines: JSON-LD, microdata, meta elements and marks of time, as names and values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from checker.model.pages import Structured
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_COMMENTS = re.compile(r"/\*.*?\*/|(?<![^\s,{}\[\]])//[^\n]*|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_TRAILING = re.compile(r",(\s*[}\]])")
_VALUES = {
    "meta": "content",
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "time": "datetime",
    "data": "value",
    "abbr": "title",
}
_DATED = (
    "time, abbr[title][class], [pubdate], [class*=publish], [class*=updated], [class*=modified], [class*=entry-date],"
    " [class*=post-date], [class*=dateline]"
)
"""Elements that are a date, or whose class says that they hold one (microformats: hAtom, h-entry)."""
_BESIDE = re.compile(
    r"comment|related|sidebar|widget|recommend|teaser|promo|latest|listing|event|calendar|archive|history|card|reply",
    re.IGNORECASE,
)
"""Class or id of what stands beside a page's own words. What is dated in there is something else."""
_ENTRY = re.compile(r"\b(?:hentry|h-entry|hfeed)\b")
"""The article itself (hAtom, h-entry), whatever it stands in."""
_LONGEST_DATE = 60
_MOST = 500
"""Values taken from one page. More than this is a data dump, not a page's own facts."""


_MOST_MARKED = 40


def structured(tree: LexborHTMLParser) -> tuple[Structured, ...]:
    """Read everything a page states for machines, up to a limit."""
    found: list[Structured] = []
    for source in (_meta(tree), _json_ld(tree), _microdata(tree), _marked(tree)):
        for value in source:
            if len(found) >= _MOST:
                return tuple(found)
            found.append(value)
    return tuple(found)


def _meta(tree: LexborHTMLParser) -> Iterator[Structured]:
    for node in tree.css("meta[content]"):
        marks = node.attributes
        name = marks.get("name") or marks.get("property") or marks.get("itemprop") or marks.get("http-equiv")
        value = squash(marks.get("content") or "")
        if name and value:
            yield Structured(syntax="meta", type="", name=name.strip(), value=value)


def _json_ld(tree: LexborHTMLParser) -> Iterator[Structured]:
    group = 0
    for node in tree.css('script[type*="ld+json" i]'):
        waiting: list[object] = [_parsed(node.text())]
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                group += 1
                yield from _properties(value, group)
                waiting.extend(reversed([inner for inner in value.values() if isinstance(inner, dict | list)]))


def _properties(value: dict[str, object], group: int) -> Iterator[Structured]:
    kind = value.get("@type")
    named = kind[0] if isinstance(kind, list) and kind else kind
    for name, inner in value.items():
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, str | int | float) and not name.startswith("@"):
                text = squash(str(one))
                if text:
                    yield Structured(syntax="json-ld", type=_last(named), name=name, value=text, group=group)


def _parsed(words: str) -> object:
    """Read JSON as editors write it: with comments, trailing commas and raw control characters."""
    for attempt in (words, _TRAILING.sub(r"\1", _COMMENTS.sub(" ", words)).strip().rstrip(";")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _microdata(tree: LexborHTMLParser) -> Iterator[Structured]:
    groups: dict[int, int] = {}
    for node in tree.css("[itemprop]"):
        scope = _scope(node)
        name = (node.attributes.get("itemprop") or "").split()
        value = squash(_value(node))
        if not name or not value or "itemscope" in node.attributes:
            continue
        number = groups.setdefault(scope.mem_id if scope else 0, len(groups) + 1)
        kind = scope.attributes.get("itemtype") if scope else ""
        yield Structured(syntax="microdata", type=_last(kind), name=name[0], value=value, group=number)


def _marked(tree: LexborHTMLParser) -> Iterator[Structured]:
    """Read the elements that hold a date of the page's own, as far as their marks tell. Their classes name them."""
    for node in tree.css(_DATED)[:_MOST_MARKED]:
        marks = node.attributes
        value = squash(_value(node))
        if "itemprop" not in marks and 0 < len(value) <= _LONGEST_DATE and not _stands_beside(node):
            mark = "pubdate" if "pubdate" in marks else marks.get("class") or ""
            yield Structured(syntax="mark", type=node.tag or "", name=mark, value=value)


def _stands_beside(node: LexborNode) -> bool:
    above: LexborNode | None = node
    for _ in range(12):  # a date is not nested deeper in its article
        if above is None or above.tag in {"article", "main", "body"}:
            return False
        marks = above.attributes
        if _ENTRY.search(marks.get("class") or ""):
            return False
        if above.tag in {"aside", "nav", "li", "form", "td"}:
            return True
        if _BESIDE.search(f"{marks.get('class') or ''} {marks.get('id') or ''}"):
            return True
        above = above.parent
    return False


def _scope(node: LexborNode) -> LexborNode | None:
    above = node.parent
    for _ in range(64):  # deeper nesting is no card of contact details
        if above is None or "itemscope" in above.attributes:
            return above
        above = above.parent
    return None


def _value(node: LexborNode) -> str:
    mark = _VALUES.get(node.tag or "")
    marks = node.attributes
    return marks.get("content") or (marks.get(mark) if mark else None) or node.text()


def _last(kind: object) -> str:
    return str(kind or "").rstrip("/").rpartition("/")[2]
