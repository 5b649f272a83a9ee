"""Turns a report into the shape machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._wire import report as wire
from checker.formats._wire.extract import AROUND
from checker.formats._wire.shared import TOOL, clean, maybe, stamp

if TYPE_CHECKING:
    from checker.model.reports import Entry, Gap, Report, ReportedPage, Target, Totals
    from checker.model.rules import RuleDoc
    from checker.model.sites import Accepted


def document(report: Report) -> wire.Report:
    """Turn a report into its wire form. What only history knows is null."""
    site, run = report.site, report.run
    return wire.Report(
        schema=1,
        tool=TOOL,
        site=wire.Site(key=site.key, name=clean(site.name), start=clean(site.start)) if site else None,
        run=wire.Run(
            id=run.id,
            started=run.started.isoformat(),
            finished=run.finished.isoformat(),
            complete=run.complete,
            first=None,
            previous=None,
            today=run.today.isoformat(),
        ),
        totals=_totals(report.totals),
        rules=[_rule(each) for each in report.rules],
        pages=[_page(each) for each in report.pages],
        targets=[_target(each) for each in report.targets],
        problems=[problem(each) for each in report.entries],
        unchecked=[_unchecked(each) for each in report.gaps],
    )


def problem(entry: Entry) -> wire.Problem:
    """Turn one problem into its wire form."""
    found, place = entry.problem, entry.problem.place
    return wire.Problem(
        id=entry.id,
        rule=found.rule,
        severity=found.severity.value,
        certainty=found.certainty.value,
        state="accepted" if entry.accepted else None,
        new_rule=None,
        first_seen=None,
        last_seen=None,
        runs=None,
        times=found.times,
        page=clean(found.page),
        owner=maybe(entry.owner),
        template=place.template,
        where=wire.Where(
            heading=maybe(place.heading),
            quote=clean(place.quote),
            before=clean(place.before[-AROUND:]),
            after=clean(place.after[:AROUND]),
            href=maybe(place.href),
        ),
        message=clean(found.message),
        fix=clean(found.fix),
        suggestion=maybe(found.suggestion),
        evidence={clean(name): clean(value) for name, value in found.evidence},
        also_on=[clean(each) for each in entry.also_on],
        accepted=_accepted(entry.accepted),
    )


def _accepted(entry: Accepted | None) -> wire.Accepted | None:
    if entry is None:
        return None
    return wire.Accepted(reason=clean(entry.reason), by=clean(entry.by), until=entry.until.isoformat())


def _totals(totals: Totals) -> wire.Totals:
    return wire.Totals(
        pages=wire.PageTotals(found=totals.found, read=totals.read, unread=totals.unread),
        problems=wire.SeverityTotals(**{severity.value: number for severity, number in totals.problems.each}),
        states=wire.StateTotals(new=None, still_open=None, fixed=None, accepted=totals.accepted, not_seen=None),
        mentions=wire.MentionTotals(**dict(totals.mentions)),
        targets={},
    )


def _rule(doc: RuleDoc) -> wire.Rule:
    return wire.Rule(
        name=doc.name,
        title=doc.title,
        why=doc.why,
        fix=doc.fix,
        severity=doc.severity.value,
        offline=doc.offline,
        since=doc.since,
        authority=doc.authority,
    )


def _page(page: ReportedPage) -> wire.ReportPage:
    return wire.ReportPage(
        url=clean(page.address),
        title=maybe(page.result.title),
        owner=maybe(page.owner),
        found_by=None,
        read=page.result.read,
        status=None,
        updated=stamp(page.result.inventory.updated),
        problems=[each.id for each in page.entries],
    )


def _target(target: Target) -> wire.Target:
    return wire.Target(
        url=clean(target.url),
        verdict=None,
        certainty=None,
        why=None,
        status=None,
        final_url=None,
        chain=[],
        looked_at=None,
        failing_since=None,
        pages=target.pages,
    )


def _unchecked(gap: Gap) -> wire.Unchecked:
    return wire.Unchecked(
        id=gap.id,
        what=clean(gap.what),
        why=clean(gap.why),
        stage=gap.stage,
        verdict=gap.verdict,
        since=None,
        pages=[clean(each) for each in gap.pages],
        owner=maybe(gap.owner),
        accepted=None,
    )
