"""Where results go: standard output or a file, as that format to the last byte."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.commands import _endings
from checker.commands._terminal import coloured, say, width
from checker.errors import Incomplete, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.commands._options import Manner
    from checker.model.reports import Report, Style

STDOUT = "-"


def style(output: str, manner: Manner, fail_on: str = "wrong") -> Style:
    """Decide how results look. A file gets colour only where that was asked for in so many words."""
    color = colour_of_results(manner) if output == STDOUT else manner.color == "always"
    ending = "" if output == STDOUT else Path(output).suffix.lower()
    return replace(_style(manner, color=color), ending=ending, fail_on=fail_on)


def colour_of_results(manner: Manner) -> bool:
    """Decide whether standard output gets colour."""
    return coloured(manner.color, sys.stdout)


def _style(manner: Manner, *, color: bool) -> Style:
    # explain and rules print without it
    from checker.model.reports import Style  # noqa: PLC0415

    actions = bool(os.environ.get("GITHUB_ACTIONS"))
    return Style(width=width(), color=color, verbose=bool(manner.verbose), actions=actions)


def check_place(output: str, targets: Iterable[str]) -> None:
    """See to it, before any work is done, that results can be written there and overwrite no page.

    Raises:
        UsageFault: They cannot.
    """
    if output == STDOUT:
        return
    place = Path(output)
    if not output or place.is_dir():
        raise UsageFault(f'--output: "{output}" is not the name of a file.', "Name a file to write to.")
    if not place.parent.is_dir():
        raise UsageFault(f'--output: there is no folder "{place.parent}".', "Make it first, or name another.")
    if place.exists() and any(target != STDOUT and _holds(Path(target), place) for target in targets):
        raise UsageFault(f'--output: "{output}" is a page to be checked.', "Name another file, so that it is not lost.")


def _holds(target: Path, place: Path) -> bool:
    """Tell whether a file is a target, or a page in a folder that is one."""
    # explain and rules print without it
    from checker import readers  # noqa: PLC0415

    if target.is_dir():
        return place.resolve().is_relative_to(target.resolve()) and place.name.lower().endswith(readers.suffixes())
    return target.exists() and place.samefile(target)


def deliver(written: Iterable[str | bytes], output: str) -> None:
    """Write results piece by piece: words in UTF-8 and with the line ends they have, bytes as they are.

    Raises:
        Incomplete: They could not be written.
        BrokenPipeError: Nobody reads them any more.
        UsageFault: They are no text, and would go to a terminal.
    """
    try:
        if output == STDOUT:
            sys.stdout.flush()
            for piece in written:
                _check_terminal(piece)
                sys.stdout.buffer.write(encoded(piece))
            sys.stdout.buffer.flush()
        else:
            with Path(output).open("wb") as file:
                file.writelines(map(encoded, written))
    except BrokenPipeError:
        raise
    except OSError as fault:
        where = output
        if output == STDOUT:
            where = "standard output"
            _endings.close_quietly()  # what is left unwritten cannot be written when Python ends either
        reason = (fault.strerror or "unknown reason").lower()
        raise Incomplete(f"The results could not be written to {where}: {reason}.") from fault


def encoded(piece: str | bytes) -> bytes:
    """Give what goes out. What has no form in UTF-8 is half of a pair: a question mark is better than none."""
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")


def _check_terminal(piece: str | bytes) -> None:
    if isinstance(piece, bytes) and sys.stdout.isatty():
        raise UsageFault("This format is not text.", "Say where to write it: --output problems.xlsx")


def finish(written: str | bytes | Iterable[str | bytes], output: str, code: int) -> int:
    """Deliver results, at once or in pieces, then give the exit code; a reader who went away has seen enough."""
    try:
        deliver((written,) if isinstance(written, str | bytes) else written, output)
    except BrokenPipeError:
        return _endings.close_quietly(code)
    return code


def close(document: Report, format: str, manner: Manner) -> None:  # noqa: A002 - the option's name
    """Say on stderr, in a sentence or two, what it comes to."""
    if manner.quiet or format != "text":
        return
    # only this format has closing words
    from checker.formats.text import closing  # noqa: PLC0415

    for line in closing(document, _style(manner, color=coloured(manner.color, sys.stderr))).splitlines():
        say(line)
