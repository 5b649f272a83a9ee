"""The options commands share, the values they are turned into, and how a command is made of a function.

Each option also has an environment variable: `CHECKER_FORMAT` for `--format`.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from checker.commands import _choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    Run = Callable[["Asked"], int] | Callable[["Manner"], int] | Callable[[str, "Manner"], int]

LEVELS = ("danger", "wrong", "doubtful", "untidy", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a command speaks."""

    color: str = "auto"
    progress: str = "auto"
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line of `check` or `extract`."""

    manner: Manner
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


def extracting(run: Callable[[Asked], int]) -> click.Command:
    """Make a command that reads targets."""
    return _command(run, (*_reading(), *_manner()), lambda options: run(_asked(options)))


def checking(run: Callable[[Asked], int]) -> click.Command:
    """Make a command that reads and judges targets."""
    return _command(run, (*_reading(), *_judging(), *_manner()), lambda options: run(_asked(options)))


def listing(run: Callable[[Manner], int]) -> click.Command:
    """Make a command that is asked for nothing in particular."""
    return _command(run, _manner(), lambda options: run(_said(options)))


def naming(
    kind: str, choices: _choices.Choices, *, metavar: str
) -> Callable[[Callable[[str, Manner], int]], click.Command]:
    """Make a command that is asked for one thing by its name."""

    def make(run: Callable[[str, Manner], int]) -> click.Command:
        argument = click.Argument(
            ["name"],
            metavar=metavar,
            callback=_choices.one_of(kind, choices),
            shell_complete=_choices.completed_by(choices),
        )
        return _command(run, (argument, *_manner()), lambda options: run(str(options.pop("name")), _said(options)))

    return make


def _command(
    run: Run,
    options: Iterable[click.Parameter],
    call: Callable[[dict[str, object]], int],
) -> click.Command:
    return click.Command(
        run.__name__,
        params=list(options),
        callback=lambda **given: call(given),
        help=inspect.getdoc(run),
        # the prefix is given here because click would make it CHECKER_CHECK by itself
        context_settings={
            "auto_envvar_prefix": "CHECKER",
            "help_option_names": ["-h", "--help"],
            "max_content_width": 100,
        },
    )


def _said(options: dict[str, object]) -> Manner:
    return Manner(**options)  # type: ignore[arg-type]  # click has converted each by its type


def _asked(options: dict[str, object]) -> Asked:
    manner = {name: options.pop(name) for name in Manner.__slots__}
    return Asked(manner=_said(manner), **options)  # type: ignore[arg-type]  # click has converted each by its type


def _manner() -> Iterable[click.Parameter]:
    when = click.Choice(["auto", "always", "never"])
    yield click.Option(["--color"], type=when, default="auto", help="Colour: by default on a terminal only.")
    yield click.Option(["--progress"], type=when, default="auto", help="Show how far it is.")
    yield click.Option(["-q", "--quiet"], is_flag=True, help="Print results and errors, nothing else.")
    yield click.Option(["-v", "--verbose"], is_flag=True, help="Say more, such as what could not be checked.")


def _reading() -> Iterable[click.Parameter]:
    yield click.Argument(["targets"], nargs=-1, required=True, metavar="TARGET...")
    yield _chosen(["-f", "--format"], "NAME", _choices.formats, default="text", words="How results are printed.")
    yield click.Option(["-o", "--output"], metavar="PATH", default="-", help="Write results to this file.")
    words = "Judge by the settings of this site in the sources folder."
    complete = _choices.completed_by(_choices.sites)
    yield click.Option(["--site"], metavar="KEY", shell_complete=complete, help=words)
    yield click.Option(
        ["--sources"], metavar="DIR", default="sources", help="Where site files are.  [default: sources]"
    )
    yield click.Option(["--base"], metavar="URL", help="What the relative links of a file stand for.")
    words = "Read as this type (html, text), whatever the name. For standard input."
    yield _chosen(["--type"], "TYPE", _choices.readers, words=words)
    words = "Judge ages and deadlines as on this day.  [default: today]"
    yield click.Option(["--today"], metavar="DATE", callback=_choices.day, help=words)
    words = "Country of phone numbers without a country code.  [default: GB]"
    yield click.Option(["--region"], metavar="CC", callback=_choices.country, help=words)
    yield click.Option(["--offline"], is_flag=True, help="Do not use the network.")


def _judging() -> Iterable[click.Parameter]:
    # whether there are such rules is seen where they are chosen, before any work is done
    complete = _choices.completed_by(_choices.rules_and_subjects)
    words = "this rule or subject (phone, link, ...). Repeatable."
    yield click.Option(["--only"], metavar="RULE", multiple=True, shell_complete=complete, help=f"Use only {words}")
    yield click.Option(["--skip"], metavar="RULE", multiple=True, shell_complete=complete, help=f"Leave out {words}")
    level = click.Choice(LEVELS)
    words = f"Exit with 1 if a problem is at least this bad: {', '.join(LEVELS)}.  [default: wrong]"
    yield click.Option(["--fail-on"], type=level, metavar="LEVEL", default="wrong", help=words)


def _chosen(
    names: list[str], metavar: str, choices: _choices.Choices, *, default: str | None = None, words: str
) -> click.Option:
    kind = names[-1].lstrip("-")
    return click.Option(
        names,
        metavar=metavar,
        default=default,
        callback=_choices.one_of(kind, choices),
        shell_complete=_choices.completed_by(choices),
        help=words + (f"  [default: {default}]" if default else ""),
    )
