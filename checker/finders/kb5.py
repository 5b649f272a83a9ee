"""Finds the records of a directory on Open Objects' (Idox's) kb5, which many councils' Local Offers run on.

A record is known by its host, its action and its id: `…/kb5/hackney/localoffer/advice.page?id=5UlEpXIMM8M`. The same
record stands under every channel it is listed in, with a session id or without, with http and https, with www. and
without. Lists of results lead to the records and are no pages of advice themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote

from msgspec import Meta, Struct, field

from checker import addresses
from checker.finders import _walk
from checker.finders._addresses import bare, folded, origin, plain, query_of
from checker.finders._answers import refusal
from checker.model.finding import Looked
from checker.model.pages import PageRef
from checker.model.problems import Unchecked
from checker.text import count, printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Container

    from checker.model.fetching import Fetched
    from checker.model.finding import Ask
    from checker.model.sites import Site

_PATH = re.compile(r"(/kb5/[\w.-]{1,80}/[\w.-]{1,80}/)([\w-]{1,60})\.(page|action)", re.IGNORECASE)
_RECORDS = frozenset({"advice", "service", "site", "event", "localoffer", "activity", "organisation", "venue"})
_LISTS = frozenset({"results", "category", "categories", "az", "browse", "localoffer", "directory", "channel"})
_LISTED_BY = re.compile(
    r"channel|page|start|offset|row|rec|^(?:ha|qt|term|sr|nh|id|category|letter|az|from|p)$", re.IGNORECASE
)
"""Parameters that decide what a list shows: `localofferchannel` and its like, words searched for, and the place in the
list. How it is sorted or narrowed down makes no record appear that the whole list does not have."""
_NEVER = frozenset(
    "shortlist saved save login logout logoff register account password feedback enquiry email print share suggest "
    "update edit delete report compare rss export map contactus".split()
)
"""Actions that do something, or are a form about a record, once for every record."""
_MISSING = frozenset({404, 410})


class Options(Struct, kw_only=True, forbid_unknown_fields=True):
    """The records of a directory on Open Objects' or Idox's kb5: advice, services, sites, events."""

    base: Annotated[
        str | None,
        Meta(description="The directory, like https://HOST/kb5/COUNCIL/SITE/. Without it: all that start covers."),
    ] = None
    start: Annotated[
        list[str], Meta(description="Addresses to begin at. Without them: base or start, and the list of all results.")
    ] = field(default_factory=list, name="from")
    lists: Annotated[bool, Meta(description="true to check the lists of results as pages too.")] = False
    pages: Annotated[int, Meta(ge=1, description="How many addresses are asked at most.")] = 20_000
    fold: Annotated[
        bool, Meta(description="false if http and https, or addresses with and without www., are different pages.")
    ] = True


async def find(site: Site, options: Options, ask: Ask) -> AsyncGenerator[PageRef | Unchecked | Looked]:
    """Yield every record that lists and other records lead to, once."""
    grammar = _Grammar(site.start, options)
    starts = [name for each in _starts(site, options) if (name := grammar.name(each) or plain(each, site.start))]
    walk = _walk.Walk(
        follow=grammar.follow,
        within=grammar.within,
        depth=options.pages,
        pages=options.pages,
        at_once=site.pace.at_once,
    )
    found: set[str] = set()
    failed: list[str] = []
    async for address, fetched in _walk.go(starts, walk, ask):
        if address in starts and (why := refusal(fetched)):
            failed.append(why)
            continue
        page = _page(address, fetched, walk, grammar)
        if page and page not in found and (options.lists or not grammar.is_list(page)):
            found.add(page)
            yield PageRef(url=page, found_by="kb5")
    yield Looked(where=f"the directory at {printable(starts[0])}", address=starts[0], listed=walk.asked)
    if failed and not found:
        why = f"The directory could not be looked through: {failed[0]}."
        yield Unchecked(what=starts[0], why=why, stage="find")
    if grammar.left:
        yield _not_followed(grammar)
    for each in _walk.cut_short(starts[0], walk, "search"):
        yield each


def same_answer(site: Site, options: Options, found: Container[str]) -> Callable[[str], str | None]:
    """Give the function that names the address whose answer holds for another too.

    That is a record's own, whatever channel it is shown in; and of forms about a record, one of each kind for all: a
    directory has as many as it has records. An address in other capitals is another: a server may mind them.
    """
    grammar = _Grammar(site.start, options)
    forms: dict[str, str] = {}

    def name(address: str) -> str | None:
        page = grammar.name(address) or ""
        before, _, record = page.partition("?")
        given, _, query = address.partition("?")
        if record and given == before and record in query.split("&"):
            return page if page in found else None
        action = _PATH.fullmatch(_path(address))
        is_form = action is not None and page == given and action[2] in _NEVER and query.startswith("id=")
        return forms.setdefault(page, address) if is_form else None

    return name


def _page(address: str, fetched: Fetched, walk: _walk.Walk, grammar: _Grammar) -> str | None:
    """Name the page behind an address. What gave no answer may be a page all the same, what is not there is none."""
    final = grammar.name(fetched.final_url)
    if final is None or fetched.status in _MISSING or (final != address and final in walk.seen):
        return None
    walk.seen.add(final)
    return final


class _Grammar:
    """Reads kb5's addresses, and gives each page one name."""

    def __init__(self, start: str, options: Options) -> None:
        self.start, self.fold = start, options.fold
        base = plain(options.base or start, start) or start
        found = _PATH.match(_path(base) + "home.page") or _PATH.match(_path(base))
        self.below = found[1] if found else ""
        self.host = bare(origin(base))
        self.left: dict[str, None] = {}
        """Links that would do something, without session ids, in the order they were met."""

    def name(self, link: str) -> str | None:
        """Give the one name of a page of the directory, or None for anything else."""
        address = plain(link, self.start)
        if address is None or bare(origin(address)) != self.host:
            return None
        address = folded(address, self.start) if self.fold else address
        found = _PATH.fullmatch(_path(address))
        if found is None or (self.below and found[1].lower() != self.below.lower()):
            return None
        action, query = found[2].lower(), query_of(address)
        # the server does not mind capitals in a path; in an id they tell one record from another
        whole = f"{origin(address)}{self.below or found[1]}{action}.{found[3].lower()}"
        record = next((unquote(value) for name, value in query if name == "id" and value), None)
        if action in _RECORDS and record:
            return f"{whole}?id={record}"
        pairs = [each.partition("=") for each in address.partition("?")[2].split("&")]
        kept = [f"{name}={value}" for name, _, value in pairs if value and _LISTED_BY.search(name)]
        return f"{whole}?{'&'.join(sorted(kept))}" if kept and _lists(action) else whole

    def follow(self, link: str) -> str | None:
        address = self.name(link)
        if address is None:
            return None
        found = _PATH.fullmatch(_path(address))
        # a search is an action too, which does nothing but list
        does = found is None or found[2] in _NEVER or (found[3] == "action" and found[2] not in _LISTS)
        if does or addresses.acts(link):
            if len(self.left) < _walk.FRONTIER:
                self.left[plain(link, self.start) or link] = None
            return None
        return address

    def within(self, url: str) -> bool:
        """Tell whether links are read here: in the directory, or where the site begins."""
        address = plain(url, self.start)
        return address is not None and bare(origin(address)) == self.host

    def is_list(self, address: str) -> bool:
        """Tell whether a page only leads to others. A front page without a channel says something itself."""
        found = _PATH.fullmatch(_path(address))
        if found is None or found[2] not in _LISTS or "?id=" in address:
            return False
        return found[2] != "localoffer" or "?" in address


def _starts(site: Site, options: Options) -> list[str]:
    if options.start:
        return options.start
    base = plain(options.base or site.start, site.start) or site.start
    found = _PATH.match(_path(base) + "home.page") or _PATH.match(_path(base))
    if found is None:
        return [site.start]
    below = origin(base) + found[1]
    return [site.start, *(below + name for name in ("home.page", "localoffer.page", "results.page"))]


def _path(address: str) -> str:
    return "/" + address.partition("?")[0].split("/", 3)[-1] if address.count("/") > 2 else "/"  # noqa: PLR2004 - ://


def _lists(action: str) -> bool:
    return action in _LISTS


def _not_followed(grammar: _Grammar) -> Unchecked:
    number = len(grammar.left)
    were = "was" if number == 1 else "were"
    why = f"{count(number, 'link')} like this {were} not followed: they would do something, or are forms."
    return Unchecked(what=next(iter(grammar.left)), why=why, stage="find")
