"""A night: find, fetch, read, extract, look up, check, record."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from checker import finders
from checker.errors import Incomplete
from checker.lookups import links
from checker.model.problems import Unchecked
from checker.pipeline import _asks
from checker.pipeline._addresses import Addresses
from checker.pipeline._answers import may_be_read
from checker.pipeline._facts import AtHand
from checker.pipeline._gathering import Gathering
from checker.pipeline._judging import Judging
from checker.pipeline._looking import Known, look_up
from checker.pipeline._meanwhile import meanwhile
from checker.pipeline._notes import Notes
from checker.pipeline._originals import compared
from checker.pipeline._pages import Pages
from checker.pipeline._read import Read
from checker.pipeline._room import give_back, keep_apart
from checker.pipeline._whys import kept_back, nothing, whys
from checker.pipeline._words import OUR_OWN
from checker.text import count
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from checker.model.finding import Looked
    from checker.model.rules import Settings
    from checker.model.sites import Site
    from checker.pipeline._halt import Halt
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
    judging, ours, kept = await _seen(site, settings, tools)
    read, facts = judging.read, judging.facts
    facts.originals = await compared(read.claims, site, settings, tools, ours=ours)
    tools.client.forget()
    give_back()
    if ours or not judging.done.isdisjoint(read.same):  # what was judged is not believed, or not by these answers
        tools.night.forget_judged(read.same)
        facts = AtHand(night=tools.night, read=read, mail=facts.mail, originals=facts.originals)
        judging = Judging(site=site, settings=settings, tools=tools, read=read, facts=facts)
    await judging.judge_all()
    why = (*whys(read, tools.halt, max_unread=max_unread, ours=ours, faults=judging.faults), *kept)
    gaps = (*read.missed, *judging.unchecked, *(Unchecked(what=site.start, why=each, stage="find") for each in why))
    tools.night.finish(tools.now(), complete=not why, unread=read.left, unchecked=gaps)
    if not read.packed and not tools.halt.asked:
        raise nothing(site, read)
    return why


async def _seen(site: Site, settings: Settings, tools: Tools) -> tuple[Judging, str | None, tuple[str, ...]]:
    """Read the pages of a site, ask where they lead, and judge meanwhile those about which everything is known.

    Returns:
        The judging, why no answer can be believed if that is so, and what was kept back.
    """
    tools.client.announce(tools.night.standing())
    notes, read = Notes(tools.night), Read()
    known = Known(tools, notes, read, remember=0.0 if tools.fresh else site.links.remember, is_own=site.holds)
    addresses = Addresses(
        waits=lambda address: may_be_read(site, address),
        prepare=known.prepare,
        settled=known.unchanged,
        most=site.night.links,
        asked=known.asked,
    )
    pages = Pages(site, settings, tools, notes, read=read, lead=addresses.add)
    facts = AtHand(night=tools.night, read=read, mail=None if tools.offline else {})
    judging = Judging(site=site, settings=settings, tools=tools, read=read, facts=facts)
    looking = asyncio.create_task(_looked_up(site, settings, tools, addresses, known))
    try:
        async with meanwhile(judging, addresses, notes):
            await _until_halted(_read_all(site, settings, tools, pages), tools.halt)
            pages.settle()  # again, for a run that was halted
            addresses.end()
            await judging.ask_of_mail(read.packed)
            ours = await looking
        notes.write()
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
    return judging, ours, tuple(kept_back(site, read, addresses))


async def _looked_up(site: Site, settings: Settings, tools: Tools, addresses: Addresses, known: Known) -> str | None:
    """Ask every address, unless nothing may be asked."""
    if tools.offline:
        return None
    async with Gathering(tools.workers) as gathering:
        asking = _asks.of_links(site, settings, tools, known, gathering)
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
    async with aclosing(finders.pages(site, _asks.of_finders(site, settings, tools), looked=places.append)) as found:
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
