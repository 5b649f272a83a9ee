"""What is known of the terminal, and how words get there."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from checker.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDEST = 100
"""Columns. Longer lines are hard to read, however wide the window is."""
_NARROWEST = 40


def coloured(choice: str, stream: TextIO, environ: Mapping[str, str] | None = None) -> bool:
    """Decide whether a stream gets colour: the option, then the variables people agreed on, then the stream itself.

    Sources: no-color.org, force-color.org, bixense.com/clicolors. An option overrides every variable.
    """
    said = os.environ if environ is None else environ
    if choice != "auto":
        return choice == "always"
    if said.get("NO_COLOR"):
        return False
    if any(said.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if said.get("TERM") == "dumb" or said.get("CLICOLOR") == "0":
        return False
    return stream.isatty()


def width() -> int:
    """Give the columns to use: those of the window, `COLUMNS`, or the widest off a terminal."""
    # shutil is slow to import and needed only for output
    from shutil import get_terminal_size  # noqa: PLC0415

    columns = get_terminal_size(fallback=(WIDEST, 24)).columns
    return max(_NARROWEST, min(columns, WIDEST))


def say(words: str) -> None:
    """Print a message on stderr. Nothing in it can command the terminal, or the log of a CI service."""
    stream = sys.stderr
    if stream is None:  # the process was started with its stderr closed
        return
    safe = printable(words)
    if os.environ.get("GITHUB_ACTIONS"):
        safe = safe.replace("##[", "# #[").replace("::", ": :")
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(safe.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except OSError:  # nobody listens, and there is nowhere left to say so
        return
