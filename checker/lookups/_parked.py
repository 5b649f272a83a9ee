"""Signs of a domain that nobody looks after any more: parked, for sale, expired or suspended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.lookups._sight import plain, title_parts
from checker.lookups._tables import ends_with, words
from checker.urls import registrable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.lookups._document import Document
    from checker.lookups._sight import Sight

_FEW_WORDS = 300
_SMALL, _HEAD = 4096, 65_536
_OTHER_DOOR = re.compile(r"ww\d{1,2}\.")
"""Parking services lead `www.example.org` to `ww25.example.org`."""


def signs(sight: Sight) -> Iterator[str]:
    """Yield what speaks for a parked domain, each `for-sale: words`, each from another place."""
    services = words("parked", "host")
    if ends_with(sight.asked_host, services):
        return  # the link is meant to lead to such a service
    landed = ends_with(sight.host, services)
    if landed:
        yield f"for-sale: lands on {landed}"
    elif _OTHER_DOOR.match(sight.host) and not _OTHER_DOOR.match(sight.asked_host):
        yield f"for-sale: lands on {sight.host}"
    if sight.moved and sight.path in words("parked", "path"):
        yield f"for-sale: lands on {sight.path}"
    elif len(sight.fetched.body) < _SMALL and b'"/lander' in sight.fetched.body:
        yield "for-sale: a script leads to /lander"
    if sight.document is not None:
        built = _built_from(sight.document, sight.fetched.body)
        if built:
            yield f"for-sale: built from {built}"
        yield from _in_words(sight.document, _names(sight))


def _built_from(document: Document, body: bytes) -> str | None:
    """Give the parking service that a page is put together by."""
    services = words("parked", "host")
    host = next((found for each in document.built_from if (found := ends_with(each, services))), None)
    return host or next((each for each in words("parked", "code") if each.encode() in body[:_HEAD]), None)


def _in_words(document: Document, names: tuple[str, ...]) -> Iterator[str]:
    if document.words > _FEW_WORDS:
        return
    parts = {*title_parts(document.title), *map(plain, document.headings)}
    title = next((each for each in _filled(words("parked", "title"), names) if each in parts), None)
    if title:
        yield f'for-sale: title "{title}"'
    text = document.text.replace("’", "'")
    phrase = next((each for each in _filled(words("parked", "words"), names) if each in text), None)
    if phrase:
        yield f'for-sale: words "{phrase}"'


def name_server_sign(servers: Iterable[str]) -> str | None:
    """Give the sign that a domain's name servers make, or None."""
    hosts = (each.rstrip(".").lower() for each in servers)
    found = next((known for host in hosts if (known := ends_with(host, words("parked", "server")))), None)
    return f"for-sale: name server {found}" if found else None


def _names(sight: Sight) -> tuple[str, ...]:
    host = sight.asked_host
    return tuple(dict.fromkeys(name for name in (host, host.removeprefix("www."), registrable(host)) if name))


def _filled(phrases: tuple[str, ...], names: tuple[str, ...]) -> Iterator[str]:
    for phrase in phrases:
        if "{host}" in phrase:
            yield from (phrase.replace("{host}", name) for name in names)
        else:
            yield phrase
