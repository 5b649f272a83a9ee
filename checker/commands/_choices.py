"""What the value of an option may be: the choices there are, and what was probably meant by another.

The choices are found by looking in folders, when they are needed and not before: each function imports what it lists.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from checker import family
from checker.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

    Choices = Callable[[click.Context], Iterable[tuple[str, str]]]
    Checked = Callable[[click.Context, click.Parameter, str | None], str | None]
    Completed = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]


def one_of(kind: str, choices: Choices) -> Checked:
    """Make the check that a value is one of the choices. `kind` is what to call them: "format"."""

    def check(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
        if value is None or ctx.resilient_parsing:
            return value
        known = [name for name, _ in choices(ctx)]
        if value not in known:
            raise UsageFault(f'There is no {kind} called "{value}".', family.suggest(value, known))
        return value

    return check


def completed_by(choices: Choices) -> Completed:
    """Make the function that completes a value in the shell."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        return [CompletionItem(name, help=words) for name, words in choices(ctx) if name.startswith(incomplete)]

    return complete


def formats(ctx: click.Context) -> Iterable[tuple[str, str]]:
    """List the formats of a command."""
    from checker.formats import names  # noqa: PLC0415 - see the top

    return [(name, "") for name in names("extract" if ctx.info_name == "extract" else "report")]


def readers(_: click.Context) -> Iterable[tuple[str, str]]:
    """List the types of file that can be read."""
    return [(name, "") for name in family.names(import_module("checker.readers"))]


def rules(_: click.Context) -> Iterable[tuple[str, str]]:
    """List the rules."""
    from checker.rules import catalogue  # noqa: PLC0415 - see the top

    return [(each.name, each.doc.title) for each in catalogue()]


def rules_and_subjects(ctx: click.Context) -> Iterable[tuple[str, str]]:
    """List what `--only` and `--skip` take."""
    from checker.rules import catalogue  # noqa: PLC0415 - see the top

    subjects = sorted({each.subject for each in catalogue()})
    return [*rules(ctx), *((name, "every rule of this subject") for name in subjects)]


def schemas(_: click.Context) -> Iterable[tuple[str, str]]:
    """List what has a schema."""
    return [("site", "a site file"), ("report", "check --format json"), ("extract", "extract --format json")]


def sites(ctx: click.Context) -> Iterable[tuple[str, str]]:
    """List the sites there are files of."""
    folder = Path(str(ctx.params.get("sources") or "sources"))
    return [(path.stem, "") for path in sorted(folder.glob("*.toml"))]


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Read a date in ISO form.

    Raises:
        UsageFault: It is written in another way, or there is no such day.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise UsageFault(f'"{value}" is not a date.', "Write year, month and day, like 2026-11-23.") from None


_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


def duration(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """Read a length of time, in seconds.

    Raises:
        UsageFault: It is written in another way.
    """
    if value is None:
        return None
    number, unit = value[:-1], value[-1:]
    if not (number.isascii() and number.isdecimal() and unit in _SECONDS) or int(number) == 0:
        raise UsageFault(f'"{value}" is not a length of time.', "Write a number and s, m or h, like 50m.")
    return int(number) * _SECONDS[unit]


def country(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Read the two letters of a country that has phone numbers (ISO 3166).

    Raises:
        UsageFault: There is no such country.
    """
    code = value.upper() if value else None
    if code in {None, "GB"}:
        return code
    # 20 ms that a council in Britain does not wait for
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415

    if code not in SUPPORTED_REGIONS:
        raise UsageFault(f'There is no country "{value}".', "Write its two letters, like GB or IE.")
    return code
