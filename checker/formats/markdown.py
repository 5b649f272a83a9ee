"""Markdown for an issue or the summary of a job: nobody is pinged, nothing is linked but pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats import _closing
from checker.formats._excerpt import excerpt
from checker.formats._log import harmless
from checker.formats._markdown import linked, plain
from checker.model.problems import State
from checker.text import count, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.entries import Card, Entry, Share
    from checker.model.reports import Report, Style

FILE = "summary.md"

LIMIT = 60_000
"""Characters. An issue takes 65,536 and refuses more; the rest is for who adds a line of their own."""
_AROUND = 60
_ROOM = 200
"""Characters kept free for the last line."""


def report(report: Report, style: Style) -> str:
    """Write what it comes to, then as many problems as there is room for."""
    return _filled(report, LIMIT, style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write several sites one after the other, each with its part of the room."""
    return "\n".join(_filled(each, LIMIT // len(reports), style) for each in reports)


def _filled(report: Report, limit: int, style: Style) -> str:
    words = shorten_lines("\n".join(_top(report)), limit - _ROOM)
    shown = 0
    for block, number in _blocks(report):
        if len(words) + len(block) > limit - _ROOM:
            break
        words += block
        shown += number
    left = report.totals.problems.all - shown
    if left:
        words += f"\nand {left:,} more in the report\n"
    return harmless(words, style)


def shorten_lines(words: str, limit: int) -> str:
    """Keep as many whole lines as fit."""
    return words if len(words) <= limit else words[:limit].rpartition("\n")[0] + "\n"


def _top(report: Report) -> Iterator[str]:
    if report.site:
        yield f"<!-- checker:{report.site.key} -->"
    name = plain(report.site.name) if report.site else "Content check"
    yield f"# {name}: {count(report.totals.problems.all, 'problem')}"
    yield ""
    if not report.run.complete:
        yield "**This check is incomplete, so some problems may be missing.**\n"
    yield " ".join((_closing.problems(report), *_closing.compared(report)))
    yield from (plain(line) for line in _closing.news(report))
    if report.left:
        yield "\n" + plain(_closing.unchecked(report))
    yield from _first(report)
    yield from _owners(report)
    yield ""


def _first(report: Report) -> Iterator[str]:
    if report.first:
        yield "\n## Do these first\n"
    for number, card in enumerate(report.first, 1):
        where = (
            f"on {count(len(card.pages), 'page')}" if card.pages else linked(card.entry.page_name, card.entry.page_url)
        )
        yield f"{number}. **{_tags(card.entry)}:** {plain(card.entry.title)}, {where}{_owner(card.entry.owner)}"


def _owners(report: Report) -> Iterator[str]:
    if not any(share.owner for share in report.shares):
        return
    yield "\n## Who has what\n"
    yield "| Owner | Danger | Wrong | Doubtful | Untidy | New |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for share in report.shares:
        numbers = " | ".join(f"{number:,}" for _, number in share.tally.each)
        new = "" if share.new is None else f"{share.new:,}"
        yield f"| {plain(share.owner or 'Nobody named')} | {numbers} | {new} |"


def _blocks(report: Report) -> Iterator[tuple[str, int]]:
    """Give the problems piece by piece, each with how many it stands for. A heading goes with the first below it."""
    heading = "\n## Problems\n"
    for share in report.shares:
        heading += (
            f"\n### {plain(share.owner or 'Nobody named')} ({share.tally.all:,})\n" if _owned(report.shares) else ""
        )
        for group in share.groups:
            page = group.page
            heading += f"\n#### {linked(page.name, page.result.url) if page else 'On several pages'}\n\n"
            for card in group.cards:
                yield heading + _card(card), len(card.entries)
                heading = ""


def _card(card: Card) -> str:
    problem = card.entry.problem
    words = excerpt(problem.place, around=_AROUND)
    quote = f" “{plain(words.before)}**{plain(words.quote)}**{plain(words.after)}”" if words.quote else ""
    should = f" Should be: “{plain(problem.suggestion)}”." if problem.suggestion is not None else ""
    pages = f" On {count(len(card.pages), 'page')}." if card.pages else ""
    seen = f" {linked('See it', card.entry.shown_at)}" if card.entry.shown_at else ""
    return f"- **{_tags(card.entry)}.** {plain(problem.message)}{quote}{pages}{should} {plain(problem.fix)}{seen}\n"


def _tags(entry: Entry) -> str:
    severity = entry.problem.severity.value.capitalize()
    return f"{severity}, new" if entry.state is State.NEW else severity


def _owner(owner: str | None) -> str:
    return f" ({plain(shorten(owner, 60))})" if owner else ""


def _owned(shares: Iterable[Share]) -> bool:
    return any(share.owner for share in shares)
