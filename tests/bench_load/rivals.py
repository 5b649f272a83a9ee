"""The checkers that are measured: how each is asked to do the same work, and how many dead addresses it found."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench_load import load as loads

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench_load.load import Load
    from tests.bench_load.measure import Taken

_TIMEOUT = 30
_IN_FLIGHT = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One way to have a load checked."""

    name: str
    prepare: Callable[[Load, Path], list[str]]
    """Writes what it needs into a folder and gives its command."""
    dead: Callable[[Path, Taken], int]
    """Reads how many addresses were found not to be there."""


def ours(name: str, *, everything: bool, tree: str | None = None) -> Rival:
    """Give this checker, or another copy of it to compare with."""

    def prepare(load: Load, folder: Path) -> list[str]:
        (folder / "sources").mkdir(exist_ok=True)
        pages = "\n".join(load.page(number) for number in range(load.pages))
        (folder / "sources" / "pages.csv").write_text(f"url\n{pages}\n")
        (folder / "sources" / "site.toml").write_text(_site(load, everything=everything))
        within = ["env", f"PYTHONPATH={tree}"] if tree else []
        command = [
            *within,
            sys.executable,
            "-m",
            "checker",
            "run",
            "--allow-network",
            "127.0.0.0/8",
            "-f",
            "concise",
            "-o",
        ]
        command += ["out.txt", "--progress", "never"]
        if not everything:
            command += ["--write", "json"]  # the others write no more than that
        return [*command, "--ca-bundle", str(folder / "ca.pem")] if load.secure else command

    def dead(folder: Path, _: Taken) -> int:
        totals = json.loads((folder / "reports/site/latest/report.json").read_text())["totals"]["targets"]
        return totals.get("gone", 0) + totals.get("failing", 0)  # a single look is not enough to call it gone

    return Rival(name=name, prepare=prepare, dead=dead)


def _site(load: Load, *, everything: bool) -> str:
    own = f'name = "Load"\nstart = "{load.scheme}://{loads.SITE}/"\n\n[[find]]\nkind = "listing"\nfile = "pages.csv"\n'
    pace = f"\n[pace]\nper_second = {_IN_FLIGHT * 20}\nat_once = {_IN_FLIGHT}\n"
    if everything:
        return own + pace
    return (
        f'{own}{pace}\n[links]\nconfirm = []\nrobots = "never"\nin_flight = {_IN_FLIGHT}\n'
        f"per_second = {load.per_second}\nat_once = {load.at_once}\n"
    )


def lychee(program: str) -> Rival:
    def prepare(load: Load, folder: Path) -> list[str]:
        # local copies of the pages are the faster of its two ways: it then waits for no page
        pages = folder / "pages"
        pages.mkdir(exist_ok=True)
        for number in range(load.pages):
            (pages / f"{number}.html").write_bytes(loads.page(load, number))
        limits = ["--host-concurrency", str(load.at_once), "--host-request-interval", f"{1000 / load.per_second:.0f}ms"]
        return [
            *(program, "--no-progress", "--max-concurrency", str(_IN_FLIGHT), "--timeout", str(_TIMEOUT)),
            *("--max-retries", "3" if load.waits else "0", *limits, "--format", "json", "--output", "out.json"),
            *("--base-url", f"{load.scheme}://{loads.SITE}/", "pages"),
        ]

    def dead(folder: Path, _: Taken) -> int:
        found = json.loads((folder / "out.json").read_text())["error_map"]
        failed = {each["url"]: each["status"] for many in found.values() for each in many}
        return sum(each.get("code") == 404 for each in failed.values())

    return Rival(name="lychee", prepare=prepare, dead=dead)


def draft(name: str, *, offline: bool) -> Rival:
    """Give this checker as somebody uses it who is about to publish a page.

    The second look at what failed, after 2 s, belongs to it: nothing turns it off.
    """

    def prepare(load: Load, folder: Path) -> list[str]:
        (folder / "page.html").write_bytes(loads.page(load, 0))
        (folder / "sources").mkdir(exist_ok=True)
        (folder / "sources" / "site.toml").write_text(_site(load, everything=False))
        command = [sys.executable, "-m", "checker", "check", "page.html", "--site", "site", "--progress", "never"]
        command += ["--base", f"{load.scheme}://{loads.SITE}/", "--format", "json", "--output", "out.json"]
        return [*command, *(["--offline"] if offline else ["--allow-network", "127.0.0.0/8"])]

    def dead(folder: Path, _: Taken) -> int:
        totals = json.loads((folder / "out.json").read_text())["totals"]["targets"] or {}
        return int(totals.get("gone", 0)) + int(totals.get("failing", 0))

    return Rival(name=name, prepare=prepare, dead=dead)


def lychee_draft(program: str, *, offline: bool) -> Rival:
    online = lychee(program)

    def prepare(load: Load, folder: Path) -> list[str]:
        command = online.prepare(load, folder)
        return [*command, "--offline"] if offline else command

    return Rival(name="lychee", prepare=prepare, dead=online.dead)


def linkinator(program: str) -> Rival:
    def prepare(load: Load, _: Path) -> list[str]:
        starts = [load.page(number) for number in range(load.pages)]
        options = ["--concurrency", str(_IN_FLIGHT), "--timeout", str(_TIMEOUT * 1000), "--format", "json"]
        return ["sh", "-c", 'exec "$@" > out.json', "sh", "node", program, *starts, *options]

    def dead(folder: Path, _: Taken) -> int:
        found = json.loads((folder / "out.json").read_text())["links"]
        return len({each["url"] for each in found if each.get("status") == 404})

    return Rival(name="linkinator", prepare=prepare, dead=dead)


def linkchecker(program: str) -> Rival:
    def prepare(load: Load, folder: Path) -> list[str]:
        starts = [load.page(number) for number in range(load.pages)]
        (folder / "starts.txt").write_text("\n".join(starts))
        limits = f"maxrequestspersecond={load.per_second}\nthreads={_IN_FLIGHT}\ntimeout={_TIMEOUT}\n"
        (folder / "linkcheckerrc").write_text(
            f"[checking]\n{limits}sslverify={folder / 'ca.pem'}\n[filtering]\ncheckextern=1\n"
        )
        options = ["-f", "linkcheckerrc", "--no-robots", "--no-status", "--recursion-level=1", "-o", "text", "--stdin"]
        # it will not run as root, not even as the root of a namespace
        somebody = ["unshare", "--user", "--map-user=1000"]
        return ["sh", "-c", 'exec "$@" < starts.txt > out.txt', "sh", *somebody, program, *options]

    def dead(folder: Path, _: Taken) -> int:
        return len(set(re.findall(r"^Real URL\s+(\S+/advice/\d+)$", (folder / "out.txt").read_text(), re.MULTILINE)))

    return Rival(name="LinkChecker", prepare=prepare, dead=dead)
