"""What `check` and `extract` are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._network import Network
from checker.commands._options import Manner, of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line of `check` or `extract`."""

    targets: tuple[str, ...]
    format: str = "text"
    output: str = "-"
    sources: str = "sources"
    site: str | None = None
    base: str | None = None
    type: str | None = None
    today: date | None = None
    region: str | None = None
    offline: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    fail_on: str = "wrong"
    database: str | None = None
    fresh: bool = False
    network: Network = field(metadata=of(Network))
    manner: Manner = field(metadata=of(Manner))


def extracting(run: Callable[[Asked], int]) -> click.Command:
    """Make a command that reads targets."""
    return _options.command(run, Asked, _parameters())


def checking(run: Callable[[Asked], int]) -> click.Command:
    """Make a command that reads and judges targets."""
    return _options.command(run, Asked, (*_parameters(), *_options.judging(), *_remembering()))


def _parameters() -> Iterable[click.Parameter]:
    yield click.Argument(["targets"], nargs=-1, required=True, metavar="TARGET...")
    yield _options.chosen(
        ["-f", "--format"], "NAME", _choices.formats, default="text", words="How results are printed."
    )
    yield click.Option(["-o", "--output"], metavar="PATH", default="-", help="Write results to this file.")
    words = "Judge by the settings of this site in the sources folder."
    complete = _choices.completed_by(_choices.sites)
    yield click.Option(["--site"], metavar="KEY", shell_complete=complete, help=words)
    yield click.Option(
        ["--sources"], metavar="DIR", default="sources", help="Where site files are.  [default: sources]"
    )
    yield click.Option(["--base"], metavar="URL", help="What the relative links of a file stand for.")
    words = "Read as this type (html, markdown, text, ...), whatever the name. For standard input."
    yield _options.chosen(["--type"], "TYPE", _choices.readers, words=words)
    yield _options.today()
    words = "Country of phone numbers without a country code.  [default: GB]"
    yield click.Option(["--region"], metavar="CC", callback=_choices.country, help=words)
    yield click.Option(["--offline"], is_flag=True, help="Do not use the network.")


def _remembering() -> Iterable[click.Parameter]:
    words = "Where the nightly run remembers.  [default: sqlite:///reports/history.db]"
    yield click.Option(["--database"], metavar="URL", help=words)
    yield click.Option(["--fresh"], is_flag=True, help="Ask every address again, whatever is remembered.")
