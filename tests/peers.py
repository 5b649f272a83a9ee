"""Other link checkers on the small internet of `tests/world`, beside ours: `python -m tests.peers`.

    python -m tests.peers --lychee PATH/lychee --linkchecker PATH/linkchecker

They take no name server and no ports of one's own. So this begins again in a network and a mount namespace of its own
(which takes root), where the world listens on ports 53, 80 and 443, and where its name server and its authority are the
system's. It is the second night, since some websites change; ours knows the first. Ours reads the council's website;
the others read one page that holds the same links, as they are written, and run with their own defaults, but for the
authority and a shorter time limit. The tables are those of docs/link-checkers.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.score_links import UNLISTED, judged
from tests.world.internet import World
from tests.world.servers import NAME_SERVER
from tests.world.situations.wrapped import WRAPPINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world.model import Expected, Situation

Told = Mapping[str, Mapping[str, str]]
"""By tool, what it says of each situation."""
Truth = Mapping["Situation", "Expected"]
SAYINGS = BROKEN, WARNED, FINE, SILENT = "broken", "remark", "fine", "nothing"
BASE = "https://www.harbourshire.gov.uk/local-offer/"
LIMIT = 5
"""Seconds: the world's waits are divided by its speed, so that nobody needs longer."""
LONGEST = 400
"""Seconds a tool may take."""
SPEED = 20
NIGHT = 2
UNTOLD = {"blocked-us", "robots", "unknown"}


