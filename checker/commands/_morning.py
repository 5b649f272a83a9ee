"""What comes after a night: a site's report, its files, who is told, and what is printed.

It is loaded while the last answers are awaited (`_ahead`): nothing of it is needed before.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from checker import formats, rules
from checker.commands import _endings, _metrics, _output, _publishing, _reporting, _sites, _telling
from checker.errors import CheckerError

if TYPE_CHECKING:
    from checker.commands._nightly import Night
    from checker.model.reports import Report
    from checker.model.sites import Site
    from checker.rules import AnyRule


def report(site: Site, night: Night, run_id: str) -> None:
    """Make the report of a site that was run, and write its files."""
    made = _reporting.of(night.memory, site, rules=_chosen(night))
    night.memory.recount(site.key, run_id, made.totals.problems)
    night.reports.append(made)
    try:
        night.written.append(night.writing.write(made))
    except CheckerError as fault:
        night.fail(site, fault)


def report_blind(site: Site, night: Night) -> None:
    """Make the report of a site of which nothing was seen, for those who are to hear of that."""
    with contextlib.suppress(CheckerError):  # no run of it has ever ended
        night.blind.append(_reporting.of(night.memory, site, rules=_chosen(night)))


def told(night: Night) -> int:
    """Write the front door, tell the owners, print the results, and give the exit code."""
    asked = night.asked
    night.writing.front(_sites.every(asked.store), night.memory, made=night.reports, failed=night.failed)
    if asked.metrics:
        place = Path(asked.metrics)
        _publishing.put(place.parent, {place.name: _metrics.text(night.reports, night.failed)})
    if not (asked.offline or night.stopped):  # what is not told now stays news for the next run
        _telling.tell(
            [*night.reports, *night.blind], asked.store, published=asked.reports_url, quiet=asked.manner.quiet
        )
    return _printed(night)


def _printed(night: Night) -> int:
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


def _wanted(made: Report, night: Night) -> Report:
    """Give the part of a report that was asked for."""
    asked = night.asked
    if made.site is None or not (asked.owner or asked.new_only):
        return made
    return _reporting.of(
        night.memory, made.site, rules=_chosen(night), owner=asked.owner, new_only=asked.new_only, run_id=made.run.id
    )


def _chosen(night: Night) -> tuple[AnyRule, ...]:
    """Give the rules whose documentation the report is to hold."""
    return rules.chosen(night.asked.only, night.asked.skip)
