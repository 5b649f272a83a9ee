"""Runs one site after the other, and opens what each needs. What comes of it is told in the morning (`_morning`)."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from checker import formats, history, pipeline, rules
from checker.commands import _ahead, _endings, _output, _profile, _publishing, _rubbish, _sites, _work
from checker.commands._heeding import heeding_signals
from checker.commands._ledger import Ledger
from checker.commands._log import Log
from checker.commands._terminal import say
from checker.commands._watch import Shown
from checker.errors import CheckerError
from checker.model.problems import fingerprint
from checker.pipeline import Halt, Tools
from checker.web import client
from checker.web.browser import Browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.commands.run import Asked
    from checker.history.memory import Memory
    from checker.history.recording import Recording
    from checker.model.fetching import Fetched
    from checker.model.reports import Report
    from checker.model.rules import Settings
    from checker.model.sites import Site
    from checker.pipeline import Workers

_ORIGINALS = "contact-not-at-source"
"""The rule that a site file may turn off: other people's websites are read for it."""


_IN_HAND = 60.0
"""Seconds for the pages that are being read when no more may be fetched."""


class Night(Struct):
    """One invocation: what was asked, and what came of the sites so far."""

    asked: Asked
    memory: Memory
    log: Log
    workers: Workers
    writing: _publishing.Writing
    reports: list[Report] = []
    written: list[str] = []
    """Where the reports lie that people open."""
    codes: list[int] = []
    blind: list[Report] = []
    """Of sites of which nothing was seen tonight: owners hear of it on the second such night."""
    failed: dict[str, str] = {}
    """By a site's key, why it could not be run."""

    @property
    def stopped(self) -> bool:
        """Tell whether somebody wants no more of it."""
        return any(code in {_endings.INTERRUPTED, _endings.TERMINATED} for code in self.codes)

    def fail(self, site: Site, fault: CheckerError) -> None:
        """Say what went wrong with a site, and go on with the others."""
        self.failed[site.key] = f"{fault.message} {fault.hint}".rstrip()
        self.log.write("run fails", site=site.key, why=self.failed[site.key])
        say(f"Error: {self.failed[site.key]}")
        self.codes.append(fault.exit_code)


def every(asked: Asked, workers: Workers) -> int:
    """Run every site that was asked for, write the reports, and give the exit code."""
    _output.check_place(asked.output, ())
    asked.network.check()
    sites, faulty = (_sites.wanted(asked.sites, asked.store), 0) if asked.sites else _sites.all_there_are(asked.store)
    writing = _publishing.Writing.of(asked.write, asked.store)
    rules.names(asked.only, asked.skip)
    log = Log(asked.log_file, aloud=asked.manner.verbose > 1)
    profile = Path(asked.profile) if asked.profile else None
    with history.opened(asked.store.memory, wait=asked.wait) as memory, log, _profile.profiled(profile):
        night = Night(asked=asked, memory=memory, log=log, workers=workers, writing=writing, codes=[faulty])
        _rubbish.look_now_and_then()
        for site in sites:
            if not night.stopped:
                _one(site, night)
        from checker.commands import _morning  # noqa: PLC0415 - it is loaded while answers are awaited

        return _morning.told(night)


