"""What the documents of the contract share.

One struct stands for each object, and the JSON Schema is made from the structs, so that the two cannot disagree. Every
key is always there; what is absent is null.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from checker import __version__

if TYPE_CHECKING:
    from checker.model import mentions
    from checker.model.reports import Style

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
