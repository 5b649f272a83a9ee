"""Writes the reports of runs already made, and takes over what the content team wrote into an older workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import config, formats, history, rules
from checker.commands import _output, _publishing, _reporting, _sites, _telling
from checker.commands._terminal import say
from checker.errors import Incomplete, UsageFault
from checker.model.sites import Accepted
from checker.text import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.commands.report import Asked
    from checker.history.memory import Memory
    from checker.model.reports import Carried, Report
    from checker.model.sites import Site

_HALF_A_YEAR = timedelta(days=182)
_LEFT = "Not a problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rewriting:
    asked: Asked
    memory: Memory
    carried: Mapping[str, Carried]


def every(asked: Asked) -> int:
    """Write the reports that were asked for, and give the exit code."""
    _output.check_place(asked.output, ())
    if asked.accept and asked.carry is None:
        raise UsageFault("--accept needs --carry.", "Name the workbook in which problems are marked.")
    writing = _publishing.Writing.of(asked.write, asked.store)
    sites = _sites.wanted((asked.site,), asked.store) if asked.site else _sites.all_there_are(asked.store)[0]
    carried = _carried(asked.carry)
    with history.consulted(asked.store.memory) as memory:
        rewriting = _Rewriting(asked=asked, memory=memory, carried=carried)
        made = [found for each in sites if (found := rewritten(each, rewriting, sole=asked.site is not None))]
        if not made:
            raise Incomplete("No run of any site has ended yet.", 'Run "checker run" first.')
        if asked.notices:
            return _output.finish(_telling.show(made, asked.store, published=asked.reports_url), asked.output, 0)
        places = [writing.write(each, carried=carried) for each in made]
        # one owner's part is not what the site came to
        writing.front(_sites.every(asked.store), memory, made=() if asked.owner else made, failed={})
        # the pages are read while they are written
        written = formats.stream(asked.format, made, _output.style(asked.output, asked.manner))
        code = _output.finish(written, asked.output, 0)
    for each in made:
        _output.close(each, asked.format, asked.manner)
    if not asked.manner.quiet:
        _publishing.tell(places)
    return code


def rewritten(site: Site, rewriting: _Rewriting, *, sole: bool) -> Report | None:
    """Make the report of a site's last run; None if it was never run and others may have been."""
    asked = rewriting.asked
    try:
        made = _reporting.of(rewriting.memory, site, rules=rules.catalogue(), owner=asked.owner, today=asked.today)
    except Incomplete:
        if sole:
            raise
        return None
    if asked.accept and (entries := _marked(made, rewriting.carried)):
        config.accept(Path(site.file or ""), entries)
        say(f"{count(len(entries), 'problem')} marked “{_LEFT}” went into {site.file}.")
        site = replace(site, accepted=(*site.accepted, *entries))
        made = _reporting.of(rewriting.memory, site, rules=rules.catalogue(), owner=asked.owner, today=asked.today)
    return made


def _carried(path: str | None) -> Mapping[str, Carried]:
    if path is None:
        return {}
    from checker.formats import xlsx  # noqa: PLC0415 - only who carries needs a reader of workbooks

    try:
        return xlsx.carried(Path(path).read_bytes())
    except OSError as fault:
        raise UsageFault(f'--carry: "{path}" cannot be read: {(fault.strerror or "").lower()}.') from fault


def _marked(made: Report, carried: Mapping[str, Carried]) -> list[Accepted]:
    """Give an entry for each problem that the team marked as none."""
    until = made.run.today + _HALF_A_YEAR
    marked = (each for each in made.entries if each.accepted is None and each.id in carried)
    return [
        Accepted(
            rule=each.problem.rule,
            page=each.problem.page,
            quote=each.problem.place.quote or None,
            reason=carried[each.id].notes or f"Marked “{_LEFT}” in the workbook",
            by=carried[each.id].who or "content team",
            until=until,
        )
        for each in marked
        if carried[each.id].status == _LEFT
    ]
