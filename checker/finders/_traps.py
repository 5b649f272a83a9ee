"""Knows addresses that lead a crawler astray, or that do something when they are asked for. Pure, and linear."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from checker.finders._addresses import query_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Query = tuple[tuple[str, str], ...]

NAMES = {
    "action": "they would do something, like logging out or deleting",
    "calendar": "they are the days, weeks and months of a calendar, which has no end",
    "repeating": "the same parts of the path come again and again",
    "endless": "their path is longer than a site for people has",
    "sorting": "they show the same entries sorted, filtered or arranged in another way",
    "paging": "they are beyond the thousandth page of a list",
    "reply": "they are the form to answer a comment",
    "robots": "robots.txt does not allow it",
    "print": "they are the page once more for printing or sharing",
}
"""Why addresses of each kind are not followed, in the words of the report."""

# Pages of councils end in /register, /cancel and /subscribe too: those are read.
_ACTION_PATH = re.compile(
    r"/(?:user/|account/|admin/)?(?:log[-_]?(?:out|off|in|on)|sign[-_]?(?:out|off|in)|delete|remove|destroy|unsubscribe|"
    r"add[-_]to[-_](?:cart|basket|shortlist|favourites)|wp-login|xmlrpc|edit)(?:\.\w{1,8})?/?$",
    re.IGNORECASE,
)
_ACTION_VALUE = re.compile(
    r"(?:log[-_]?(?:out|off|in|on)|sign[-_]?(?:out|off|in|up)|delete|remove|destroy|unsubscribe|subscribe|register|add|"
    r"buy|checkout|edit|shortlist|save|vote|publish|unpublish|cancel|send|submit|update|report)(?![a-z])",
    re.IGNORECASE,
)
_ACTION_KEYS = frozenset({"action", "do", "task", "op", "cmd", "method", "slaction"})
_ACTION_ALONE = frozenset({"logout", "delete", "slaction", "add-to-cart", "remove_item", "unsubscribe", "_wpnonce"})
_CALENDAR_KEYS = frozenset(
    "month year week day date monthyear mini cal_date caldate start_date end_date startdate enddate fromdate todate "
    "from_date to_date date_from date_to tribe-bar-date eventdate event_date ical outlook-ical eventdisplay".split()
)
_CALENDAR_PATH = re.compile(
    r"/(?:[\w-]{0,40}calendar|events?|diary|whats-on)/(?:[\w-]{1,40}/){0,2}"
    r"(?:(?:19|20)\d\d(?:[-/]\d{1,2}){0,2}|today|tomorrow)/?$",
    re.IGNORECASE,
)
_SORT_KEYS = frozenset(
    "sort sortby sort_by sortorder sort_order sorttype sortfield sort_bef_combine order orderby order_by dir direction "
    "layout per_page perpage pagesize page_size items_per_page limit facet facets filter filters".split()
)
_REPLY_KEYS = frozenset({"replytocom", "reply_to", "comment_reply"})
_PRINT_KEYS = frozenset({"print", "printable", "printview", "printfriendly", "share", "pdf", "printpage"})
_PRINT_VALUES = frozenset({"print", "printable", "printer", "pdf", "email", "ical", "ics", "rss", "atom", "feed"})
_FORMAT_KEYS = frozenset({"format", "output", "tmpl", "type", "media", "version", "display", "view", "feed"})
_PRINT_PATH = re.compile(r"/(?:print|printable|printpdf|print-version)(?:/|\.\w{1,8}$|$)", re.IGNORECASE)
_PAGE_KEYS = frozenset({"page", "p", "pg", "paged", "pageno", "page_no", "pagenumber", "page_number"})
_SEGMENTS, _TIMES = 16, 3
"""So many parts of a path, and one of them so often, is no path people made."""
_COMBINED, _VARIANTS = 3, 50
"""Of so many parameters at once, so many combinations are read for one path."""
_PAGES = 1_000
_OFFSET_KEYS = frozenset({"start", "offset", "skip", "from"})


class Traps:
    """Tells traps from pages. Remembers which combinations of parameters were seen."""

    def __init__(self) -> None:
        self._sorted: dict[str, Query] = {}
        self._orders: dict[str, dict[Query, str]] = defaultdict(dict)
        self._variants: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)

    def of(self, address: str) -> str | None:
        """Name the kind of trap an address is, or None for a page."""
        before, _, _ = address.partition("?")
        path, query = "/" + before.split("/", 3)[-1], query_of(address)
        if kind := next((name for name, is_trap in _KINDS if is_trap(path, query)), None):
            return kind
        return "sorting" if self._is_sorting(before, query) or self._is_combined(before, query, address) else None

    def _is_sorting(self, path: str, query: Query) -> bool:
        """Tell whether a list is shown in another way. The further pages of a list are read in one order, the first."""
        ways = tuple(sorted(each for each in query if _sorts(each[0])))
        if not ways:
            return False
        further = any(name in _PAGE_KEYS | _OFFSET_KEYS for name, _ in query)
        return not further or self._sorted.setdefault(path, ways) != ways

    def _is_combined(self, path: str, query: Query, address: str) -> bool:
        """Tell whether the same parameters were seen in another order, or too many combinations of them."""
        if len(query) < 2:  # noqa: PLR2004 - one parameter has one order
            return False
        if self._orders[path].setdefault(tuple(sorted(query)), address) != address:
            return True
        if len(query) < _COMBINED:
            return False
        variants = self._variants[path, tuple(sorted({name for name, _ in query}))]
        if len(variants) < _VARIANTS:
            variants.add(address)
        return address not in variants


def _sorts(name: str) -> bool:
    return name.partition("[")[0].partition("%5b")[0] in _SORT_KEYS or name.startswith(("f[", "f%5b"))


def _is_action(path: str, query: Query) -> bool:
    return bool(_ACTION_PATH.search(path)) or any(
        name in _ACTION_ALONE or (name in _ACTION_KEYS and _ACTION_VALUE.match(value)) for name, value in query
    )


def _is_calendar(path: str, query: Query) -> bool:
    in_query = any(
        name in _CALENDAR_KEYS and (value[:1].isdigit() or name in {"ical", "outlook-ical"}) for name, value in query
    )
    return in_query or bool(_CALENDAR_PATH.search(path))


def _is_repeating(path: str, _: Query) -> bool:
    """Numbers may repeat: /2026/1/1/1."""
    segments = [each for each in path.lower().split("/") if each and not each.isdigit()]
    if len(segments) > _SEGMENTS:
        return True
    often = any(segments.count(each) >= _TIMES for each in segments)
    pairs = list(pairwise(segments))
    return often or any(pair in pairs[at + 2 :] for at, pair in enumerate(pairs))


def _is_endless(path: str, _: Query) -> bool:
    return path.count("/") > _SEGMENTS


def _is_paging(_: str, query: Query) -> bool:
    return any(name in _PAGE_KEYS and value.isdecimal() and int(value[:9]) > _PAGES for name, value in query)


def _is_reply(_: str, query: Query) -> bool:
    return any(name in _REPLY_KEYS for name, _ in query)


def _is_print(path: str, query: Query) -> bool:
    return bool(_PRINT_PATH.search(path)) or any(
        name in _PRINT_KEYS or (name in _FORMAT_KEYS and value.lower() in _PRINT_VALUES) for name, value in query
    )


_KINDS: tuple[tuple[str, Callable[[str, Query], bool]], ...] = (
    ("action", _is_action),
    ("reply", _is_reply),
    ("print", _is_print),
    ("calendar", _is_calendar),
    ("endless", _is_endless),
    ("repeating", _is_repeating),
    ("paging", _is_paging),
)
