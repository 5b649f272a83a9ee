"""The command line: one file a command, found by looking in this folder.

This module imports click and nothing heavy, and a command imports what it needs when it is run: `checker --help` is
there at once.
"""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from checker import __version__, family
from checker.commands import _endings, _rubbish

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Family(click.Group):
    """A group whose commands are the files of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in alphabetical order, without importing them."""
        return list(family.names(import_module(__name__)))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command.

        Raises:
            UsageFault: There is no such command.
        """
        command = family.member(import_module(__name__), cmd_name).command
        return command if isinstance(command, click.Command) else None


_HELP = """\
Check published advice pages.

Finds every phone number, email, link, date and contact on a page, and says in plain English what is wrong.
"""
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_Family, help=_HELP, context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="checker", message="%(prog)s %(version)s")
def checker() -> None:
    """Take the options of the program as a whole."""


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    _rubbish.put_off()
    signal.signal(signal.SIGTERM, _endings.terminate)
    code = execute()
    _rubbish.leave_it()
    sys.exit(code)


def execute(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code, which is one of the contract's and never click's own.

    Args:
        arguments: Without the name of the program; None for those of this process.
    """
    return _endings.code_of(lambda: checker.main(arguments, prog_name="checker", standalone_mode=False))
