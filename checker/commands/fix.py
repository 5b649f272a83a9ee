"""checker fix: repair a draft where the right words are certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from checker.commands import _choices, _options
from checker.commands._network import Network
from checker.commands._options import Manner, of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line of `fix`."""

    targets: tuple[str, ...]
    in_place: bool = False
    unsafe: bool = False
    base: str | None = None
    type: str | None = None
    today: date | None = None
    offline: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    network: Network = field(metadata=of(Network))
    manner: Manner = field(metadata=of(Manner))


def fix(asked: Asked) -> int:
    """Repair a draft where the right words are certain.

    TARGET is a file (html, md, txt), a folder, or - for standard input. The new words are put in at their
    place; nothing else in the file changes. What a person has to decide is listed.

    \b
    Exit codes:
      0    nothing to repair, or with --in-place: it is done
      1    there is something to repair (without --in-place)
      2    asked wrongly: an option, a rule, or a file that does not exist
      3    something could not be read or written, or the checker failed
      130  stopped
    """  # noqa: D301 - the escape is click's mark for lines that stay as they are
    # what this needs is not needed for --help
    from checker.commands import _repairing  # noqa: PLC0415

    return _repairing.repair(asked)


def _parameters() -> Iterable[click.Parameter]:
    yield click.Argument(["targets"], nargs=-1, required=True, metavar="TARGET...")
    words = "Change the files, or show what would be changed.  [default: --diff]"
    yield click.Option(["--in-place/--diff", "in_place"], default=False, help=words)
    yield click.Option(["--unsafe"], is_flag=True, help="Repair also where the right words are not certain.")
    yield click.Option(["--base"], metavar="URL", help="What the relative links of a file stand for.")
    words = "Read as this type (html, markdown, text), whatever the name. For standard input."
    yield _options.chosen(["--type"], "TYPE", _choices.readers, words=words)
    yield _options.today()
    complete = _choices.completed_by(_choices.rules_and_subjects)
    words = "this rule or subject (phone, link, ...). Repeatable."
    yield click.Option(["--only"], metavar="RULE", multiple=True, shell_complete=complete, help=f"Use only {words}")
    yield click.Option(["--skip"], metavar="RULE", multiple=True, shell_complete=complete, help=f"Leave out {words}")
    words = "Do not use the network: links that moved, or lead on to https, stay as they are."
    yield click.Option(["--offline"], is_flag=True, help=words)


command = _options.command(fix, Asked, _parameters())
