"""How the program ends: exit codes, and the sentence on stderr that goes with each."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from checker.commands._terminal import say
from checker.errors import CheckerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FINE = 0
FOUND = 1
ASKED_WRONGLY = 2
INCOMPLETE = 3
INTERRUPTED = 130
TERMINATED = 143

_GRAVEST_FIRST = (TERMINATED, INTERRUPTED, ASKED_WRONGLY, INCOMPLETE, FOUND, FINE)
_OUR_FAULT = "This is a fault in the checker, not in your pages."


class Terminated(KeyboardInterrupt):
    """SIGTERM came. It does what Ctrl-C does."""

    exit_code = TERMINATED


def terminate(signum: int, frame: object) -> NoReturn:  # noqa: ARG001 - a signal is received with these
    """Turn SIGTERM into an interruption.

    Raises:
        Terminated: Always.
    """
    raise Terminated


def of_interruption(stop: BaseException | None) -> int:
    """Give the exit code of an interruption."""
    return stop.exit_code if isinstance(stop, Terminated) else INTERRUPTED


def gravest(codes: Iterable[int]) -> int:
    """Choose the exit code when several hold."""
    return min(codes, key=_GRAVEST_FIRST.index, default=FINE)


def code_of(command: Callable[[], object]) -> int:
    """Run a command, say on stderr why it ended if it did not end well, and give the exit code."""
    try:
        code = command()
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as fault:
        say(fault.format_message())
        return ASKED_WRONGLY
    except click.ClickException as fault:
        return _complain(_words(fault), _hint(fault), ASKED_WRONGLY)
    except CheckerError as fault:
        return _complain(fault.message, fault.hint, fault.exit_code)
    except (click.Abort, KeyboardInterrupt) as stop:
        say("Stopped early. Nothing was finished.")
        return of_interruption(stop.__cause__ if isinstance(stop, click.Abort) else stop)
    except BrokenPipeError:
        return close_quietly()
    except Exception:  # noqa: BLE001 - whatever it was, it is told and has its exit code
        return _confess()
    return code if isinstance(code, int) else FINE


def close_quietly(code: int = FINE) -> int:
    """Take it that nobody reads on, as with `| head`. Python would complain once more when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _complain(message: str, hint: str, code: int) -> int:
    start = message.split(" ", 1)[0]
    words = message[:1].lower() + message[1:] if start in {"There", "This", "The", "No"} else message
    say(f"Error: {words}")
    if hint:
        say(hint)
    return code


def _words(fault: click.ClickException) -> str:
    """Say what click found, in our words: its own begin with "Invalid value for"."""
    words = fault.format_message()
    if isinstance(fault, click.MissingParameter):
        name = fault.param.human_readable_name if fault.param else "option"
        words = f"{name} is missing."
    elif isinstance(fault, click.BadParameter) and fault.param is not None:
        words = f"{'/'.join(fault.param.opts)}: {fault.message}"
    return words


def _hint(fault: click.ClickException) -> str:
    if isinstance(fault, click.UsageError) and fault.ctx is not None:
        return f'Run "{fault.ctx.command_path} --help" to see how it is used.'
    return ""


def _confess() -> int:
    # needed only when everything else went wrong
    import traceback  # noqa: PLC0415

    say(traceback.format_exc())
    say(_OUR_FAULT)
    return INCOMPLETE
