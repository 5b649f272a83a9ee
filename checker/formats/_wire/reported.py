"""Turns a report into the shape machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._wire import report as wire
from checker.formats._wire.extract import AROUND
from checker.formats._wire.shared import TOOL, clean, maybe, pieces, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checker.model.entries import Destination, Entry, Former, Gap, ReportedPage
    from checker.model.nights import Standing
    from checker.model.pages import Place
    from checker.model.problems import Problem, State
    from checker.model.reports import Report, Style, Totals
    from checker.model.rules import RuleDoc
    from checker.model.sites import Accepted


def written(reports: Sequence[Report], style: Style) -> Iterator[str]:
    """Write one report, or several as one document, piece by piece: a large site's addresses would fill the memory."""
    said = parts(reports[0]) if len(reports) == 1 else {"schema": 1, "tool": TOOL, "sites": map(parts, reports)}
    yield from pieces(said, style)
    yield "\n"


def parts(report: Report) -> dict[str, object]:
    """Give what stands in `wire.Report`, by its names. What only history knows is null where there is none."""
    site = report.site
    return {
        "schema": 1,
        "tool": TOOL,
        "site": wire.Site(key=site.key, name=clean(site.name), start=clean(site.start)) if site else None,
        "run": _run(report),
        "totals": _totals(report.totals),
        "rules": map(_rule, report.rules),
        "pages": map(_page, report.pages),
        "targets": map(_target, report.targets),
        "problems": problems(report),
        "unchecked": map(_unchecked, report.gaps),
    }


def problems(report: Report) -> Iterator[wire.Problem]:
    """Give every problem: those of this run, then those of the run before that are fixed or were not seen."""
    yield from map(problem, report.entries)
    yield from map(_former, (*report.fixed, *report.not_seen))


def problem(entry: Entry) -> wire.Problem:
    """Turn one problem of this run into its wire form."""
    return _problem(
        entry.problem, entry.standing, state=entry.state, owner=entry.owner, also_on=entry.also_on, left=entry.accepted
    )


def _former(former: Former) -> wire.Problem:
    gone, found = former.absent, former.problem
    return _problem(found, gone.standing, state=gone.standing.state, owner=gone.owner, also_on=found.also_on, left=None)


def _problem(
    found: Problem,
    standing: Standing | None,
    *,
    state: State | None,
    owner: str | None,
    also_on: tuple[str, ...],
    left: Accepted | None,
) -> wire.Problem:
    place = found.place
    return wire.Problem(
        id=found.fingerprint,
        rule=found.rule,
        severity=found.severity.value,
        certainty=found.certainty.value,
        state=state.value if state else None,
        new_rule=standing.new_rule if standing else None,
        first_seen=standing.first_seen.isoformat() if standing else None,
        last_seen=standing.last_seen.isoformat() if standing else None,
        runs=standing.runs if standing else None,
        times=found.times,
        page=clean(found.page),
        owner=maybe(owner),
        template=place.template,
        where=_where(place),
        message=clean(found.message),
        fix=clean(found.fix),
        suggestion=maybe(found.suggestion),
        evidence={clean(name): clean(value) for name, value in found.evidence},
        also_on=[clean(each) for each in also_on],
        accepted=_accepted(left),
    )


def _where(place: Place) -> wire.Where:
    return wire.Where(
        heading=maybe(place.heading),
        quote=clean(place.quote),
        before=clean(place.before[-AROUND:]),
        after=clean(place.after[:AROUND]),
        href=maybe(place.href),
        line=place.line,
        column=place.column,
        page=place.page,
    )


def _run(report: Report) -> wire.Run:
    run, comparison = report.run, report.comparison
    previous = comparison.previous if comparison else None
    return wire.Run(
        id=run.id,
        started=run.started.isoformat(),
        finished=run.finished.isoformat(),
        complete=run.complete,
        first=comparison.first if comparison else None,
        previous=wire.Previous(id=previous.id, finished=previous.finished.isoformat()) if previous else None,
        today=run.today.isoformat(),
    )


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _accepted(entry: Accepted | None) -> wire.Accepted | None:
    if entry is None:
        return None
    return wire.Accepted(reason=clean(entry.reason), by=clean(entry.by), until=entry.until.isoformat())


def _totals(totals: Totals) -> wire.Totals:
    states = totals.states
    return wire.Totals(
        pages=wire.PageTotals(found=totals.found, read=totals.read, unread=totals.unread),
        problems=wire.SeverityTotals(**{severity.value: number for severity, number in totals.problems.each}),
        states=wire.StateTotals(
            new=states.new if states else None,
            still_open=states.still_open if states else None,
            fixed=states.fixed if states else None,
            accepted=totals.accepted,
            not_seen=states.not_seen if states else None,
        ),
        mentions=wire.MentionTotals(**dict(totals.mentions)),
        targets=dict(totals.targets),
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
        found_by=maybe(page.result.found_by),
        read=page.result.read,
        status=page.result.status,
        updated=stamp(page.result.inventory.updated),
        problems=[*(each.id for each in page.entries), *page.shared],
    )


def _target(found: Destination) -> wire.Target:
    target = found.target
    judgement, evidence = (target.judgement, target.evidence) if target else (None, None)
    return wire.Target(
        url=clean(found.url),
        verdict=judgement.verdict.value if judgement else None,
        certainty=judgement.certainty.value if judgement and judgement.certainty else None,
        why=clean(judgement.why) if judgement else None,
        status=evidence.status if evidence else None,
        final_url=maybe(evidence.final_url) if evidence else None,
        chain=[wire.Hop(url=clean(hop.url), status=hop.status) for hop in evidence.chain] if evidence else [],
        looked_at=evidence.asked.isoformat() if evidence else None,
        failing_since=_day(found.failing_since),
        pages=found.pages,
    )


def _unchecked(gap: Gap) -> wire.Unchecked:
    return wire.Unchecked(
        id=gap.id,
        what=clean(gap.what),
        why=clean(gap.why),
        stage=gap.stage,
        verdict=gap.verdict,
        since=_day(gap.since),
        pages=[clean(each) for each in gap.pages],
        owner=maybe(gap.owner),
        accepted=_accepted(gap.accepted),
    )
