"""Prints the confusion table of our verdicts: `python -m tests.score_links`, which `make score` runs.

Two nights are run over the small internet of `tests/world`, as the nightly job runs them. What is true of each address
stands in its situation; what is said of it is read from the report.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import commands, urls
from tests.world.internet import World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.world.model import Situation

NIGHTS = (1, 2)
UNLISTED = "not told"
Row = tuple["Situation", str, str]
"""A situation, the verdict that is right tonight, and the one that was given."""


def main() -> int:
    """Run the nights, print a table for each, and end with 1 if a fine address was called wrong."""
    with World(speed=50) as world, tempfile.TemporaryDirectory(prefix="score-") as folder:
        world.write_sources(Path(folder) / "sources")
        nights = {number: list(judged(world, Path(folder), number)) for number in NIGHTS}
    for number, rows in nights.items():
        sys.stdout.write(f"\nLinks of tests/world, night {number}:\n\n")
        sys.stdout.writelines(f"{line}\n" for line in table(rows))
    return int(any(called_wrong(rows) for rows in nights.values()))


def judged(world: World, folder: Path, number: int) -> Iterator[Row]:
    """Run a night, and hold the verdict on each address against the truth."""
    world.night = number
    out = folder / "night.json"
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
    how = ("--fresh", "--today", str(world.today), "--format", "json", "--output", str(out), "--quiet")
    commands.execute(("run", *where, *how, "--write", "json", "--progress", "never", *world.options))
    report = json.loads(out.read_bytes())
    said = {each["url"]: each["verdict"] for each in report["targets"]}
    # what cannot be read as an address is no target; a rule about how it is written speaks of it
    written = {each["where"]["href"]: each["rule"].removeprefix("link-") for each in _addresses(report["problems"])}
    for each, expected in world.expected().items():
        address = urls.target(each.asked)
        given = said.get(address, UNLISTED) if address else written.get(each.url, UNLISTED)
        yield each, expected.verdict, given


def _addresses(problems: Iterable[Any]) -> Iterator[Any]:
    return (each for each in problems if each["rule"] in {"link-malformed", "link-not-public"})


def called_wrong(rows: Iterable[Row]) -> list[str]:
    """Name the situations that are fine, or cannot be checked, and were said to be a problem."""
    good = {"fine", "moved", "blocked-us", "robots", "unknown", UNLISTED}
    return [each.name for each, expected, given in rows if expected in good - {"moved"} and given not in good]


def table(rows: list[Row]) -> Iterator[str]:
    """Write one line for each verdict that is right: how often it was given, and what was given instead."""
    counts = Counter((expected, given) for _, expected, given in rows)
    yield f"{'verdict that is right':24}{'given':>6}{'of':>5}  instead"
    for expected in sorted({expected for expected, _ in counts}):
        right, of = counts[expected, expected], sum(n for (each, _), n in counts.items() if each == expected)
        instead = [f"{given} {n}" for (each, given), n in sorted(counts.items()) if each == expected != given]
        yield f"{expected:24}{right:6}{of:5}  {', '.join(instead)}".rstrip()
    right = sum(expected == given for _, expected, given in rows)
    yield f"{'all':24}{right:6}{len(rows):5}"
    alarms = called_wrong(rows)
    yield f"Fine addresses called wrong: {len(alarms)}{': ' if alarms else ''}{', '.join(alarms)}"


if __name__ == "__main__":
    sys.exit(main())
