"""checker accept: leave a problem, or an address that cannot be checked, be until a day."""

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

    ids: tuple[str, ...]
    reason: str
    by: str
    until: date
    today: date | None = None
    store: Store = field(metadata=of(Store))
    manner: Manner = field(metadata=of(Manner))


def accept(asked: Asked) -> int:
    """Leave problems be until a day, and say why.

    ID is what a report shows beside a problem, or beside an address that could not be checked. The entry goes into
    the site file; its comments are kept.
    """
    # what this needs is not needed for --help
    from checker.commands import _accepting  # noqa: PLC0415

    return _accepting.every(asked)


def _parameters() -> Iterable[click.Parameter]:
    yield click.Argument(["ids"], nargs=-1, required=True, metavar="ID...")
    yield click.Option(["--reason"], metavar="WORDS", required=True, help="Why it is left.")
    yield click.Option(["--by"], metavar="NAME", required=True, help="Who decided it.")
    words = "The last day it is left; at most a year from now."
    yield click.Option(["--until"], metavar="DATE", required=True, callback=_choices.day, help=words)
    yield _options.today()


command = _options.command(accept, Asked, _parameters())
