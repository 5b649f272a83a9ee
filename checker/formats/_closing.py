"""What a run comes to, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats._excerpt import quoted
from checker.text import count, day, listed, printable, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.entries import Gap, Reason
    from checker.model.reports import Report, Style

_FEW = 3
"""So many things that could not be checked are named one by one; more are summed up."""


def lines(report: Report, style: Style) -> Iterator[str]:
    """Say how many problems there are, what became of the others, and what could not be looked at."""
    yield " ".join((problems(report), *compared(report)))
    yield from news(report)
    if report.totals.accepted:
        yield f"{count(report.totals.accepted, 'problem')} left as accepted."
    if len(report.left) > _FEW:
        yield unchecked(report) + ("" if style.verbose else " (--verbose lists them)")
    if style.verbose or len(report.left) <= _FEW:
        yield from (_gap(gap) for reason in report.reasons for gap in reason.gaps)


def problems(report: Report) -> str:
    """Say how many problems there are: "3 problems on 2 of 214 pages: 2 wrong, 1 doubtful."."""
    totals = report.totals
    number = totals.problems.all
    if number == 0:
        return f"No problems found on {count(totals.read, 'page')}."
    parts = ", ".join(f"{many:,} {severity.value}" for severity, many in totals.problems.each if many)
    where = f"{totals.faulty:,} of {count(totals.read, 'page')}" if totals.read > 1 else "1 page"
    return f"{count(number, 'problem')} on {where}: {parts}."


def compared(report: Report) -> Iterator[str]:
    """Say what changed since the run before: "2 new, 1 still open, 8 fixed since 2 March."."""
    states, comparison = report.totals.states, report.comparison
    if states is None or comparison is None or comparison.previous is None:
        return
    when = comparison.previous.finished.date()
    since = day(when, year=when.year != report.run.today.year)
    yield f"{states.new:,} new, {states.still_open:,} still open, {states.fixed:,} fixed since {since}."
    if states.not_seen:
        told = "1 was" if states.not_seen == 1 else f"{states.not_seen:,} were"
        yield f"{told} not seen, because the page or address could not be read."


def news(report: Report) -> Iterator[str]:
    """Say what is seen for the first time although nothing on the site is new."""
    if report.first_run:
        yield "This is the first check of this site: nothing counts as new."
        return
    for title, number in report.totals.debuts:
        yield f"A new check found {count(number, 'place')}: {title}."


def unchecked(report: Report) -> str:
    """Say what could not be checked, and why, in one line."""
    kinds = {"page": "page", "link": "link", "other": "other thing"}
    what = listed([count(number, kinds[kind]) for kind, number in report.totals.unchecked])
    return f"Could not check {what}: {', '.join(_briefs(report.reasons))}."


def _briefs(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """Give each cause that has a name of its own; the others together."""
    named = [each for each in reasons if each.brief]
    yield from (each.brief for each in named)
    rest = sum(len(each.gaps) for each in reasons if not each.brief)
    if rest:
        yield f"{rest:,} for {'another reason' if rest == 1 else 'other reasons'}"


def _gap(gap: Gap) -> str:
    return f"Could not check “{quoted(gap.what)}”: {squash(printable(gap.why))}"
