"""What others say of a page's age: whoever listed it, its server, the site file, and our own memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import extractors
from checker.days import whole
from checker.model.mentions import Origin, Role, Stamp
from checker.model.sites import like

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from checker.model.nights import RememberedPage
    from checker.model.pages import PageRef
    from checker.model.sites import Site
    from checker.pipeline._packed import Packed

_RECORDS = frozenset({"drupal", "govuk", "open_referral", "wordpress"})
"""Finders that ask the system in which the pages are written, so that each page has its own date."""
_ELSEWHERE = frozenset({Origin.API, Origin.SITEMAP, Origin.HTTP, Origin.SITE_FILE, Origin.MEMORY})
"""Where a stamp comes from that does not stand on the page."""
_MANY = 4
"""Of so many listed pages, a day that most of them share is the day the list was made."""
_FRESH = timedelta(days=1)
"""A run takes hours. What was changed since yesterday, by the word of its server, may be the time of the answer."""
_OLDEST = date(1995, 1, 1)
"""No page is older: what says so was never filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a run's lists of pages say, taken together."""

    says_nothing: frozenset[str] = frozenset()
    """Days that are those of the lists, and not of the pages."""


def listed(found: Iterable[PageRef]) -> Listed:
    """Find which days of the sitemaps say nothing: all alike, all within a day, or shared by most pages.

    Many sites stamp every page on the day they are built (uk-facts D1).
    """
    days = Counter(ref.changed for ref in found if ref.changed and ref.found_by not in _RECORDS and whole(ref.changed))
    known = sorted(day for each in days if (day := whole(each)))
    if not known:
        return Listed()
    if known[-1] - known[0] <= timedelta(days=1):
        return Listed(says_nothing=frozenset(days))
    most, times = days.most_common(1)[0]
    total = days.total()
    return Listed(says_nothing=frozenset({most} if total >= _MANY and times * 2 > total else ()))


def dated(packed: Packed, known: RememberedPage | None, today: date) -> Packed:
    """Add to a page what others said of its age the last time. They are heard anew when all pages are found."""
    if not packed.reading or known is None or known.result is None:
        return packed
    stamps = tuple(each for each in known.result.inventory.stamps if each.origin in _ELSEWHERE)
    if not stamps:
        return packed
    return replace(packed, ages=extractors.dated(packed.ages, stamps, today))


def stamps_of(
    ref: PageRef,
    site: Site,
    *,
    lists: Listed | None = None,
    known: RememberedPage | None = None,
    now: datetime | None = None,
    today: date | None = None,
) -> tuple[Stamp, ...]:
    """Give the statements about a page that do not stand on the page.

    Args:
        ref: The page, as it was found.
        site: Whose it is.
        lists: What all lists of this run say together; without it the date of a list is left out.
        known: What is remembered of it, this run included.
        now: When it was asked; without it the word of its server is left out.
        today: The date of the run; without it the memory is left out.
    """
    return (
        *_of_the_list(ref, lists),
        *(_of_the_server(known.last_modified, now) if known and now else ()),
        *_of_reviews(ref, site),
        *(_of_our_memory(known.unchanged_since, today) if known and today else ()),
    )


def _of_the_list(ref: PageRef, lists: Listed | None) -> Iterator[Stamp]:
    if lists is None or not ref.changed or ref.changed in lists.says_nothing:
        return
    day = whole(ref.changed)
    if day and day >= _OLDEST:
        origin = Origin.API if ref.found_by in _RECORDS else Origin.SITEMAP
        yield Stamp(date=ref.changed, kind=Role.MODIFIED, origin=origin, raw=ref.changed)


def _of_the_server(last_modified: str | None, now: datetime) -> Iterator[Stamp]:
    """Read Last-Modified (RFC 9110, 8.8.2), unless it may be the time of the answer: pages made anew say that."""
    try:
        at = parsedate_to_datetime(last_modified or "")
    except ValueError:
        return
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if at.date() >= _OLDEST and now - at > _FRESH:
        day = at.astimezone(UTC).date()
        yield Stamp(date=day.isoformat(), kind=Role.MODIFIED, origin=Origin.HTTP, raw=last_modified)


def _of_reviews(ref: PageRef, site: Site) -> Iterator[Stamp]:
    reviewed = [each.on.isoformat() for each in site.reviewed if like(each.page, ref.url)]
    # what keeps the pages knows of reviews too, like the assured_date of Open Referral UK
    ours = ref.found_by not in _RECORDS
    if ref.reviewed and ours:
        reviewed.append(ref.reviewed)
    if ref.reviewed and not ours:
        yield Stamp(date=ref.reviewed, kind=Role.REVIEWED, origin=Origin.API, raw=ref.reviewed)
    for day in reviewed:
        yield Stamp(date=day, kind=Role.REVIEWED, origin=Origin.SITE_FILE)
    if ref.review_due:
        yield Stamp(date=ref.review_due, kind=Role.REVIEW_DUE, origin=Origin.SITE_FILE)


def _of_our_memory(unchanged_since: date | None, today: date) -> Iterator[Stamp]:
    """Say since when the words are as they are. On the night they are seen first, that says nothing."""
    if unchanged_since and unchanged_since < today:
        yield Stamp(date=unchanged_since.isoformat(), kind=Role.MODIFIED, origin=Origin.MEMORY)
