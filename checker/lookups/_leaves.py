"""Reads off a page of an organisation's website what it publishes, and which of its links lead to its contacts."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import numbering, urls, websites
from checker.model.mentions import ANSWERED, Kind
from checker.model.originals import Leaf, Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Inventory, Mention
    from checker.model.pages import Link, Page

_RUN = re.compile(r"\d(?:[^\w<>]{0,3}\d){8,}", re.ASCII)
"""Digits with at most a few marks between them: as many as a number has, or more. What is a number is not decided."""
_ADDRESS = re.compile(r"(?<![\w.+'&-])[\w.+'&-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LONGEST, _MOST = 200, 2_000
"""Digits of a run, or letters of a link, beyond which it is none; and how many runs are kept of a page."""
_BARE = 40
"""Words of a page that script has still to build."""
_OLD_BEFORE = re.compile(
    r"\b(?:old|former|previous|past)\s+(?:tele)?(?:phone\s+)?(?:number|line|e-?mail(?:\s+address)?|address)\b[^.!?\d]{0,40}$"
    r"|\bchang(?:ed|ing)\s+from\b[^.!?\d]{0,30}$",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(
    r"^[^.!?]{0,40}\b(?:no\s+longer|(?:not|out\s+of)\s+(?:in\s+)?use|"
    r"(?:has|have|was|were|been)\s+(?:now\s+)?(?:replaced|withdrawn|disconnected|switched\s+off|closed))\b",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    r"contact|get[\s_-]?in[\s_-]?touch|reach[\s_-]us|call[\s_-]us|ring[\s_-]us|talk[\s_-]to[\s_-]us|cysylltu",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\babout\b|who[\s_-]we[\s_-]are|\bour[\s_-]team\b|\binformation\b|\bhelp\b|\bvisit[\s_-]us\b|find[\s_-]us",
    re.IGNORECASE,
)
_BRANCHES = re.compile(
    r"\bbranch(?:es)?\b|\b(?:our|all|find\s+an?|your\s+nearest)\s+(?:\w+\s+)?(?:centres?|offices?|locations?|sites?|venues?)\b"
    r"|^(?:locations|offices|centres|regions)$|\bin\s+your\s+area\b|\bnear\s+(?:you|me)\b|\blocal\s+(?:groups|offices|centres)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|svg|ics|vcf|zip|mp[34])$", re.IGNORECASE)


class Read(Struct, frozen=True, kw_only=True):
    """A page of theirs that was read, and where to look further. Plain data: a worker process gives it back."""

    leaf: Leaf
    contacts: tuple[str, ...] = ()
    """Addresses on the same website that promise contacts."""
    about: tuple[str, ...] = ()
    """Addresses that may lead there."""
    branches: bool = False
    """True where a link speaks of several offices."""
    built: bool = False
    """True where script has still to build the page."""


def read_off(page: Page, inventory: Inventory, body: bytes) -> Read:
    """Give what a page publishes, and where it leads."""
    url = page.url or ""
    links = [each for each in _links(page) if each.url]
    words = sum(len(each.text.split()) for each in page.blocks)
    same = [(each, there) for each in links if (there := _on_the_same(each, url))]
    return Read(
        leaf=Leaf(url=url, stated=tuple(_stated(inventory)), hidden=tuple(dict.fromkeys(_hidden(body)))),
        contacts=_chosen(same, _CONTACTS),
        about=_chosen(same, _ABOUT),
        branches=any(_BRANCHES.search(_words(each)) for each in links),
        built=page.scripted and words < _BARE,
    )


def _links(page: Page) -> Iterator[Link]:
    for block in page.blocks:
        yield from (each for each in block.links if each.tag in {"a", "area"})


def _on_the_same(link: Link, url: str) -> str | None:
    """Give where a link leads if that is another page of the same website."""
    there = urls.target(link.url or "")
    if there is None or there == urls.target(url) or websites.domain_of(there) != websites.domain_of(url):
        return None
    found = urls.parts(there)
    return there if found and not _DOCUMENT.search(found.path) else None


def _chosen(links: Iterable[tuple[Link, str]], wanted: re.Pattern[str]) -> tuple[str, ...]:
    found = (there for link, there in links if wanted.search(_words(link)) or wanted.search(_path(there)))
    return tuple(dict.fromkeys(found))


def _words(link: Link) -> str:
    return (link.text or "")[:_LONGEST]


def _path(address: str) -> str:
    found = urls.parts(address)
    return found.path if found else ""


def _stated(inventory: Inventory) -> Iterator[Stated]:
    for mention in inventory.mentions:
        if mention.kind is Kind.EMAIL and mention.value:
            yield Stated(kind=mention.kind, value=mention.value.lower(), old=_is_old(mention))
        elif mention.kind is Kind.PHONE and mention.role in ANSWERED and numbering.is_british(mention.value):
            yield Stated(kind=mention.kind, value=mention.value or "", old=_is_old(mention))


def _is_old(mention: Mention) -> bool:
    """Tell whether the words around say that it is no longer in use."""
    place = mention.place
    return _OLD_BEFORE.search(place.before) is not None or _OLD_AFTER.search(place.after) is not None


def _hidden(body: bytes) -> Iterator[str]:
    """Yield what could be a number or email anywhere in the source, so that nothing that stands there is overlooked."""
    text = html.unescape(body.decode("utf-8", "replace")).replace("%20", " ").replace("%40", "@")
    for number, run in enumerate(_RUN.finditer(text)):
        if number >= _MOST:
            break
        digits = "".join(filter(str.isdigit, run[0]))
        if len(digits) <= _LONGEST:
            yield digits
    for number, address in enumerate(_ADDRESS.finditer(text)):
        if number >= _MOST:
            break
        yield address[0].lower()
