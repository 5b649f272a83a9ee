"""The first look at an address that is no page but a list of pages: a feed, a sitemap, a table, a feed of services."""

from __future__ import annotations

import re
from dataclasses import replace  # noqa: TID251 - a sketch is no value of the model
from typing import TYPE_CHECKING

import msgspec

from checker import urls

if TYPE_CHECKING:
    from checker.commands._first_file import Sketch
    from checker.model.fetching import Fetched

_OK = 200
_HEAD = 2_000
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)\b", re.IGNORECASE)
_TABLES = frozenset({"text/csv", "application/csv", "text/comma-separated-values"})
_SERVICES = re.compile(r"/services(?:/[^/?]{0,100})?/?(?:\?.*)?$")


class _Services(msgspec.Struct):
    """What a page of an Open Referral UK feed holds, in version 3 or 1 of the standard."""

    contents: list[msgspec.Raw] | None = None
    content: list[msgspec.Raw] | None = None


def told(answer: Fetched, sketch: Sketch) -> Sketch | None:
    """Say what a list tells of its site; None where the answer is no list."""
    address = answer.final_url
    root = f"{urls.origin(address)}/"
    head, kind = answer.body[:_HEAD], answer.header("content-type").partition(";")[0].strip().lower()
    if answer.status != _OK or kind in {"text/html", "application/xhtml+xml"}:
        return None
    if _FEED.search(head):
        return replace(sketch, start=root, kinds=("feed",), options={"address": (address,)})
    if _SITEMAP.search(head):
        return replace(sketch, start=root, kinds=("sitemap",), options={"address": (address,)})
    if kind in _TABLES or address.partition("?")[0].lower().endswith(".csv"):
        return replace(sketch, start=root, kinds=("listing",), options={"file": address})
    if (feed := _SERVICES.sub("", address)) != address and _has_services(answer.body):
        return replace(sketch, start=f"{feed}/", kinds=("open_referral",), options={"feed": feed})
    return None


def _has_services(body: bytes) -> bool:
    try:
        said = msgspec.json.decode(body, type=_Services)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return said.contents is not None or said.content is not None
