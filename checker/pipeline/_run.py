"""A night: find, fetch, read, extract, look up, check, record."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checker import finders, readers
from checker.errors import CheckerError, Incomplete
from checker.lookups import govuk, links, mail_domains
from checker.model.finding import Ask
from checker.model.problems import Unchecked
from checker.pipeline._addresses import Addresses
from checker.pipeline._answers import may_be_read, once, source_of
from checker.pipeline._facts import AtHand
from checker.pipeline._gathering import Gathering
from checker.pipeline._judging import Judging
from checker.pipeline._looking import Known, look_up
from checker.pipeline._notes import Notes
from checker.pipeline._originals import compared
from checker.pipeline._pages import Pages
from checker.pipeline._room import give_back, keep_apart
from checker.pipeline._words import OUR_OWN
from checker.text import count
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Mapping

    from checker.model.fetching import Fetched
    from checker.model.finding import Looked
    from checker.model.rules import Settings
    from checker.model.sites import Site
    from checker.model.targets import MailDomain
    from checker.pipeline._halt import Halt
    from checker.pipeline._read import Read
    from checker.pipeline._tools import Tools


async def run(site: Site, settings: Settings, tools: Tools, *, max_unread: float = 10.0) -> tuple[str, ...]:
    """Check a whole site and record what was found.

    Args:
        site: Which.
        settings: How its pages are read and judged.
        tools: What it works with.
        max_unread: Percent of the pages. If more cannot be read, the run is not complete.

    Returns:
        Why the run is not complete, a sentence each; empty if it is.

    Raises:
        Incomplete: No page could be found or read. The run is recorded, and what was known stays as it was.
    """
    await _refuse_offline(site, tools)
    keep_apart()
    read, ours, kept_back = await _seen(site, settings, tools)
    mail, held = await asyncio.gather(_mail(read, tools), compared(read.claims, site, settings, tools, ours=ours))
    tools.client.forget()
    give_back()
    facts = AtHand(night=tools.night, read=read, mail=mail, originals=held)
    judging = Judging(site=site, settings=settings, tools=tools, read=read, facts=facts)
    await judging.judge_all()
    whys = (*_whys(read, tools.halt, max_unread=max_unread, ours=ours, faults=judging.faults), *kept_back)
    gaps = (*read.missed, *judging.unchecked, *(Unchecked(what=site.start, why=why, stage="find") for why in whys))
    tools.night.finish(tools.now(), complete=not whys, unread=read.left, unchecked=gaps)
    if not read.packed and not tools.halt.asked:
        raise _nothing(site, read)
    return whys


async def _seen(site: Site, settings: Settings, tools: Tools) -> tuple[Read, str | None, tuple[str, ...]]:
    """Read the pages of a site and ask where they lead. What that takes is large, and is let go when it is done.

    Returns:
        What became of the pages, why no answer can be believed if that is so, and what was kept back.
    """
    tools.client.announce(tools.night.standing())
    notes = Notes(tools.night)
    known = Known(tools, notes, remember=0.0 if tools.fresh else site.links.remember, is_own=site.holds)
    addresses = Addresses(
        waits=lambda address: may_be_read(site, address),
        prepare=known.prepare,
        most=site.night.links,
        asked=known.asked,
    )
    pages = Pages(site, settings, tools, notes, lead=addresses.add)
    known.found = pages.read.found
    looking = asyncio.create_task(_looked_up(site, settings, tools, addresses, known))
    try:
        await _until_halted(_read_all(site, settings, tools, pages), tools.halt)
        pages.settle()  # again, for a run that was halted
        addresses.end(partial(known.unchanged, pages=pages.read.unchanged))
        ours = await looking
        notes.write()
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
    return pages.read, ours, tuple(_kept_back(site, pages.read, addresses))


async def _looked_up(site: Site, settings: Settings, tools: Tools, addresses: Addresses, known: Known) -> str | None:
    """Ask every address, unless nothing may be asked."""
    if tools.offline:
        return None
    async with Gathering(tools.workers) as gathering:
        asking = _asking(site, settings, tools, known, gathering)
        ours = await look_up(addresses, asking, tools, known)
    tools.night.record_strangers(links.lasting(asking.made_up), tools.now())
    return ours


async def _refuse_offline(site: Site, tools: Tools) -> None:
    """Stop before anything is asked where no name can be found out: every answer would be a false alarm.

    Raises:
        Incomplete: It is so. The run is recorded; what was known stays as it was.
    """
    if site.finders and all(each.kind == "folder" for each in site.finders):
        return
    if tools.offline:
        raise Incomplete(f"With --offline no page of {site.name} can be fetched.", "Leave --offline out.")
    found = await tools.client.resolve(host_of(site.start))
    if found.failure in OUR_OWN:
        why = "The name server does not answer, or knows nothing of the internet. Nothing was checked."
        said = Unchecked(what=site.start, why=why, stage="find")
        tools.night.finish(tools.now(), complete=False, unchecked=(said,))
        raise Incomplete("This machine seems to be offline.", why)


async def _read_all(site: Site, settings: Settings, tools: Tools, pages: Pages) -> None:
    places: list[Looked] = []
    async with aclosing(finders.pages(site, _ask(site, settings, tools), looked=places.append)) as found:
        await pages.read_all(found)
    listed = next((each for each in places if each.listed), None)
    if pages.read.found:
        tools.tell(f"{site.name}: {count(len(pages.read.found), 'page')}{f' from {listed.address}' if listed else ''}")


async def _until_halted(work: Coroutine[object, object, None], halt: Halt) -> None:
    """Do work until it is done or somebody asks for an end. What it has recorded by then stays."""
    working, halting = asyncio.ensure_future(work), asyncio.ensure_future(halt.wait())
    try:
        await asyncio.wait({working, halting}, return_when=asyncio.FIRST_COMPLETED)
        if halt.patience and not working.done():
            await asyncio.wait({working}, timeout=halt.patience)
        if working.done():
            working.result()
    finally:
        for each in (working, halting):
            each.cancel()
        await asyncio.gather(working, halting, return_exceptions=True)


def _whys(read: Read, halt: Halt, *, max_unread: float, ours: str | None, faults: int) -> Iterator[str]:
    """Say why the run is not complete, if it is not."""
    # a page that is certainly gone is no gap in what was seen
    unread = len(read.unread) - len(read.gone)
    pages = count(len(read.found), "page")
    if halt.why:
        yield f"Stopped early: {len(read.packed):,} of {pages} checked, because {halt.why}."
    elif read.same:
        yield f"{len(read.same):,} of {pages} say the very same words. {_NOT_THE_PAGE}"
    elif not read.packed:
        yield f"{_none(len(read.found))} could be read."
    elif unread * 100 > max_unread * len(read.found):
        yield f"{unread:,} of {pages} could not be read, so some problems may be missing."
    if ours:
        yield ours
    if faults:
        yield f"The checker failed on {count(faults, 'page')}. This is a fault in the checker, not in your pages."


def _kept_back(site: Site, read: Read, addresses: Addresses) -> Iterator[str]:
    """Say what was left because the site's file allows no more a night."""
    if read.more:
        yield f"Not all pages were read: the site's file allows {site.night.pages:,} a night. {_REST_FIRST}"
    if addresses.left:
        yield f"Not all links were asked: the site's file allows {site.night.links:,} a night. {_REST_FIRST}"


