"""How much was looked at, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from checker.model.entries import GapKind, Tally
from checker.model.mentions import Kind
from checker.model.problems import Severity, State
from checker.model.reports import States, Totals
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.entries import Destination, Entry, Gap, ReportedPage, Share
    from checker.model.nights import Comparison
    from checker.model.runs import Run

_MENTIONS = (Kind.PHONE, Kind.EMAIL, Kind.LINK, Kind.DATE, Kind.POSTCODE)


def tally(entries: Iterable[Entry]) -> Tally:
    """Count problems by severity."""
    counted = Counter(entry.problem.severity for entry in entries)
    return Tally(
        danger=counted[Severity.DANGER],
        wrong=counted[Severity.WRONG],
        doubtful=counted[Severity.DOUBTFUL],
        untidy=counted[Severity.UNTIDY],
    )


def totals(
    run: Run,
    pages: tuple[ReportedPage, ...],
    *,
    shares: tuple[Share, ...],
    left: tuple[Gap, ...],
    aims: tuple[Destination, ...],
    comparison: Comparison | None,
) -> Totals:
    """Count everything once."""
    counted = Counter(mention.kind for page in run.pages for mention in page.inventory.mentions)
    entries = [entry for page in pages for entry in page.entries]
    unaccepted = [entry for entry in entries if entry.accepted is None]
    read = sum(page.read for page in run.pages)
    accepted = len(entries) - len(unaccepted)
    return Totals(
        found=len(run.pages),
        read=read,
        unread=len(run.pages) - read,
        faulty=sum(bool(page.open) for page in pages),
        problems=tally(unaccepted),
        cards=sum(share.cards for share in shares),
        accepted=accepted,
        mentions=tuple((kind.value, counted[kind]) for kind in _MENTIONS),
        states=_states(unaccepted, accepted, comparison) if comparison else None,
        targets=_verdicts(aims),
        debuts=_debuts(unaccepted),
        unchecked=_kinds(left),
    )


def _states(entries: list[Entry], accepted: int, comparison: Comparison) -> States:
    counted = Counter(entry.state for entry in entries)
    gone = Counter(each.standing.state for each in comparison.absent)
    return States(
        new=counted[State.NEW],
        still_open=counted[State.STILL_OPEN],
        fixed=gone[State.FIXED],
        accepted=accepted,
        not_seen=gone[State.NOT_SEEN],
    )


def _verdicts(aims: tuple[Destination, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(each.target.verdict for each in aims if each.target)
    return tuple((verdict.value, counted[verdict]) for verdict in Verdict) if counted else ()


def _debuts(entries: list[Entry]) -> tuple[tuple[str, int], ...]:
    return tuple(
        sorted(Counter(entry.title for entry in entries if entry.standing and entry.standing.new_rule).items())
    )


def _kinds(left: tuple[Gap, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(gap.kind for gap in left)
    return tuple((kind.value, counted[kind]) for kind in GapKind if counted[kind])
