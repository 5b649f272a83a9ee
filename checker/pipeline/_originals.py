"""Holds what the pages say of organisations against the organisations' own websites."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from checker import websites
from checker.lookups import originals
from checker.model.originals import Organisation, Original, Standing
from checker.model.problems import Unchecked
from checker.model.rules import Settings
from checker.pipeline._answers import source_of
from checker.pipeline._page import study
from checker.pipeline._workers import Lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from checker.model.fetching import Fetched
    from checker.model.originals import Claim
    from checker.model.pages import Source
    from checker.model.sites import Site
    from checker.pipeline._tools import Tools

_WEEK, _SPREAD = 7, 2
"""Days for which an organisation is left alone; and how many more some are, so that not all are due on one night."""
_BATCH = 20
"""Organisations written down at once: what is lost with a killed run is asked again."""
_STOPPED = "The run was stopped before this website was read."


@dataclass(slots=True)
class Originals:
    """What became of every number and email that an organisation's own website could confirm."""

    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    """By page."""
    judged: dict[Claim, Original] = field(default_factory=dict)

    def of(self, page: str) -> dict[Claim, Original]:
        """Give what concerns a page."""
        return {each: self.judged[each] for each in self.claims.get(page, ()) if each in self.judged}

    def unread(self, page: str) -> Iterator[Unchecked]:
        """Say of what stands on a page that it could not be held against the website it belongs to."""
        whys = {claim.website: each.why for claim, each in self.of(page).items() if each.standing is Standing.UNREAD}
        for website, why in whys.items():
            yield Unchecked(what=website, why=why, stage="look up", pages=(page,))


async def compared(
    claims: Mapping[str, tuple[Claim, ...]], site: Site, settings: Settings, tools: Tools, *, ours: str | None
) -> Originals:
    """Read the websites of the organisations that pages speak of, where the site wants that and a week has passed.

    Args:
        claims: What our pages say, by page.
        site: Whose pages they are.
        settings: How pages are read.
        tools: What it works with.
        ours: Why no answer of tonight can be believed; None if they can.
    """
    if tools.offline or not site.links.originals or not claims:
        return Originals()
    distinct = {each for made in claims.values() for each in made}
    by_domain: defaultdict[str, set[Claim]] = defaultdict(set)
    for each in distinct:
        by_domain[websites.domain_of(each.website)].add(each)
    known = tools.night.originals(by_domain)
    found = {} if tools.fresh else {name: each for name, each in known.items() if _is_young(each, tools.now())}
    if not (ours or tools.halt.asked):
        await _visit({name: made for name, made in by_domain.items() if name not in found}, found, settings, tools)
    quoted = _quoted_by_many(distinct)
    told = Originals(claims=claims)
    for name, made in by_domain.items():
        seen = found.get(name) or Organisation(domain=name, looked=tools.now(), why=ours or _STOPPED)
        told.judged.update((each, originals.held(each, seen, quoted_by_many=each.value in quoted)) for each in made)
    return told


async def _visit(
    due: Mapping[str, set[Claim]], found: dict[str, Organisation], settings: Settings, tools: Tools
) -> None:
    """Read what is due, and write down what was seen."""
    asking = originals.Asking(
        fetch=tools.client.fetch,
        refusal=tools.client.refusal,
        read=partial(_read, settings=settings, tools=tools),
        now=tools.now,
    )
    waiting: list[tuple[Organisation, dict[str, date]]] = []
    done = 0
    starts = {name: {each.website for each in made} for name, made in due.items()}
    async for seen in originals.look_up(starts, asking, stop=tools.halt.event):
        found[seen.domain] = seen
        waiting.append((seen, _days(due[seen.domain], seen)))
        if len(waiting) >= _BATCH:
            tools.night.record_originals(waiting)
            waiting.clear()
        done += 1
        tools.watch("compare", done, len(due))
    tools.night.record_originals(waiting)


async def _read(answer: Fetched, *, settings: Settings, tools: Tools) -> originals.Read | None:
    """Read a page of theirs, in a worker process as our own."""
    source = source_of(answer, target=answer.final_url, url=answer.final_url)
    theirs = Settings(today=settings.today, region=settings.region)
    try:
        return await tools.workers.call(read_off, source, theirs)
    except Lost:
        return None


def read_off(source: Source, settings: Settings) -> originals.Read | None:
    """Read a page, and give what it publishes; None where it cannot be read."""
    studied = study(source, settings)
    return originals.read_off(studied.page, studied.inventory, source.body) if studied.page else None


def _days(made: Iterable[Claim], seen: Organisation) -> dict[str, date]:
    held = {each.value: originals.held(each, seen) for each in made}
    return {value: each.day for value, each in held.items() if each.standing is Standing.FOUND}


def _is_young(seen: Organisation, now: datetime) -> bool:
    """Tell whether a week has not passed. From the future it comes where a run is judged by an earlier day."""
    days = _WEEK + crc32(seen.domain.encode()) % _SPREAD
    return now - timedelta(days=days) < seen.looked <= now + timedelta(days=1)


def _quoted_by_many(claims: Iterable[Claim]) -> set[str]:
    """Give the numbers and emails that our pages give for several organisations."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for each in claims:
        owners[each.value].add(websites.domain_of(each.website))
    return {value for value, domains in owners.items() if len(domains) > 1}
