"""A small site of the small internet, and nights over it as programs of their own: they can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.world.council import shelves
from tests.world.council.pages import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.world.internet import World

ROOT = Path(__file__).parents[2]
KEY = "small"
TURNED = ("chunked", "query", "chemist", "free-book-5", "patient-book-1", "gzip")
"""Situations that are fine until a test breaks them: some page of the desk links to them."""
_WAITED_FOR = {"hangs", "recovers", "no-handshake", "dns-silent"}
"""Situations that cost a run ten seconds, as their answer never comes."""


_FAULTY = ("feedback", "play-scheme", "travel-passes", "mail-lapsed", "forms", "befrienders", "school-meals")


def _advice(number: int) -> tuple[str, ...]:
    """Choose pages of advice whose links answer at once, those first that hold something to turn."""
    quick = [page for page in shelves.pages() if page.links and not _WAITED_FOR & set(page.links)]
    quick.sort(key=lambda page: not set(TURNED) & set(page.links))
    names = (page.target.removeprefix("/local-offer/") for page in quick)
    return tuple(name for name in names if name not in _FAULTY)[:number]


PAGES = (*_advice(7), *_FAULTY)
_SITE = """\
name = "Harbourshire in small"
start = "{origin}/"
content = "#content"
include = ["/local-offer/*"]
[[find]]
kind = "listing"
file = "pages.csv"
[pace]
per_second = {own}
at_once = {at_once}
[links]
confirm = ["100ms", "300ms"]
per_second = 500
timeout = {{ name = "3s", connect = "3s", first_byte = "3s", all = "6s" }}
"""


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    err: str

    @property
    def said(self) -> list[str]:
        """Give what it said on stderr, a line each."""
        return self.err.splitlines()


@dataclass(frozen=True)
class Desk:
    """A folder with a site file and reports, in a world."""

    folder: Path
    world: World

    def lay_out(
        self,
        *,
        pages: Sequence[str] = PAGES,
        own_pace: float = 500,
        at_once: int = 4,
        origin: str = ORIGIN,
        more: str = "",
    ) -> None:
        """Write the site file, with more at its end, and its list."""
        sources = self.folder / "sources"
        sources.mkdir(parents=True, exist_ok=True)
        (sources / f"{KEY}.toml").write_text(
            _SITE.format(own=own_pace, at_once=at_once, origin=origin) + more, encoding="utf-8"
        )
        rows = [f"{origin}/local-offer/{each}" for each in pages]
        (sources / "pages.csv").write_text("\n".join(["url", *rows, ""]), encoding="utf-8")

    def begin(
        self,
        *more: str,
        options: Sequence[str] | None = None,
        command: Sequence[str] = (),
        program: Sequence[str] = ("-m", "checker"),
    ) -> subprocess.Popen[str]:
        """Start a run as a program of its own: `command` comes before Python, `program` is what Python is to do."""
        (self.folder / "out.json").unlink(missing_ok=True)
        where = ("--sources", f"{self.folder}/sources", "--reports", f"{self.folder}/reports")
        how = ("--today", str(self.world.today), "--format", "json", "--output", f"{self.folder}/out.json")
        named = [*where, *how, *(self.world.options if options is None else options), *more]
        env = {name: value for name, value in os.environ.items() if not name.startswith("CHECKER_")}
        return subprocess.Popen(
            [*command, sys.executable, *program, "run", KEY, *named],
            env={**env, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *more: str, options: Sequence[str] | None = None, command: Sequence[str] = ()) -> Ended:
        """Run a night to its end."""
        return ended(self.begin(*more, options=options, command=command))

    @property
    def report(self) -> Any:
        """Give the report the last run printed."""
        return json.loads((self.folder / "out.json").read_bytes())

    @property
    def recorded(self) -> Any:
        """Give the report of the last run as the history has it, printed or not."""
        where = ("--sources", f"{self.folder}/sources", "--reports", f"{self.folder}/reports")
        command = [sys.executable, "-m", "checker", "report", KEY, *where, "--write", f"json={self.folder}/again.json"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, env=env, check=False, timeout=60, capture_output=True)
        return json.loads((self.folder / "again.json").read_bytes())

    def asked(self) -> Counter[str]:
        """Count how often each address was asked since the world was last set back."""
        return Counter(each.url for each in self.world.visits)


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for a run to end."""
    try:
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    return Ended(code=process.returncode, err=err)


def until(happened: Callable[[], bool], run: subprocess.Popen[str]) -> None:
    """Wait until something has happened while a run goes on."""
    patience = time.monotonic() + 20
    while not happened():
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < patience
        time.sleep(0.005)


def told(report: Any) -> list[tuple[str, ...]]:
    """Give what a report tells of its problems, without what a clock says."""
    return sorted(
        (each["id"], each["rule"], each["severity"], each["certainty"], each["state"], each["page"])
        for each in report["problems"]
    )


def verdicts(report: Any) -> dict[str, str]:
    """Give the verdict on each address."""
    return {each["url"]: each["verdict"] for each in report["targets"]}
