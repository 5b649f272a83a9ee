"""What the documents of the contract share.

One struct stands for each object, and the JSON Schema is made from the structs, so that the two cannot disagree. Every
key is always there; what is absent is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from checker import __version__

if TYPE_CHECKING:
    from checker.model import mentions
    from checker.model.reports import Style

_INDENT = "  "
_HALF_PAIRS = re.compile("[\ud800-\udfff]")


def clean(words: str) -> str:
    """Replace halves of surrogate pairs, which have no form in UTF-8. Everything else stays as it was written."""
    return words if words.isascii() else _HALF_PAIRS.sub("\ufffd", words)


def maybe(words: str | None) -> str | None:
    """Clean words that may be absent."""
    return None if words is None else clean(words)


def encoded(document: object, style: Style, *, indent: int | None = None) -> str:
    """Write a document as JSON. In the log of GitHub Actions no word in it can be taken for a command."""
    body = msgspec.json.encode(document)
    words = (msgspec.json.format(body, indent=indent) if indent else body).decode()
    return words.replace("##[", "#\\u0023[") if style.actions else words


def pieces(value: object, style: Style, *, deep: int = 0) -> Iterator[str]:
    """Write a value as `encoded` does with an indent of 2, bit by bit: what stands in an iterator is never held.

    Args:
        value: A mapping, whose values may be iterators and mappings in their turn, or anything msgspec can write.
        style: As for `encoded`.
        deep: In how many objects and lists it stands.
    """
    space = "\n" + _INDENT * deep
    if isinstance(value, dict):
        yield from _enclosed("{}", ((f'"{name}": ', each) for name, each in value.items()), style, deep=deep)
    elif isinstance(value, Iterator):
        yield from _enclosed("[]", (("", each) for each in value), style, deep=deep)
    else:
        # a line break in words is written as an escape: what is one stands between two values
        yield encoded(value, style, indent=len(_INDENT)).replace("\n", space)


def _enclosed(marks: str, members: Iterator[tuple[str, object]], style: Style, *, deep: int) -> Iterator[str]:
    lead = "\n" + _INDENT * (deep + 1)
    before = marks[0]
    for name, each in members:
        yield f"{before}{lead}{name}"
        yield from pieces(each, style, deep=deep + 1)
        before = ","
    yield marks if before == marks[0] else f"\n{_INDENT * deep}{marks[1]}"


class Tool(msgspec.Struct, frozen=True):
    """What wrote this."""

    name: Literal["content-checker"]
    version: str


TOOL = Tool(name="content-checker", version=__version__)


class Stamp(msgspec.Struct, frozen=True, rename={"source": "from"}):
    """What a page says of its age."""

    date: str
    kind: Literal["modified", "reviewed", "published"]
    source: Literal["stamp", "metadata", "api", "sitemap", "http", "text", "site-file", "memory"]
    raw: str | None


def stamp(said: mentions.Stamp | None) -> Stamp | None:
    """Turn what a page says of its age into its wire form."""
    if said is None:
        return None
    return Stamp(
        date=said.date,
        kind=said.kind.value,  # type: ignore[arg-type]  # no other role is a stamp's
        source=said.origin.value,
        raw=maybe(said.raw),
    )
