"""The world by hand.

    python -m tests.world                       start it and print how to run the checker against it
    python -m tests.world --exec COMMAND...     start it, run a command against it, end with its exit code

In a command, the options that lead into the world are added at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import shlex
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.world import platforms
from tests.world.internet import World
from tests.world.sources import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPEED = 20.0
"""By hand a server that never answers costs a second or two, not half a minute."""
FOUND = 1
"""The exit code that says problems were found."""
_TAKEN: dict[str, tuple[str, ...]] = {
    "run": ("--sources", "--reports", "--today"),
    "check": ("--sources", "--today"),
    "extract": ("--today",),
    "init": (),
    "doctor": (),
}
"""The options of contract 1 each command takes, those of the network apart."""
_KILLED = 128
"""What a shell adds to the number of the signal that ended a command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the world, and do as asked."""
    asked = _parser().parse_args(arguments)
    with contextlib.ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="harbourshire-")))
        world = stack.enter_context(World(speed=asked.speed, crowd=asked.crowd))
        world.night = asked.night
        world.write_sources(folder / "sources")
        for key in asked.platform:
            platforms.platforms()[key].write(folder / "sources")
        if not asked.exec:
            return _stand(world, folder)
        code = 0
        for night in range(asked.night, asked.night + asked.nights):
            world.night = night
            code = _run([*asked.exec, *_options(asked.exec, world, folder)])
            if code not in {0, FOUND}:
                break
        _say_where(folder)
        return code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.world", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="where sources and reports go; without it, a temporary folder")
    parser.add_argument("--night", type=int, default=1, help="which night it is (default: 1)")
    parser.add_argument("--nights", type=int, default=1, help="with --exec: run for so many nights, one after another")
    parser.add_argument("--speed", type=float, default=SPEED, help="what waiting times are divided by (default: 20)")
    parser.add_argument("--crowd", type=int, default=0, help="how many more hosts there are (default: 0)")
    parser.add_argument(
        "--platform", action="append", default=[], choices=sorted(platforms.platforms()), help="lay out this site too"
    )
    parser.add_argument("--exec", nargs=argparse.REMAINDER, help="the command to run, to the end of the line")
    return parser


def _options(command: Sequence[str], world: World, folder: Path) -> list[str]:
    """Give the options this command of the checker takes: not every one writes reports."""
    known = {
        "--sources": str(folder / "sources"),
        "--reports": str(folder / "reports"),
        "--today": world.today.isoformat(),
    }
    taken = next((_TAKEN[word] for word in command if word in _TAKEN), _TAKEN["run"])
    return [*(part for name in taken for part in (name, known[name])), *world.options]


def _run(command: list[str]) -> int:
    """Run a command to its end. Ctrl-C reaches it by itself, and SIGTERM is passed on: its ending is what counts."""
    with subprocess.Popen(command) as child:
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
    return code if code >= 0 else _KILLED - code


def _stand(world: World, folder: Path) -> int:
    """Print how to get in, and stand there until somebody has had enough."""
    run = ["checker", "run", KEY]
    command = [*run, *_options(run, world, folder)]
    sys.stdout.write(f"The world is up: {len(world.situations)} situations. Night {world.night}. Ctrl-C ends it.\n\n")
    sys.stdout.write(f"  {shlex.join(command)}\n\n")
    sys.stdout.flush()
    with _until_told():
        signal.pause()
    return 0


@contextlib.contextmanager
def _until_told() -> Iterator[None]:
    """Take Ctrl-C and SIGTERM for a word, not for an accident."""

    def enough(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, enough)
    with contextlib.suppress(KeyboardInterrupt):
        yield


def _say_where(folder: Path) -> None:
    report = folder / "reports" / KEY / "latest" / "report.html"
    if report.is_file():
        sys.stdout.write(f"\nThe report for people: {report.resolve()}\n")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
