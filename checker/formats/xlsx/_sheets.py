"""The sheets behind the worklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import __version__
from checker.formats._excerpt import quoted
from checker.formats.xlsx._table import Column, Link
from checker.text import count

if TYPE_CHECKING:
    from checker.formats.xlsx._table import Book, Cell
    from checker.model.entries import Former
    from checker.model.reports import Report

_WORDS = 40


def fixed(book: Book, report: Report) -> None:
    """Add what is fixed, and what was not seen this time."""
    columns = (
        Column(name="State", width=10),
        Column(name="Owner", width=16),
        Column(name="Page", width=30),
        Column(name="Problem", width=40, wrap=True),
        Column(name="What it said", width=_WORDS, wrap=True),
        Column(name="What became of it", width=30, wrap=True),
        Column(name="First seen", width=12),
        Column(name="Days open", width=10),
        Column(name="Problem ID", width=19),
    )
    told = (("Fixed", report.fixed), ("Not seen", report.not_seen))
    book.table("Fixed", columns, [_former(state, each) for state, formers in told for each in formers])


def _former(state: str, former: Former) -> tuple[Cell, ...]:
    gone = former.absent
    return (
        state,
        gone.owner or "Nobody named",
        Link(words=gone.page_name, address=gone.problem.page),
        former.title,
        quoted(gone.problem.place.quote),
        gone.why,
        gone.standing.first_seen,
        former.days,
        former.id,
    )


def unchecked(book: Book, report: Report) -> None:
    """Add what could not be checked and nobody accepted."""
    columns = (
        Column(name="Page or address", width=60),
        Column(name="Why", width=50, wrap=True),
        Column(name="Since", width=12),
        Column(name="Owner", width=16),
        Column(name="Found on", width=60, wrap=True),
        Column(name="ID", width=19),
    )
    rows: list[tuple[Cell, ...]] = [
        (Link(words=gap.what, address=gap.what), gap.why, gap.since, gap.owner, "\n".join(gap.pages[:50]), gap.id)
        for reason in report.reasons
        for gap in reason.gaps
    ]
    book.table("Could not check", columns, rows)


def accepted(book: Book, report: Report) -> None:
    """Add what somebody decided to leave, what ends first at the top."""
    columns = (
        Column(name="Until", width=12),
        Column(name="What", width=40, wrap=True),
        Column(name="What it says", width=_WORDS, wrap=True),
        Column(name="Where", width=40),
        Column(name="Why", width=40, wrap=True),
        Column(name="By", width=16),
        Column(name="ID", width=19),
    )
    problems: list[tuple[Cell, ...]] = [
        (
            each.accepted.until, each.title, quoted(each.problem.place.quote),
            Link(words=each.page_name, address=each.page_url), each.accepted.reason, each.accepted.by, each.id,
        )
        for each in report.accepted if each.accepted
    ]  # fmt: skip
    gaps: list[tuple[Cell, ...]] = [
        (
            each.accepted.until, "Could not be checked", quoted(each.what),
            count(len(each.pages), "page"), each.accepted.reason, each.accepted.by, each.id,
        )
        for each in report.spared if each.accepted
    ]  # fmt: skip
    book.table("Accepted", columns, [*problems, *gaps])


def owners(book: Book, report: Report) -> None:
    """Add who has what."""
    names = ("Danger", "Wrong", "Doubtful", "Untidy", "New", "Oldest, in days", "Pages")
    columns = (Column(name="Owner", width=30), *(Column(name=name, width=12) for name in names))
    rows: list[tuple[Cell, ...]] = [
        (
            share.owner or "Nobody named", *(number for _, number in share.tally.each),
            share.new, share.oldest, share.pages,
        )
        for share in report.shares
    ]  # fmt: skip
    book.table("By owner", columns, rows)


def rules(book: Book, report: Report) -> None:
    """Add what was looked for."""
    columns = (
        Column(name="Rule", width=28),
        Column(name="What is found", width=50, wrap=True),
        Column(name="How bad", width=10),
        Column(name="Why it matters", width=60, wrap=True),
        Column(name="How to fix it", width=60, wrap=True),
        Column(name="Source", width=40, wrap=True),
        Column(name="Places", width=8),
    )
    found = {sort.rule: len(sort.entries) for sort in report.sorts}
    rows: list[tuple[Cell, ...]] = [
        (
            each.name, each.title, each.severity.value.capitalize(), each.why, each.fix, each.authority,
            found.get(each.name, 0),
        )
        for each in report.rules
    ]  # fmt: skip
    book.table("Rules", columns, rows)


def about(book: Book, report: Report) -> None:
    """Add which check this was, and how to use the workbook."""
    run, totals = report.run, report.totals
    rows: list[tuple[Cell, ...]] = [
        ("Site", report.site.name if report.site else "None"),
        ("Checked", run.started.date()),
        ("Judged as of", run.today),
        ("Pages found", totals.found),
        ("Pages read", totals.read),
        ("Complete", "Yes" if run.complete else "No: some problems may be missing"),
        ("Problems", totals.problems.all),
        ("Run", run.id),
        ("Made by", f"content-checker {__version__}"),
        ("Who, Status, Notes", "These columns are yours. A later workbook takes them over by the problem's ID."),
        ("Not a problem", "Say so under Status, and why under Notes. It is then left until a day you name."),
    ]
    book.table("About", (Column(name="About this check", width=24), Column(name="What", width=80, wrap=True)), rows)