def _one(site: Site, night: Night) -> None:
    """Run one site. What goes wrong with it costs no other site its run."""
    asked = night.asked
    how = _work.of_site(site, today=asked.today, only=asked.only, skip=asked.skip)
    begun = pipeline.clock(how.today)()
    applied = _applied(site, asked)
    recording = night.memory.begin(
        site.key,
        run_id=f"{begun:%Y%m%d-%H%M%S}",
        started=begun,
        today=how.today,
        rules=tuple(sorted(applied)),
        left_out=tuple(sorted(rules.names() - applied)),
        settings=_digest(how),
    )
    night.log.run = recording.run_id
    night.log.write("run begins", site=site.key, resumed=recording.resumed)
    if recording.resumed and not asked.manner.quiet:
        say(f"{site.name}: going on with the run that was cut off.")
    ledger = Ledger(hosts=bool(asked.manner.verbose))
    fault = None
    try:
        night.codes.append(client.run(_worked(site, how, night, recording, ledger)))
    except CheckerError as met:
        fault = met
    from checker.commands import _morning  # noqa: PLC0415 - it is loaded while answers are awaited

    if fault is not None:
        night.fail(site, fault)
        _morning.report_blind(site, night)
        return  # nothing was seen: the report of the night before still tells more
    _morning.report(site, night, recording.run_id)
    ledger.ends("report")
    if asked.manner.verbose and not asked.manner.quiet:
        say("\n".join(ledger.lines()))


def _applied(site: Site, asked: Asked) -> frozenset[str]:
    """Name the rules that a site is checked by."""
    wanted = rules.names(asked.only, asked.skip)
    if asked.offline:
        wanted -= {each.name for each in rules.catalogue() if not each.offline}
    return wanted if site.links.originals else wanted - {_ORIGINALS}


async def _worked(site: Site, how: Settings, night: Night, recording: Recording, ledger: Ledger) -> int:
    """Do the work of one site, and give the exit code for how it ended."""
    asked, halt = night.asked, Halt()
    codes: list[int] = []
    with heeding_signals(halt, codes), Shown(asked.manner) as shown:
        timer = asyncio.get_running_loop().call_later(
            asked.time_limit or 10**9, halt.stop, "the time limit was reached"
        )
        options = asked.network.options(site, offline=asked.offline)
        async with contextlib.AsyncExitStack() as opened:
            web: client.Client | pipeline.Closed = pipeline.Closed()
            if not asked.offline:
                web = await opened.enter_async_context(client.Client(options, log=_metered(site, night, halt, ledger)))
            browser = await opened.enter_async_context(Browser(web.fetch, agent=options.agent))
            opened.enter_context(_ahead.loading(_later(night)))
            tools = Tools(
                client=web,
                workers=night.workers,
                night=recording,
                watch=ledger.watched(shown),
                tell=say if not asked.manner.quiet else lambda _: None,
                halt=halt,
                now=pipeline.clock(how.today),
                render=browser.render,
                fresh=asked.fresh,
                offline=asked.offline,
            )
            whys = await pipeline.run(site, how, tools, max_unread=asked.max_unread)
            ledger.ends("check")
            ledger.waited, ledger.workers = web.waited, await night.workers.cpu()
        timer.cancel()
    night.log.write("run ends", site=site.key, incomplete=whys)
    for why in whys:
        say(f"{site.name}: {why}")
    return _endings.gravest([*codes, _endings.INCOMPLETE if whys else _endings.FINE])


def _later(night: Night) -> Iterator[Callable[[], object]]:
    """Yield what loads that which is needed when the last answer is in."""
    yield partial(import_module, "checker.commands._morning")
    yield rules.catalogue
    yield partial(formats.load, night.asked.format)
    yield from night.writing.loads()


def _metered(site: Site, night: Night, halt: Halt, ledger: Ledger) -> Callable[[Fetched], None]:
    """Log each request, and end the run in good order once it has fetched as much as the site's file allows a night."""
    fetched = 0

    def note(answer: Fetched) -> None:
        nonlocal fetched
        night.log.request(answer)
        ledger.note(answer)
        fetched += len(answer.body)
        if site.night.bytes is not None and fetched >= site.night.bytes:
            why = f"as much was fetched as the site's file allows a night ({site.night.bytes / 1e6:,g} MB)"
            # what was fetched for it counts: without patience a small limit would never get anywhere
            halt.stop(why, patience=_IN_HAND)

    return note


def _digest(how: Settings) -> str:
    """Give what changes when a run that was cut off cannot be gone on with, because it would find other things."""
    return fingerprint(repr(how))
