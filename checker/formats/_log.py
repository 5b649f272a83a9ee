"""What a log may take for a command, and colour for a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.reports import Style

BOLD = "1"
RED = "31"
YELLOW = "33"
CYAN = "36"
DIM = "2"

_COMMAND = re.compile(r"^([ \t]*)::", re.MULTILINE)


def harmless(words: str, style: Style) -> str:
    """Break what the runner of GitHub Actions would obey.

    It reads `::name::` at the start of a line after blanks, and `##[name]` anywhere (actions/runner, ActionCommand.cs).
    """
    return _COMMAND.sub(r"\1: :", broken(words)) if style.actions else words


def broken(words: str) -> str:
    """Break the older kind of command, which is obeyed anywhere in a line."""
    return words.replace("##[", "# #[")


def painted(words: str, style: Style, *codes: str) -> str:
    """Give words a colour, with the plain sequences every terminal knows."""
    return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if style.color and words else words
