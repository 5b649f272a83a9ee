"""Runs one site after the other: opens what each needs, and tells what came of it."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from checker import formats, history, pipeline, rules
from checker.commands import _endings, _metrics, _output, _profile, _publishing, _reporting, _sites, _telling, _work
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
    from collections.abc import Callable

    from checker.commands.run import Asked
    from checker.history.memory import Memory
    from checker.history.recording import Recording
    from checker.model.fetching import Fetched
    from checker.model.reports import Report
    from checker.model.rules import Settings
    from checker.model.sites import Site
    from checker.pipeline import Workers
    from checker.rules import AnyRule

_ORIGINALS = "contact-not-at-source"
"""The rule that a site file may turn off: other people's websites are read for it."""


_IN_HAND = 60.0
"""Seconds for the pages that are being read when no more may be fetched."""


@dataclass(slots=True)
class _Night:
    """One invocation: what was asked, and what came of the sites so far."""

    asked: Asked
    memory: Memory
    log: Log
    chosen: tuple[AnyRule, ...]
    workers: Workers
    reports: list[Report] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    """Where the reports lie that people open."""
    codes: list[int] = field(default_factory=list)
    blind: list[Report] = field(default_factory=list)
    """Of sites of which nothing was seen tonight: owners hear of it on the second such night."""
    failed: dict[str, str] = field(default_factory=dict)
    """By a site's key, why it could not be run."""

    @property
    def stopped(self) -> bool:
        return any(code in {_endings.INTERRUPTED, _endings.TERMINATED} for code in self.codes)


def every(asked: Asked, workers: Workers) -> int:
    """Run every site that was asked for, write the reports, and give the exit code."""
    _output.check_place(asked.output, ())
    asked.network.check()
    sites, faulty = (_sites.wanted(asked.sites, asked.store), 0) if asked.sites else _sites.all_there_are(asked.store)
    writing = _publishing.Writing.of(asked.write, asked.store)
    chosen = rules.chosen(asked.only, asked.skip)
    log = Log(asked.log_file, aloud=asked.manner.verbose > 1)
    profile = Path(asked.profile) if asked.profile else None
    with history.opened(asked.store.memory, wait=asked.wait) as memory, log, _profile.profiled(profile):
        night = _Night(asked=asked, memory=memory, log=log, chosen=chosen, workers=workers, codes=[faulty])
        for site in sites:
            if not night.stopped:
                _one(site, night, writing)
        writing.front(_sites.every(asked.store), memory, made=night.reports, failed=night.failed)
        if asked.metrics:
            place = Path(asked.metrics)
            _publishing.put(place.parent, {place.name: _metrics.text(night.reports, night.failed)})
        if not (asked.offline or night.stopped):  # what is not told now stays news for the next run
            _telling.tell(
                [*night.reports, *night.blind], asked.store, published=asked.reports_url, quiet=asked.manner.quiet
            )
        return _told(night)


def _one(site: Site, night: _Night, writing: _publishing.Writing) -> None:
    """Run one site. What goes wrong with it costs no other site its run."""
    asked = night.asked
    how = _work.of_site(site, today=asked.today, only=asked.only, skip=asked.skip)
    begun = pipeline.clock(how.today)()
    may_be = night.chosen if site.links.originals else [each for each in night.chosen if each.name != _ORIGINALS]
    applied = [each.name for each in may_be if each.offline or not asked.offline]
    recording = night.memory.begin(
        site.key,
        run_id=f"{begun:%Y%m%d-%H%M%S}",
        started=begun,
        today=how.today,
        rules=tuple(applied),
        left_out=tuple(each.name for each in rules.catalogue() if each.name not in applied),
        settings=_digest(how),
    )
    night.log.run = recording.run_id
    night.log.write("run begins", site=site.key, resumed=recording.resumed)
    if recording.resumed and not asked.manner.quiet:
        say(f"{site.name}: going on with the run that was cut off.")
    ledger = Ledger(hosts=bool(asked.manner.verbose))
    try:
        night.codes.append(client.run(_worked(site, how, night, recording, ledger)))
    except CheckerError as fault:
        _fail(night, site, fault)
        with contextlib.suppress(CheckerError):  # no run of it has ever ended
            night.blind.append(_reporting.of(night.memory, site, rules=night.chosen))
        return  # nothing was seen: the report of the night before still tells more
    made = _reporting.of(night.memory, site, rules=night.chosen)
    night.memory.recount(site.key, recording.run_id, made.totals.problems)
    night.reports.append(made)
    try:
        night.written.append(writing.write(made))
    except CheckerError as fault:
        _fail(night, site, fault)
    ledger.ends("report")
    if asked.manner.verbose and not asked.manner.quiet:
        say("\n".join(ledger.lines()))


def _fail(night: _Night, site: Site, fault: CheckerError) -> None:
    """Say what went wrong with a site, and go on with the others."""
    night.failed[site.key] = f"{fault.message} {fault.hint}".rstrip()
    night.log.write("run fails", site=site.key, why=night.failed[site.key])
    say(f"Error: {night.failed[site.key]}")
    night.codes.append(fault.exit_code)


async def _worked(site: Site, how: Settings, night: _Night, recording: Recording, ledger: Ledger) -> int:
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


def _metered(site: Site, night: _Night, halt: Halt, ledger: Ledger) -> Callable[[Fetched], None]:
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


def _told(night: _Night) -> int:
    """Print the results and give the exit code."""
    asked = night.asked
    # the files tell everything; what is printed may be less
    made = [_wanted(each, night) for each in night.reports]
    bad = any(_reporting.as_bad(each, asked.fail_on) for each in made)
    code = _endings.gravest([*night.codes, _endings.FOUND if bad else _endings.FINE])
    if not made:
        return code
    written = formats.stream(asked.format, made, _output.style(asked.output, asked.manner, asked.fail_on))
    code = _output.finish(written, asked.output, code)
    for each in made:
        _output.close(each, asked.format, asked.manner)
    if not asked.manner.quiet:
        _publishing.tell(night.written)
    return code


def _wanted(made: Report, night: _Night) -> Report:
    """Give the part of a report that was asked for."""
    asked = night.asked
    if made.site is None or not (asked.owner or asked.new_only):
        return made
    return _reporting.of(
        night.memory, made.site, rules=night.chosen, owner=asked.owner, new_only=asked.new_only, run_id=made.run.id
    )
