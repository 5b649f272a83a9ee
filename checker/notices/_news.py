"""When to speak: what one channel has not been told of one site yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from checker.model.entries import Group
from checker.model.problems import Severity, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from checker.model.entries import Card, Entry
    from checker.model.notices import Told
    from checker.model.reports import Report
    from checker.model.sites import Site

_SOON = timedelta(days=14)
_MONDAY = 0
_BROKEN_OFF = "incomplete"
"""The key under which two incomplete nights are remembered, as long as they go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one channel is to hear of one site."""

    report: Report
    site: Site
    owners: tuple[str, ...]
    groups: tuple[Group, ...]
    """Open problems of these owners."""
    fresh: tuple[Group, ...]
    """Those they were not told of."""
    ending: tuple[Entry, ...]
    """Accepted problems that come back soon."""
    incomplete: bool
    """Two nights running, for the first time."""
    digest: bool
    fixed: int
    told: frozenset[str]
    """The keys of what is told with this."""
    seen: frozenset[str]
    """The keys of all there is: what need not be told again once this is told."""

    @property
    def due(self) -> bool:
        """Tell whether there is a reason to speak."""
        return bool(self.fresh or self.ending or self.incomplete or self.digest)


def channels(reports: Sequence[Report]) -> tuple[str, ...]:
    """List the channels of some sites, each once."""
    owners = (owner for report in reports if report.site for owner in report.site.owners)
    return tuple(dict.fromkeys(each.notify for each in owners if each.notify))


def on(channel: str, reports: Sequence[Report], before: Told) -> Iterator[News]:
    """Give what there is to say on a channel, site by site."""
    for report in reports:
        site = report.site
        owners = tuple(dict.fromkeys(each.name for each in site.owners if each.notify == channel)) if site else ()
        if site and owners:
            yield _news(report, site, owners, before.known.get(site.key))


def _news(report: Report, site: Site, owners: tuple[str, ...], known: frozenset[str] | None) -> News:
    groups = tuple(group for share in report.shares if share.owner in owners for group in share.groups)
    quiet = report.comparison is None or report.comparison.first  # on a first run everything would be news
    fresh = () if quiet else _only(groups, lambda card: any(_fresh(each, known) for each in card.entries))
    ending = () if quiet else tuple(each for each in _ending(report, owners) if _end(each) not in (known or ()))
    going_on = not quiet and _twice_incomplete(report)
    incomplete = going_on and _BROKEN_OFF not in (known or ())
    fixed = sum(each.absent.owner in owners for each in report.fixed)
    return News(
        report=report,
        site=site,
        owners=owners,
        groups=groups,
        fresh=fresh,
        ending=ending,
        incomplete=incomplete,
        digest=not quiet and report.run.today.weekday() == _MONDAY and bool(groups or fixed),
        fixed=fixed,
        told=frozenset({*_keys(fresh, known), *map(_end, ending), *({_BROKEN_OFF} if incomplete else ())}),
        seen=_seen(report, owners, known or frozenset(), going_on=going_on),
    )


def cards(groups: Iterable[Group]) -> list[Card]:
    """List the cards of groups."""
    return [card for group in groups for card in group.cards]


def _only(groups: Iterable[Group], wanted: Callable[[Card], bool]) -> tuple[Group, ...]:
    kept = (Group(page=group.page, cards=tuple(filter(wanted, group.cards))) for group in groups)
    return tuple(group for group in kept if group.cards)


def _fresh(entry: Entry, known: frozenset[str] | None) -> bool:
    """Tell whether a problem is news. One that was doubtful yesterday and is wrong today is, though it is not new."""
    if not _serious(entry) or (entry.standing is not None and entry.standing.new_rule):
        return False
    if known is None:
        return entry.state is State.NEW
    return entry.problem.fingerprint not in known


def _serious(entry: Entry) -> bool:
    return entry.problem.severity.at_least(Severity.WRONG)


def _keys(groups: Iterable[Group], known: frozenset[str] | None) -> Iterator[str]:
    return (each.problem.fingerprint for card in cards(groups) for each in card.entries if _fresh(each, known))


def _ending(report: Report, owners: tuple[str, ...]) -> Iterator[Entry]:
    last = report.run.today + _SOON
    return (each for each in report.accepted if each.owner in owners and each.accepted and each.accepted.until <= last)


def _end(entry: Entry) -> str:
    return f"ends {entry.accepted.until if entry.accepted else ''} {entry.problem.fingerprint}"


def _twice_incomplete(report: Report) -> bool:
    """Tell whether the last runs of two days, one after the other, were both incomplete."""
    by_day = {each.today: each.complete for each in (report.comparison.trend if report.comparison else ())}
    by_day[report.run.today] = report.run.complete
    return [by_day[day] for day in sorted(by_day)][-2:] == [False, False]


def _seen(report: Report, owners: tuple[str, ...], known: frozenset[str], *, going_on: bool) -> frozenset[str]:
    # what is accepted is known too: that it comes back was said beforehand
    current = (each.problem.fingerprint for each in report.entries if each.owner in owners and _serious(each))
    # what was not seen tonight stays known, or a page that cannot be read for a while would be news when it can
    fixed = {each.problem.fingerprint for each in report.fixed}
    return frozenset(
        {
            *(known - fixed - {_BROKEN_OFF}),
            *current,
            *map(_end, _ending(report, owners)),
            *({_BROKEN_OFF} if going_on else ()),
        }
    )