_REST_FIRST = "The next night begins with the rest."
_NOT_THE_PAGE = "The site may be being worked on, or our own network may show a page of its own."


def _asking(site: Site, settings: Settings, tools: Tools, known: Known, gathering: Gathering) -> links.Asking:
    return links.Asking(
        fetch=once(tools.client.fetch, finders.same_answer(site, known.found)),
        now=tools.now,
        today=settings.today,
        limits=site.links.limits,
        gather=gathering.evidence,
        confirm=site.links.confirm,
        past=known.pasts,
        fine_hosts=known.fine_hosts,
        made_up={} if tools.fresh else tools.night.strangers(),
        publisher=govuk.publisher(tools.client.fetch, site.links.limits),
        name_servers=tools.client.name_servers,
    )


def _ask(site: Site, settings: Settings, tools: Tools) -> Ask:
    def links_of(answer: Fetched) -> tuple[str, ...]:
        try:
            page = readers.read(source_of(answer, target=answer.final_url, url=answer.final_url), settings)
        except CheckerError:
            return ()
        found = (*(each for block in page.blocks for each in block.links), *page.links)
        return tuple(each.url for each in found if each.url and each.tag in _LEADING)

    return Ask(
        fetch=tools.client.fetch,
        robots_sitemaps=tools.client.sitemaps,
        links_of=links_of,
        folder=Path(site.file).parent if site.file else Path(),
    )


_LEADING = frozenset({"a", "area", "iframe", "frame", "meta"})


async def _mail(read: Read, tools: Tools) -> Mapping[str, MailDomain] | None:
    """Ask which domains take mail; None where nothing may be asked: there are no facts then."""
    if tools.offline:
        return None
    domains = {domain for each in read.packed.values() for domain in each.domains}
    if tools.halt.asked:
        return {}
    return await mail_domains.look_up(domains, resolver=tools.client, texts=tools.client.texts)


def _nothing(site: Site, read: Read) -> Incomplete:
    """Say why there is nothing to tell: no page was found, or none could be read."""
    if not read.found:
        why = read.missed[0].why if read.missed else "No way to find pages led to any."
        return Incomplete(f"No pages of {site.name} were found.", why)
    reasons = sorted(read.unread.values())
    most = max(reasons, key=reasons.count)
    none = f"{_none(len(read.found))} of {site.name} could be read."
    if len(read.ours) == len(read.found):
        return Incomplete("This machine seems to be offline.", f"{none} {most}")
    return Incomplete(none, most)


def _none(number: int) -> str:
    return "The only page" if number == 1 else f"None of {number:,} pages"