def main() -> int:
    """Begin again in a namespace, or do the work there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lychee", type=Path)
    parser.add_argument("--linkchecker", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if not asked.inside:
        words = ["unshare", "--mount", "--net", sys.executable, "-m", "tests.peers", "--inside", *sys.argv[1:]]
        os.execvp(words[0], words)  # noqa: S606 - the command is ours
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)  # noqa: S607 - wherever it is
    with World(speed=SPEED, standard=True) as world, tempfile.TemporaryDirectory(prefix="peers-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # LinkChecker gives up root
        settle(world, folder)
        said = dict(_told(world, folder, asked))
        every = world.expected()
        expected = {each: every[each] for each in asked_of(world)}
        parts = (totals(said, expected), each_kind(said, expected), mistakes(said, expected))
        sys.stdout.write("\n".join("".join(f"{line}\n" for line in part) for part in parts))
    return 0


def settle(world: World, folder: Path) -> None:
    """Make the world the only internet there is, and its authority the one that is trusted."""
    resolver, authority = folder / "resolv.conf", folder / "authority.pem"
    resolver.write_text(f"nameserver {NAME_SERVER}\noptions timeout:1 attempts:2\n")
    authority.write_bytes(world.bundle.read_bytes())
    for new, old in ((resolver, "/etc/resolv.conf"), (authority, "/etc/ssl/certs/ca-certificates.crt")):
        subprocess.run(["mount", "--bind", new, old], check=True)  # noqa: S607 - wherever it is


def _told(world: World, folder: Path, asked: argparse.Namespace) -> Iterator[tuple[str, Mapping[str, str]]]:
    world.write_sources(folder / "sources")
    nights = [list(judged(world, folder, number)) for number in range(1, NIGHT + 1)]
    yield "checker", {each.name: _sort(given) for each, _, given in nights[-1]}
    page = folder / "links.html"
    situations = asked_of(world)
    page.write_text(written(situations), encoding="utf-8")
    for name, program, run in (("lychee", asked.lychee, lychee), ("LinkChecker", asked.linkchecker, linkchecker)):
        if program:
            world.reset()  # what answers badly once does so to each
            world.night = NIGHT
            told = run(program, page, folder)
            yield name, {each.name: told.get(line, SILENT) for line, each in enumerate(situations, 2)}


def _sort(verdict: str) -> str:
    if verdict in UNTOLD:
        return SILENT
    return {"fine": FINE, "moved": WARNED, UNLISTED: SILENT}.get(verdict, BROKEN)


def asked_of(world: World) -> list[Situation]:
    """Give the situations but those in a wrapping: the others ask its maker, who is not in this world."""
    return [each for each in world.situations.values() if not any(f"//{host}/" in each.url for host in WRAPPINGS)]


def written(situations: list[Situation]) -> str:
    """Write a page with a link on each line, the first on the second."""
    head = f'<!DOCTYPE html><html lang="en"><head><title>Links</title><base href="{BASE}"></head><body>'
    links = (f'<p><a href="{escape(each.url)}">{escape(each.words)}</a></p>' for each in situations)
    return "\n".join([head, *links, "</body></html>"])


def lychee(program: Path, page: Path, folder: Path) -> dict[int, str]:
    """Run lychee, and say what it says of the link on each line."""
    out = folder / "lychee.json"
    options = ["--format", "json", "--verbose", "--no-progress", "--timeout", str(LIMIT), "--output", str(out)]
    _run([str(program), *options, str(page)], folder)
    report = json.loads(out.read_bytes())
    led = {each["origin"] for its in report["redirect_map"].values() for each in its}
    found = {}
    for name, said in (("success_map", FINE), ("error_map", BROKEN), ("timeout_map", BROKEN)):
        for each in (each for its in report[name].values() for each in its):
            found[each["span"]["line"]] = WARNED if said is FINE and each["url"] in led else said
    return found


def linkchecker(program: Path, page: Path, folder: Path) -> dict[int, str]:
    """Run LinkChecker, and say what it says of the link on each line."""
    options = ["--check-extern", "-r1", "--no-status", "--timeout", str(LIMIT), "-o", "csv/utf-8", "--verbose"]
    said = _run([str(program), *options, str(page)], folder)
    lines = [line for line in said.splitlines() if not line.startswith("#")]
    found = {}
    for row in csv.DictReader(lines, delimiter=";"):
        if row["parentname"] and row["line"].isdigit():
            well = WARNED if row["warningstring"] else FINE
            found[int(row["line"])] = well if row["valid"] == "True" else BROKEN
    return found


def _run(command: list[str], folder: Path) -> str:
    authority = str(folder / "authority.pem")
    env = {**os.environ, "SSL_CERT_FILE": authority, "REQUESTS_CA_BUNDLE": authority, "HOME": str(folder)}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, env=env, cwd=folder, check=False)
    return ended.stdout


def totals(said: Told, expected: Truth) -> Iterator[str]:
    """Write the table of false alarms and misses."""
    fine = [each.name for each, true in expected.items() if true.verdict == "fine"]
    unsure = [each.name for each, true in expected.items() if true.verdict in UNTOLD]
    faults = [each.name for each, true in expected.items() if is_fault(true)]
    yield "| | fine, called broken | not to be known, called broken | faults missed |\n| --- | --: | --: | --: |"
    for tool, its in said.items():
        alarms, guesses = (sum(its[name] == BROKEN for name in names) for names in (fine, unsure))
        missed = sum(its[name] != BROKEN for name in faults)
        yield f"| {tool} | {alarms} of {len(fine)} | {guesses} of {len(unsure)} | {missed} of {len(faults)} |"


def is_fault(true: Expected) -> bool:
    """Tell whether something is wrong. That an address has moved is only untidy."""
    return true.severity is not None and true.verdict != "moved"


def each_kind(said: Told, expected: Truth) -> Iterator[str]:
    """Write what each tool says of the links of each verdict."""
    yield f"| true | links | {' | '.join(said)} |\n| --- | --: |{' --- |' * len(said)}"
    for verdict in sorted({true.verdict for true in expected.values()}):
        names = [each.name for each, true in expected.items() if true.verdict == verdict]
        counts = [Counter(its[name] for name in names) for its in said.values()]
        cells = [", ".join(f"{each} {count[each]}" for each in SAYINGS if count[each]) for count in counts]
        yield f"| {verdict} | {len(names)} | {' | '.join(cells)} |"


def mistakes(said: Told, expected: Truth) -> Iterator[str]:
    """Name every link that a tool calls broken though it is fine, and every fault that it does not."""
    for tool, its in said.items():
        for each, true in expected.items():
            if true.verdict == "fine" and its[each.name] == BROKEN:
                yield f"{tool}: false alarm: {each.name}: {each.why}"
            elif is_fault(true) and its[each.name] != BROKEN:
                yield f"{tool}: missed: {each.name}: {true.verdict}, and it says {its[each.name]}: {each.why}"


if __name__ == "__main__":
    sys.exit(main())
