"""Words for a person at a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from checker.formats import _closing, _listing
from checker.formats._excerpt import Excerpt, excerpt, quoted
from checker.formats._log import BOLD, CYAN, DIM, RED, YELLOW, harmless, painted
from checker.model.problems import Severity, State
from checker.text import count, printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.entries import Entry, ReportedPage
    from checker.model.reports import Extraction, Report, Style

FILE = "report.txt"
_COLOURS = {
    Severity.DANGER: (BOLD, RED),
    Severity.WRONG: (RED,),
    Severity.DOUBTFUL: (YELLOW,),
    Severity.UNTIDY: (CYAN,),
}
_INDENT = 12
_AROUND = 60


def report(report: Report, style: Style) -> str:
    """Write every problem nobody accepted, page by page."""
    pages = ("\n".join(_page(each, style)) for each in report.pages if each.open)
    return harmless("\n\n".join(pages) + "\n" if report.totals.faulty else "", style)


def extract(extraction: Extraction, style: Style) -> str:
    """Write what stands on each page."""
    return harmless(_listing.written(extraction, style), style)


def reports(reports: tuple[Report, ...], style: Style) -> str:
    """Write the problems of several sites, one after the other."""
    return "\n".join(filter(None, (report(each, style) for each in reports)))


def closing(report: Report, style: Style) -> str:
    """Say what it comes to, and what could not be looked at."""
    return harmless("".join(f"{line}\n" for line in _closing.lines(report, style)), style)


def _page(page: ReportedPage, style: Style) -> Iterator[str]:
    owner = squash(printable(page.owner or ""))
    title = f"“{shorten(quoted(page.name), max(20, style.width - 4 - len(owner)))}”"
    gap = " " * max(2, style.width - _columns(title) - len(owner))
    yield painted(title, style, BOLD) + (gap + owner if owner else "")
    yield squash(printable(page.address))
    for entry in page.open:
        yield ""
        yield from _entry(entry, style)


def _entry(entry: Entry, style: Style) -> Iterator[str]:
    problem = entry.problem
    word = painted(problem.severity.value, style, *_COLOURS[problem.severity])
    blanks = " " * (_INDENT - 2 - len(problem.severity.value))
    times = f" ({problem.times} times)" if problem.times > 1 else ""
    state = _state(entry)
    said = f"{problem.rule}  {entry.title}{times}"
    gap = " " * max(2, style.width - _INDENT - len(said) - len(state)) if state else ""
    colours = (BOLD,) if entry.state is State.NEW else (DIM,)
    rule = painted(problem.rule, style, DIM) + said[len(problem.rule) :]
    yield f"  {word}{blanks}{rule}{gap}{painted(state, style, *colours)}"
    if entry.template and entry.also_on:
        yield f"{' ' * _INDENT}on {count(len(entry.also_on) + 1, 'page')}, as part of the site's template"
    yield from _where(entry, style)
    yield from _wrapped(problem.message, style)
    if problem.suggestion is not None:
        yield f"{' ' * _INDENT}Should be: “{quoted(problem.suggestion)}”"
    yield from _wrapped(problem.fix, style, mark="→ ")


def _state(entry: Entry) -> str:
    """Say "new", or for how long it has been open; nothing where earlier runs are not known."""
    if entry.state is State.NEW:
        return "new"
    return f"open {count(entry.days, 'day')}" if entry.days else ""


def _where(entry: Entry, style: Style) -> Iterator[str]:
    """Show the words in their line, marked below where they do not fill it."""
    place = entry.problem.place
    heading = shorten(quoted(place.heading or ""), style.width // 2)
    page = f"page {place.page}" if place.page else ""
    where = ", ".join(each for each in (page, f'under "{heading}"' if heading else "") if each)
    said = f"{where}: " if where else ""
    quote = quoted(place.quote)
    if not quote:
        if said:
            yield f"{' ' * _INDENT}{said[:-2]}"
        return
    room = style.width - _INDENT - 2
    shown = excerpt(place, around=_AROUND)
    # the quotation goes on a line of its own where it would not fit beside its heading
    if said and _columns(said) + _length(shown) > room:
        yield f"{' ' * _INDENT}{said.rstrip()}"
        said = ""
    if _columns(said) + _length(shown) > room:
        shown = excerpt(place, around=max(0, (room - _columns(quote)) // 2 - 1))
    yield f"{' ' * _INDENT}{said}“{shown.before}{shown.quote}{shown.after}”"
    yield from _carets(shown, said, style)


def _length(shown: Excerpt) -> int:
    return _columns(shown.before) + _columns(shown.quote) + _columns(shown.after)


def _carets(shown: Excerpt, said: str, style: Style) -> Iterator[str]:
    alone = not (shown.before or shown.after)
    start = _INDENT + _columns(said) + 1 + _columns(shown.before)
    if not alone and start + _columns(shown.quote) <= style.width:
        yield " " * start + painted("^" * _columns(shown.quote), style, RED)


def _wrapped(words: str, style: Style, *, mark: str = "") -> Iterator[str]:
    first = " " * _INDENT + mark
    yield from textwrap.wrap(
        squash(printable(words)),
        style.width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _columns(words: str) -> int:
    """Count the columns words take on a terminal: wide characters take two, combining ones none."""
    if words.isascii():
        return len(words)
    return sum(_width(character) for character in words)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
