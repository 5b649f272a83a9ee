"""How a command is made of a function and a dataclass: each field is an option, or a group of options.

Each option also has an environment variable: `CHECKER_FORMAT` for `--format`. What a command takes stands beside the
command, what several take in a file of its own (`_reading`, `_network`, `_store`).
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

import click

from checker.commands import _choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Asked = TypeVar("Asked")
Given = ParamSpec("Given")

LEVELS = ("danger", "wrong", "doubtful", "untidy", "never")


class Group(Protocol):
    """A dataclass of options that several commands take."""

    @staticmethod
    def parameters() -> Iterable[click.Parameter]:
        """Give the options, named as the fields are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a command speaks."""

    color: str = "auto"
    progress: str = "auto"
    quiet: bool = False
    verbose: int = 0
    """1 for more about the results, 2 for every request."""

    @staticmethod
    def parameters() -> Iterable[click.Parameter]:
        """Give the options, named as the fields are."""
        when = click.Choice(["auto", "always", "never"])
        yield click.Option(["--color"], type=when, default="auto", help="Colour: by default on a terminal only.")
        yield click.Option(["--progress"], type=when, default="auto", help="Show how far it is.")
        yield click.Option(["-q", "--quiet"], is_flag=True, help="Print results and errors, nothing else.")
        words = "Say more, such as what could not be checked; twice: every request too."
        yield click.Option(["-v", "--verbose"], count=True, help=words)


def of(group: type[Group]) -> dict[str, type[Group]]:
    """Mark a field as a group of options: `manner: Manner = field(metadata=of(Manner))`."""
    return {"group": group}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    manner: Manner = field(metadata=of(Manner))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    name: str
    manner: Manner = field(metadata=of(Manner))


def command(
    run: Callable[[Asked], int], asked: type[Asked], parameters: Iterable[click.Parameter] = ()
) -> click.Command:
    """Make a command that is handed its options as one value.

    Args:
        run: What it does. Its name and docstring are the command's.
        asked: The dataclass of its options.
        parameters: Those that are not in one of its groups.
    """
    groups = _groups(asked)

    def call(**given: object) -> int:
        for name, group in groups.items():
            its = {each.name: given.pop(each.name) for each in fields(group)}  # type: ignore[arg-type]  # a dataclass
            given[name] = group(**its)
        return run(asked(**given))

    return click.Command(
        run.__name__,
        params=[*parameters, *(each for group in groups.values() for each in group.parameters())],
        callback=call,
        help=inspect.getdoc(run),
        # the prefix is given here because click would make it CHECKER_CHECK by itself
        context_settings={
            "auto_envvar_prefix": "CHECKER",
            "help_option_names": ["-h", "--help"],
            "max_content_width": 100,
        },
    )


def _groups(asked: type) -> dict[str, type[Group]]:
    return {each.name: each.metadata["group"] for each in fields(asked) if "group" in each.metadata}


def listing(run: Callable[[Manner], int]) -> click.Command:
    """Make a command that is asked for nothing in particular."""

    def call(asked: _Listing) -> int:
        return run(asked.manner)

    return command(_like(run, call), _Listing)


def naming(
    kind: str, choices: _choices.Choices, *, metavar: str
) -> Callable[[Callable[[str, Manner], int]], click.Command]:
    """Make a command that is asked for one thing by its name."""
    argument = click.Argument(
        ["name"],
        metavar=metavar,
        callback=_choices.one_of(kind, choices),
        shell_complete=_choices.completed_by(choices),
    )

    def make(run: Callable[[str, Manner], int]) -> click.Command:
        def call(asked: _Naming) -> int:
            return run(asked.name, asked.manner)

        return command(_like(run, call), _Naming, [argument])

    return make


def _like(run: Callable[Given, int], call: Callable[[Asked], int]) -> Callable[[Asked], int]:
    call.__name__, call.__doc__ = run.__name__, run.__doc__
    return call


def chosen(
    names: list[str], metavar: str, choices: _choices.Choices, *, default: str | None = None, words: str
) -> click.Option:
    """Make an option whose value is one of what is found in a folder."""
    kind = names[-1].lstrip("-")
    return click.Option(
        names,
        metavar=metavar,
        default=default,
        callback=_choices.one_of(kind, choices),
        shell_complete=_choices.completed_by(choices),
        help=words + (f"  [default: {default}]" if default else ""),
    )


def judging() -> Iterable[click.Parameter]:
    """Give the options that say which rules are used, and how bad is bad enough."""
    # whether there are such rules is seen where they are chosen, before any work is done
    complete = _choices.completed_by(_choices.rules_and_subjects)
    words = "this rule or subject (phone, link, ...). Repeatable."
    yield click.Option(["--only"], metavar="RULE", multiple=True, shell_complete=complete, help=f"Use only {words}")
    yield click.Option(["--skip"], metavar="RULE", multiple=True, shell_complete=complete, help=f"Leave out {words}")
    level = click.Choice(LEVELS)
    words = f"Exit with 1 if a problem is at least this bad: {', '.join(LEVELS)}.  [default: wrong]"
    yield click.Option(["--fail-on"], type=level, metavar="LEVEL", default="wrong", help=words)


def today() -> click.Option:
    """Give the option for the day that everything is judged by."""
    words = "Judge ages and deadlines as on this day.  [default: today]"
    return click.Option(["--today"], metavar="DATE", callback=_choices.day, help=words)


def published() -> click.Option:
    """Give the option for where people can open the reports."""
    words = "Where people can open the reports folder, for the links in notices."
    return click.Option(["--reports-url"], metavar="URL", help=words)


def written() -> click.Option:
    """Give the option for the files that are written beside what is printed."""
    words = "Also write this format.  [default: html, xlsx, json to the reports folder]"
    return click.Option(["-w", "--write"], metavar="NAME[=PATH]", multiple=True, help=words)
