"""What the network adds to a look at some targets: pages that are web addresses, and facts about all of them."""

from __future__ import annotations

import asyncio
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import extractors, family, formats, pipeline, readers, rules
from checker.commands import _ahead, _endings, _recalling
from checker.commands._log import Log
from checker.commands._terminal import say
from checker.model.fetching import Request
from checker.model.sites import Links
from checker.pipeline import Halt
from checker.web import client
from checker.web.browser import Browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.commands._work import Work
    from checker.model.targets import Facts, Target

_AT_ONCE = 0.02
"""Seconds. The first page has been asked for by then, and what reads it can be loaded while it comes."""


def look(work: Work, *, check: bool) -> tuple[Facts | None, tuple[Target, ...]]:
    """Read the targets that are web addresses, then ask where all links lead.

    Returns:
        The facts (None if there was nothing to ask), and every address with what is known of it.

    Raises:
        UsageFault: An option about the network cannot be used.
    """
    work.asked.network.check()
    published = any(each.url for each in work.wanted)
    if not published and not (check and pipeline.leads_anywhere(work.studied.values())):
        return (pipeline.Facts() if check else None), ()
    return client.run(_looked(work, check=check))


async def _looked(work: Work, *, check: bool) -> tuple[Facts | None, tuple[Target, ...]]:
    log = Log(None, aloud=work.asked.manner.verbose > 1)
    options = work.asked.network.options(work.site, patient=False)
    async with (
        client.Client(options, log=log.request) as web,
        Browser(web.fetch, agent=options.agent) as browser,
    ):
        fetched = [_fetched(number, work, web, browser) for number, each in enumerate(work.wanted) if each.url]
        with _ahead.loading((partial(family.members, extractors),), after=_AT_ONCE):
            await asyncio.gather(*fetched)
        if not check:
            return None, ()
        known = _recalling.recalled(work, pasts=True)
        with _ahead.loading(_later(work)):
            facts, why = await pipeline.gather(
                [each for each in work.studied.values() if each.page],
                client=web,
                site=work.site,
                today=work.how.today,
                known=known.answers,
                pasts=known.pasts,
                halt=Halt(),
            )
    if why:
        say(f"Error: {why}")
        work.codes.append(_endings.INCOMPLETE)
    return facts, tuple(sorted(facts.targets.values(), key=lambda each: each.url))


def _later(work: Work) -> Iterator[Callable[[], object]]:
    """Yield what loads that which is needed when the last answer is in."""
    yield rules.catalogue
    for name in ("commands._reporting", "fixing"):
        yield partial(import_module, f"checker.{name}")
    yield partial(formats.load, work.asked.format)


async def _fetched(number: int, work: Work, web: client.Client, browser: Browser) -> None:
    """Fetch and read one target. What script builds is shown to a browser, where its site asks for it."""
    wanted = work.wanted[number]
    limits = replace((work.site.links if work.site else Links()).limits, body=readers.MAX_BYTES)
    answer = await web.fetch(Request(url=wanted.url or "", limits=limits))
    why = pipeline.refusal(answer)
    if why is not None:
        work.studied[number] = pipeline.unread(wanted.target, why, url=wanted.url, stage="fetch")
        return
    source = pipeline.source_of(answer, target=wanted.target, url=answer.final_url)
    how = work.source_settings(wanted)
    studied = pipeline.study(source, how)
    if work.site and work.site.renders(answer.final_url or wanted.url or ""):
        studied = await pipeline.shown(studied, source, how, browser.render)
    work.studied[number] = studied
