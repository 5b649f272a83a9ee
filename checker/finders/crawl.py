"""Finds pages by following the site's links from its start."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, field

from checker.finders import _traps, _walk
from checker.finders._addresses import folded, origin, plain
from checker.model.fetching import Failure
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import count, printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from checker.model.fetching import Fetched
    from checker.model.finding import Ask
    from checker.model.sites import Site

_MISSING = frozenset({404, 410})
_FILES = frozenset(
    "7z apk asc avi bmp bz2 css csv dmg doc docm docx dot dotx eot eps epub exe flac flv gif gz ics ico iso jar jpeg "
    "jpg js json jsonld kml kmz m4a m4v map mid mov mp3 mp4 mpeg mpg msi odg odp ods odt ogg ogv otf pdf png pot potx "
    "pps ppsx ppt pptx ps psd pub rar rss rtf svg swf tar tgz tif tiff ttf txt vcf wav webm webmanifest webp wma wmv "
    "woff woff2 xls xlsm xlsx xml xsd xsl zip".split()
)
"""Endings of addresses behind which there is no page, so that nobody need ask."""
_KNOWN = 400_000
"""Links remembered. A site that has more makes them up."""
_ENDING = 12
"""Characters of an ending."""


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The pages that links lead to from the start of the site. Slower than any list, and finds no page without a link.

    Links marked nofollow are followed: it is your own site. Calendars, sorted lists, pages for printing and links
    that do something are not, and the report says how many.
    """

    start: Annotated[list[str], Meta(description="Addresses to begin at. Without them: the start of the site.")] = (
        field(default_factory=list, name="from")
    )
    depth: Annotated[int, Meta(ge=0, description="How many links away from the start pages may be.")] = 20
    pages: Annotated[int, Meta(ge=1, description="How many addresses are asked at most.")] = 10_000
    fold: Annotated[
        bool, Meta(description="true if http and https, and addresses with and without www., are the same page.")
    ] = False


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield the pages links lead to, and what was not followed."""
    starts = [name for each in options.start or [site.start] if (name := plain(each, site.start))] or [site.start]
    route = _Route(site, starts, fold=options.fold)
    walk = _walk.Walk(
        follow=route.follow,
        within=route.within,
        depth=options.depth,
        pages=options.pages,
        at_once=site.pace.at_once,
    )
    async for address, fetched in _walk.go(starts, walk, ask):
        page = _page(address, fetched, walk, route, first=address in starts)
        if page:
            yield page
    yield Looked(where=f"the crawl from {printable(starts[0])}", address=starts[0], listed=walk.asked)
    for each in (*route.reports(), *_walk.cut_short(starts[0], walk, "crawl")):
        yield each


class _Route:
    """Decides which links are followed, and counts those that are not."""

    def __init__(self, site: Site, starts: list[str], *, fold: bool) -> None:
        self.site, self.starts, self.fold = site, starts, fold
        self.traps = _traps.Traps()
        self.known: dict[str, str | None] = {}
        """What each link came to. Every page has the same menu."""
        self.left: dict[str, dict[str, None]] = defaultdict(dict)
        """The addresses of each kind of trap, in the order they were met."""
        self.astray: tuple[Unchecked, ...] = ()

    def name(self, link: str) -> str | None:
        address = plain(link)
        return folded(address, self.site.start) if address and self.fold else address

    def within(self, url: str) -> bool:
        """Tell whether a page is the site's, or was named as a place to begin."""
        address = self.name(url)
        return address is not None and (address in self.starts or self.site.holds(address))

    def follow(self, link: str) -> str | None:
        if link in self.known:
            return self.known[link]
        decided = self._decide(link)
        if len(self.known) < _KNOWN:
            self.known[link] = decided
        return decided

    def _decide(self, link: str) -> str | None:
        address = self.name(link)
        if address is None or not self.site.holds(address) or _is_file(address):
            return None
        if trap := self.traps.of(address):
            if len(self.known) < _KNOWN:
                self.left[trap][address] = None
            return None
        return address

    def reports(self) -> tuple[Unchecked, ...]:
        traps = (
            Unchecked(what=next(iter(addresses)), why=_left(trap, len(addresses)), stage="find")
            for trap, addresses in sorted(self.left.items())
        )
        return (*traps, *self.astray)


def _page(address: str, fetched: Fetched, walk: _walk.Walk, route: _Route, *, first: bool) -> PageRef | None:
    """Give the page behind an address: none where the address leads elsewhere, to nothing, or to a file."""
    final = route.name(fetched.final_url) or address
    if final != address:
        if not route.site.holds(final):
            route.astray += (_astray(address, final),) if first else ()
            return None
        if final in walk.seen or (not first and route.traps.of(final)):
            return None
        walk.seen.add(final)
    if fetched.failure is Failure.ROBOTS and not first:
        # one line for all of them: half a site may be closed to us
        route.left["robots"][final] = None
        return None
    if fetched.status is None or fetched.status >= 400:  # noqa: PLR2004 - the answers that are no page
        # a dead link is the business of the link that leads here; what gave no answer may be a page all the same
        return None if fetched.status in _MISSING and not first else PageRef(url=final, found_by="crawl")
    return PageRef(url=final, found_by="crawl") if _walk.is_html(fetched) else None


def _is_file(address: str) -> bool:
    name = address.partition("?")[0].rpartition("/")[2]
    return name[-_ENDING:].rpartition(".")[2].lower() in _FILES and "." in name


def _left(trap: str, number: int) -> str:
    return f"{count(number, 'address', 'addresses')} like this {_was(number)} not followed: {_traps.NAMES[trap]}."


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _astray(address: str, final: str) -> Unchecked:
    why = (
        f"{printable(address)} leads to {printable(final)}, which does not belong to the site. "
        f'If it should, write start = "{printable(origin(final))}/" in the site file.'
    )
    return Unchecked(what=final, why=why, stage="find")
