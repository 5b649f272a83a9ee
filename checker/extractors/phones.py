"""Telephone numbers: those a reader sees, and those a link would ring."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from checker import numbering
from checker.extractors import _labels, _runs, _short_runs
from checker.lines import once
from checker.model.mentions import Kind, Mention, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Block, Link, Page
    from checker.model.rules import Settings

AFTER = ("emails", "links", "dates")

_DIGITS = re.compile(r"\d(?:\D{0,3}\d){2}")
"""The shortest number is 999."""
_TEL = re.compile(r"\s*tel:", re.IGNORECASE)
_JOINT = re.compile(r"[\s,]*(?:/|\bor\b|\band\b|&)\s*$", re.IGNORECASE)
_AROUND = 60
_BROKEN_LINKS = 3
"""Into how many links the editors of a page break one number, at most."""


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:
    """Find the telephone numbers of a page."""
    spoken_for = _spoken_for(seen)
    # abroad digits of other scripts count
    numbered = frozenset(seen.with_digits(page) if settings.region in numbering.HOME else range(len(page.blocks)))
    for number, block in enumerate(page.blocks):
        rings = tuple([link for link in block.links if _TEL.match(link.href)]) if block.links else ()
        if rings:
            written = _all(block.text, settings.region)
        else:
            written = _if_any(block.text, settings.region) if number in numbered else ()
        if not rings and not written:
            continue
        runs = sorted(_free(written, spoken_for.get(number, [])))
        held = [_links_of(run, rings) for run in runs]
        yield from _shown(page, number, runs, held)
        showing = {id(link) for links in held for link in links}
        yield from (_hidden(page, number, link, settings.region) for link in rings if id(link) not in showing)


@once
def _if_any(text: str, region: str) -> Iterable[_runs.Run]:
    return _all(text, region) if _DIGITS.search(text) else ()


@once
def _all(text: str, region: str) -> Iterator[_runs.Run]:
    if region not in numbering.HOME:
        yield from _runs.runs_abroad(text, region)
        return
    yield from _runs.runs(text, region)
    yield from _runs.local_runs(text)
    yield from _short_runs.short_runs(text)


def _spoken_for(seen: Seen) -> dict[int, list[tuple[int, int]]]:
    """Give, per block, the words of earlier mentions; of links only those whose words are an address."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for mention in seen.mentions:
        place = mention.place
        words = mention.kind is not Kind.LINK or (mention.raw == place.quote and mention.role is not Role.TEL)
        if place.block is not None and words:
            spans.setdefault(place.block, []).append((place.start, place.end))
    return {block: sorted(each) for block, each in spans.items()}


def _free(runs: Iterable[_runs.Run], taken: list[tuple[int, int]]) -> Iterator[_runs.Run]:
    """Leave out runs that touch words already spoken for, or a run found before."""
    own: list[tuple[int, int]] = []
    for run in runs:
        if _touches(run, taken) or _touches(run, own):
            continue
        own.insert(bisect_right(own, (run.start, run.end)), (run.start, run.end))
        yield run


def _touches(run: _runs.Run, spans: list[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (run.end,))
    return any(end > run.start for _, end in spans[max(0, place - 2) : place])


def _links_of(run: _runs.Run, rings: tuple[Link, ...]) -> list[Link]:
    """Give the links whose words hold a part of a number."""
    place = bisect_left(rings, run.end, key=lambda link: link.start)
    return [link for link in rings[max(0, place - _BROKEN_LINKS) : place] if link.end > run.start]


def _shown(page: Page, number: int, runs: list[_runs.Run], held: list[list[Link]]) -> Iterator[Mention]:
    text = page.blocks[number].text
    floor, label = 0, None
    for run, links in zip(runs, held, strict=True):
        between = text[floor : run.start]
        continued = floor > 0 and (run.first is not None or _JOINT.fullmatch(between) is not None)
        own = _labels.label(text, run.start, run.end, floor)
        label = (label or own) if continued else own
        yield _mention(page, number, run, label, links[0] if links else None)
        floor = run.end


def _mention(page: Page, number: int, run: _runs.Run, label: str | None, link: Link | None) -> Mention:
    place = page.place(number, run.start, run.end, href=link.href if link else None)
    words = f"{label or ''} {_words(page.blocks[number], run)}"
    role = _labels.role(place.quote, run.value, words, short=run.short)
    return Mention(kind=Kind.PHONE, raw=place.quote, value=run.value, role=role, label=label, place=place)


def _words(block: Block, run: _runs.Run) -> str:
    """Give the words directly before a number on its line: "by textphone on"."""
    return " ".join(block.text[max(0, run.start - _AROUND) : run.start].rpartition("\n")[2].split()[-3:])


def _hidden(page: Page, number: int, link: Link, region: str) -> Mention:
    """Make the mention of a link whose words show no number: what it would ring is the number."""
    raw = link.href.partition(":")[2]
    place = page.place(number, link.start, link.end, href=link.href)
    value = numbering.e164(unquote(raw).partition(";")[0], region)
    short = value is None and 3 <= len(numbering.digits(raw)) <= 6  # noqa: PLR2004 - 999 to 116 123
    value = numbering.digits(raw) if short else value
    label = link.text if link.text and any(map(str.isalpha, link.text)) else None
    role = _labels.role(raw, value, label or "", short=short)
    place = place if place.quote else replace(place, quote=raw)
    return Mention(kind=Kind.PHONE, raw=raw, value=value, role=role, label=label, place=place)
