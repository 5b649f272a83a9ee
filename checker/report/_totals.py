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
    from collections.abc import Iterable, Mapping

    from checker.model.entries import Entry, Gap, ReportedPage, Share
    from checker.report._former import Gone
    from checker.report._targets import Destinations

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
    pages: tuple[ReportedPage, ...],
    *,
    mentions: Mapping[Kind, int],
    shares: tuple[Share, ...],
    left: tuple[Gap, ...],
    aims: Destinations,
    gone: Gone | None,
) -> Totals:
    """Count everything once. `gone` is None where nothing is known of earlier runs."""
    entries = [entry for page in pages for entry in page.entries]
    real = [page for page in pages if page.result.is_page]
    unaccepted = [entry for entry in entries if entry.accepted is None]
    read = sum(page.result.read for page in real)
    accepted = len(entries) - len(unaccepted)
    return Totals(
        found=len(real),
        read=read,
        unread=len(real) - read,
        faulty=sum(bool(page.open) for page in real),
        problems=tally(unaccepted),
        cards=sum(share.cards for share in shares),
        accepted=accepted,
        mentions=tuple((kind.value, mentions.get(kind, 0)) for kind in _MENTIONS),
        states=_states(unaccepted, accepted, gone) if gone else None,
        targets=_verdicts(aims.verdicts()),
        debuts=_debuts(unaccepted),
        unchecked=_kinds(left),
    )


def _states(entries: list[Entry], accepted: int, gone: Gone) -> States:
    counted = Counter(entry.state for entry in entries)
    return States(
        new=counted[State.NEW],
        still_open=counted[State.STILL_OPEN],
        fixed=len(gone.fixed),
        accepted=accepted,
        not_seen=len(gone.not_seen),
    )


def _verdicts(counted: Mapping[Verdict, int]) -> tuple[tuple[str, int], ...]:
    return tuple((verdict.value, counted.get(verdict, 0)) for verdict in Verdict) if counted else ()


def _debuts(entries: list[Entry]) -> tuple[tuple[str, int], ...]:
    return tuple(
        sorted(Counter(entry.title for entry in entries if entry.standing and entry.standing.new_rule).items())
    )


def _kinds(left: tuple[Gap, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(gap.kind for gap in left)
    return tuple((kind.value, counted[kind]) for kind in GapKind if counted[kind])
