"""Makes a report of a run: every count, grouping and order is settled here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from checker.model.problems import State, fingerprint
from checker.model.reports import Report
from checker.report._ages import ageing
from checker.report._cards import cards, shares, sorts
from checker.report._entries import Knowledge, owner_of, reported
from checker.report._former import former
from checker.report._gaps import gaps, reasons
from checker.report._gathered import Contents, Gathered, gathered
from checker.report._order import FIRST, expiry, urgency
from checker.report._targets import Destinations
from checker.report._template import settled
from checker.report._totals import totals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.entries import ReportedPage
    from checker.model.nights import Comparison
    from checker.model.rules import RuleDoc
    from checker.model.runs import Run
    from checker.model.sites import Accepted, Site

__all__ = ["build", "settled"]

_ACCEPTED_FOR = timedelta(days=182)
"""Half a year: long enough to be worth it, short enough to be looked at again."""


def build(
    run: Run,
    *,
    rules: Iterable[RuleDoc],
    site: Site | None = None,
    comparison: Comparison | None = None,
    accepted: Iterable[Accepted] = (),
    owner: str | None = None,
    new_only: bool = False,
) -> Report:
    """Make the report of a run.

    Args:
        run: What became of the pages.
        rules: Those that were chosen, also those left out because they need the network.
        site: Whose owners, edit addresses, visits and accepted entries hold.
        comparison: What earlier runs know; None where nothing is known of any.
        accepted: Further entries, besides the site's.
        owner: Whose pages and problems alone are to be told; None for everybody's.
        new_only: Leave out every problem that is not new.
    """
    contents = Contents(run.pages, told=lambda page: owner in {None, owner_of(page, site)})
    found = gathered(contents.outlines(), told=contents.told)
    known = Knowledge(
        run=settled(replace(run, pages=tuple(found.pages)), site),
        docs={each.name: each for each in sorted(rules, key=lambda each: each.name)},
        site=site,
        comparison=comparison,
        accepted=tuple(accepted),
        asks=found.asks,
    )
    pages = tuple(each for each in reported(known) if owner in {None, each.owner})
    made = _made(known, tuple(map(_new, pages)) if new_only else pages, owner, found=found, contents=contents)
    return made if new_only or owner is not None else _counted(made)


def _made(
    known: Knowledge, pages: tuple[ReportedPage, ...], owner: str | None, *, found: Gathered, contents: Contents
) -> Report:
    run, site = known.run, known.site
    entries = tuple(entry for page in pages for entry in page.entries)
    owned = shares(pages)
    unseen = tuple(each for each in gaps(known, pages) if owner in {None, each.owner})
    left = tuple(each for each in unseen if each.accepted is None)
    gone = former(known, {entry.anchor for entry in entries}, owner)
    aims = Destinations.of(run, found.met)
    return Report(
        run=run,
        site=site,
        comparison=known.comparison,
        rules=tuple(known.docs.values()),
        totals=totals(
            pages, mentions=found.mentions, shares=owned, left=left, aims=aims, gone=gone if known.comparison else None
        ),
        pages=pages,
        contents=contents,
        entries=entries,
        first=tuple(sorted(cards(owned), key=urgency)[:FIRST]),
        shares=owned,
        sorts=sorts(entry for entry in entries if entry.accepted is None),
        fixed=gone.fixed,
        not_seen=gone.not_seen,
        accepted=tuple(sorted((each for each in entries if each.accepted), key=expiry)),
        gaps=unseen,
        left=left,
        reasons=reasons(left),
        spared=tuple(sorted((each for each in unseen if each.accepted), key=expiry)),
        targets=aims,
        accept=_accept(run, site),
        settings=_settings(run, site),
        ageing=ageing(pages, run.today, site),
        clean=tuple(page for page in pages if page.result.is_page and page.result.read and not page.open),
    )


def _counted(made: Report) -> Report:
    """End the trend with what the report counts: what is accepted stands in the site file, and the file may change."""
    told = made.comparison
    if told is None or not told.trend or told.trend[-1].run != made.run.id:
        return made
    tonight = replace(told.trend[-1], **asdict(made.totals.problems))
    return replace(made, comparison=replace(told, trend=(*told.trend[:-1], tonight)))


def _new(page: ReportedPage) -> ReportedPage:
    return replace(
        page,
        entries=tuple(each for each in page.entries if each.state is State.NEW),
        open=tuple(each for each in page.open if each.state is State.NEW),
    )


def _settings(run: Run, site: Site | None) -> str:
    """Give what changes when the rules or what the site file says of judging change, and not from night to night."""
    said = (site.region, site.content, site.ages, site.contact_details, site.retired) if site else ()
    return fingerprint(*sorted(run.rules), repr(said))[:8]


def _accept(run: Run, site: Site | None) -> str | None:
    if site is None:
        return None
    return f'checker accept ID --reason "why it is right" --by "your name" --until {run.today + _ACCEPTED_FOR}'
