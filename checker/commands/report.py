"""checker report: the reports of a run already made, without network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._options import Manner, of
from checker.commands._store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for."""

    site: str | None = None
    format: str = "text"
    output: str = "-"
    write: tuple[str, ...] = ()
    owner: str | None = None
    today: date | None = None
    carry: str | None = None
    accept: bool = False
    notices: bool = False
    reports_url: str | None = None
    store: Store = field(metadata=of(Store))
    manner: Manner = field(metadata=of(Manner))


def report(asked: Asked) -> int:
    """Write the reports of the last run again, without network.

    For one site, or for every site that was ever run.
    """
    # what this needs is not needed for --help
    from checker.commands import _rewriting  # noqa: PLC0415

    return _rewriting.every(asked)


def _parameters() -> Iterable[click.Parameter]:
    complete = _choices.completed_by(_choices.sites)
    yield click.Argument(["site"], required=False, metavar="[SITE]", shell_complete=complete)
    yield _options.chosen(
        ["-f", "--format"], "NAME", _choices.formats, default="text", words="How results are printed."
    )
    yield click.Option(["-o", "--output"], metavar="PATH", default="-", help="Write results to this file.")
    yield _options.written()
    yield click.Option(["--owner"], metavar="NAME", help="Tell only what this owner has to do.")
    yield _options.today()
    words = "Take Who, Status and Notes over from this older workbook."
    yield click.Option(["--carry"], metavar="FILE", help=words)
    words = 'With --carry: write what is marked "Not a problem" into the site file, for half a year.'
    yield click.Option(["--accept"], is_flag=True, help=words)
    words = "Print the notices the run gives reason for, instead of results. Nothing is sent."
    yield click.Option(["--notices"], is_flag=True, help=words)
    yield _options.published()


command = _options.command(report, Asked, _parameters())
