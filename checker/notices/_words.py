"""In which words: the subject, a first line that can stand alone, and a text with room for what matters most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker.model.notices import Notice
from checker.model.problems import Severity
from checker.notices._news import cards
from checker.text import count, day, listed, printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from checker.model.entries import Card, Entry, Group
    from checker.notices._news import News

LIMIT = 1_000
"""Characters of a text. Teams cuts longer ones."""
_NAME = 60
_SUBJECT = 120
_ADDRESS = 300
_BREAK = "\u200b"
"""A blank without width: what it parts is read as written, and no longer taken for an address or a name."""
_CALLS = re.compile(r"(?<!\w)@(?=\w)|<(?=[!@#a-zA-Z/])|:(?=//)|\bwww(?=\.)|\](?=\()|\b(?:mailto|tel):", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the text and the mail both say."""

    subject: str
    first: str
    parts: tuple[News, ...]
    shown: tuple[Group, ...]
    """The problems that are listed."""
    closing: tuple[str, ...]
    links: tuple[str, ...]
    """Addresses of the reports."""


def notice(channel: str, parts: Sequence[News], published: str | None, mail: Callable[[Said], str]) -> Notice:
    """Put what is news into words."""
    fresh = [group for each in parts for group in each.fresh]
    owners = list(dict.fromkeys(name for each in parts for name in each.owners))
    whole = [group for each in parts if each.digest for group in each.groups]
    said = Said(
        subject=shorten(f"{_who(owners)}: {_matter(parts)}", _SUBJECT),
        first=_first(parts),
        parts=tuple(parts),
        shown=tuple(sorted(fresh or whole, key=_rank)),
        closing=tuple(_closing(parts)),
        links=tuple(_links(parts, published)),
    )
    return Notice(
        channel=channel,
        owner=_who(owners),
        subject=said.subject,
        first=said.first,
        text=_text(said),
        html=mail(said),
        urgent=_dangers(fresh) > 0,
    )


def inert(words: str, limit: int = 200) -> str:
    """Make words of a page harmless: one line, no control characters, nobody called, nothing turned into a link."""
    return _CALLS.sub(lambda found: found.group() + _BREAK, shorten(squash(printable(words)), limit))


def page_name(group: Group) -> str:
    """Name the page of a group."""
    return inert(group.page.name, _NAME) if group.page else "On several pages"


def _who(owners: list[str]) -> str:
    names = [inert(each, 40) for each in owners]
    return listed(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"  # noqa: PLR2004 - two fit


def _matter(parts: Sequence[News]) -> str:
    fresh = [group for each in parts for group in each.fresh]
    number = len(cards(fresh))
    if _dangers(fresh):
        return f"danger to readers, {count(number, 'new problem')} on your advice pages"
    if fresh:
        return f"{count(number, 'new problem')} on your advice pages"
    if any(each.incomplete for each in parts):
        return "the check of your advice pages was incomplete two nights running"
    if any(each.ending for each in parts):
        number = sum(len(each.ending) for each in parts)
        return f"{count(number, 'accepted problem')} to look at again soon"
    number = sum(len(cards(each.groups)) for each in parts)
    return (
        f"{count(number, 'open problem')} on your advice pages" if number else "no open problems on your advice pages"
    )


def _first(parts: Sequence[News]) -> str:
    site = listed([inert(each.site.name, _NAME) for each in parts])
    fresh = [group for each in parts for group in each.fresh]
    if not fresh:
        return f"{shorten(site, 150)}: {_matter(parts)}."
    names = [page_name(group) for group in fresh if group.page]
    more = len(names) - 2
    where = listed([*names[:2], count(more, "more page")] if more > 0 else names) or "several pages"
    dangers = _dangers(fresh)
    harm = f" {dangers} {'is a danger' if dangers == 1 else 'are dangers'} to readers." if dangers else ""
    return f"{shorten(site, 150)}: {count(len(cards(fresh)), 'new problem')} on {where}.{harm}"


def _rank(group: Group) -> int:
    """Order groups, the worst first."""
    return min(card.entry.problem.severity.rank for card in group.cards)


def _dangers(groups: Sequence[Group]) -> int:
    return sum(card.entry.problem.severity is Severity.DANGER for card in cards(groups))


def _closing(parts: Sequence[News]) -> Iterator[str]:
    for each in parts:
        if each.incomplete:
            yield (
                f"The check of {inert(each.site.name, _NAME)} was incomplete two nights running, so some problems may "
                "be missing. The report says what could not be read."
            )
    ending = [entry for each in parts for entry in each.ending]
    if ending:
        yield _coming_back(ending)
    fresh = len(cards([group for each in parts for group in each.fresh]))
    older = sum(len(cards(each.groups)) for each in parts) - fresh
    if fresh and older:
        yield f"{count(older, 'older problem')} {'is' if older == 1 else 'are'} still open."
    fixed = sum(each.fixed for each in parts)
    if fixed:
        yield f"{fixed:,} {'was' if fixed == 1 else 'were'} fixed since the last check. Thank you."


def _coming_back(ending: Sequence[Entry]) -> str:
    last = min(entry.accepted.until for entry in ending if entry.accepted)
    if len(ending) == 1:
        return f"A problem that was accepted comes back after {day(last)}. Look at it again before then."
    return (
        f"{len(ending):,} problems that were accepted come back, the first after {day(last)}. Look at them before then."
    )


def _links(parts: Sequence[News], published: str | None) -> Iterator[str]:
    for each in parts if published else ():
        report = f"{(published or '').rstrip('/')}/{quote(each.site.key)}/latest/report.html"
        yours = f"{report}#owner={quote(each.owners[0], safe='')}" if len(each.owners) == 1 else report
        yield yours if len(yours) <= _ADDRESS else report


def _text(said: Said) -> str:
    """Fill the room with problems. How they go on comes last, and always has its place."""
    links = [f"See and filter all of yours: {each}" for each in said.links[:1]]
    end = "\n".join([shorten(" ".join(said.closing), 400), *links]).strip()
    room = LIMIT - len(said.first) - len(end) - 40
    written, shown, heading = "", 0, ""
    for group in said.shown:
        heading = f"\n{page_name(group)}\n"
        for card in group.cards:
            block = heading + f"  {_line(card)}\n"
            if len(written) + len(block) > room:
                break
            written, shown, heading = written + block, shown + 1, ""
    left = len(cards(said.shown)) - shown
    more = f"\nand {left:,} more in the report\n" if left else ""
    return f"{said.first}\n{written}{more}\n{end}".rstrip() + "\n"


def _line(card: Card) -> str:
    problem = card.entry.problem
    words = inert(problem.place.quote, _NAME)
    pages = f" On {count(len(card.pages), 'page')}." if card.pages else ""
    return f"{inert(problem.message, 160)}{f' “{words}”' if words else ''}{pages}"
