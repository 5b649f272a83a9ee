"""checker run: the nightly run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._network import Network
from checker.commands._options import Manner, of
from checker.commands._store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line of `run`."""

    sites: tuple[str, ...] = ()
    format: str = "text"
    output: str = "-"
    write: tuple[str, ...] = ()
    owner: str | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    fail_on: str = "wrong"
    new_only: bool = False
    offline: bool = False
    fresh: bool = False
    today: date | None = None
    time_limit: float | None = None
    max_unread: float = 10.0
    reports_url: str | None = None
    wait: bool = False
    log_file: str | None = None
    metrics: str | None = None
    profile: str | None = None
    store: Store = field(metadata=of(Store))
    network: Network = field(metadata=of(Network))
    manner: Manner = field(metadata=of(Manner))


def run(asked: Asked) -> int:
    """Check whole sites: every one in the sources folder, or those named.

    Finds the pages, reads them, asks where their links lead, remembers, writes reports, and tells the owners whose
    site file says where (notify). What cannot be sent is said on stderr and changes no exit code.

    \b
    Exit codes:
      0    no problem as bad as --fail-on
      1    at least one is
      2    asked wrongly: an option, a rule, a site file
      3    could not be completed: no pages, too many unread, offline, disk full
      130  stopped by Ctrl-C
      143  stopped by SIGTERM
    """  # noqa: D301 - the escape is click's mark for lines that stay as they are
    # what this needs is not needed for --help
    from checker.pipeline import Workers, warm  # noqa: PLC0415

    with Workers(warm=warm) as workers:  # they get ready while this process does
        from checker.commands import _nightly  # noqa: PLC0415

        return _nightly.every(asked, workers)


def _parameters() -> Iterable[click.Parameter]:
    complete = _choices.completed_by(_choices.sites)
    yield click.Argument(["sites"], nargs=-1, metavar="[SITE...]", shell_complete=complete)
    yield _options.chosen(
        ["-f", "--format"], "NAME", _choices.formats, default="text", words="How results are printed."
    )
    yield click.Option(["-o", "--output"], metavar="PATH", default="-", help="Write results to this file.")
    yield _options.written()
    yield click.Option(["--owner"], metavar="NAME", help="Tell only what this owner has to do.")
    yield from _options.judging()
    yield click.Option(["--new-only"], is_flag=True, help="Print and count new problems only.")
    yield click.Option(["--offline"], is_flag=True, help="Do not use the network.")
    yield click.Option(["--fresh"], is_flag=True, help="Ask every address again, whatever is remembered.")
    yield _options.today()
    words = "Stop in good order after this time (50m). The next run goes on."
    yield click.Option(["--time-limit"], metavar="DURATION", callback=_choices.duration, help=words)
    words = "Percent of a site's pages that may stay unread before the run counts as incomplete.  [default: 10]"
    number = click.FloatRange(0, 100)
    yield click.Option(["--max-unread"], type=number, metavar="PERCENT", default=10.0, help=words)
    yield _options.published()
    yield click.Option(["--wait"], is_flag=True, help="Wait for another run to end.")
    words = "Write every request and stage to this file, as JSON lines."
    yield click.Option(["--log-file"], metavar="FILE", help=words)
    words = "Write what it came to to this file, for Prometheus."
    yield click.Option(["--metrics"], metavar="FILE", help=words)
    yield click.Option(["--profile"], metavar="FILE", help="Write where the time went to this file.")


command = _options.command(run, Asked, _parameters())
