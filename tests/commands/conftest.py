"""Ways to ask the command line: in this process, which is fast, and as a program, where that matters."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter  # noqa: TC003 - NamedTuple reads the annotation when it runs
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from checker import commands
from tests.commands.nights import Desk
from tests.world.fixtures import need_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.world.internet import World
    from tests.world.model import Visit

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-23"
NIGHTS = (1, 2, 3)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Night:
    """What one night printed and left behind."""

    number: int
    code: int
    report: Any
    folder: Path
    visits: tuple[Visit, ...]
    """The request log of the world."""

    @property
    def where(self) -> tuple[str, ...]:
        """Give the options that lead to its files."""
        return ("--sources", str(self.folder / "sources"), "--reports", str(self.folder / "reports"))


class Settled(NamedTuple):
    """A night that nothing came between."""

    desk: Desk
    asked: Counter[str]
    """How often each address was asked in it."""

    @property
    def report(self) -> Any:
        return self.desk.report


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Night]]:
    from tests.world.internet import World  # noqa: PLC0415 - it takes a second to make, for these tests alone

    """Run three nights, once for all tests that look at them."""
    need_addresses()
    folder = tmp_path_factory.mktemp("nights")
    with World(speed=50) as world:
        world.write_sources(folder / "sources")
        yield {number: _run(world, folder, number) for number in NIGHTS}


def _run(world: World, folder: Path, number: int) -> Night:
    world.night = number
    out = folder / f"night-{number}.json"
    where = ("--sources", str(folder / "sources"), "--reports", str(folder / "reports"))
    how = ("--fresh", "--today", str(world.today), "--format", "json", "--output", str(out), "--quiet")
    code = commands.execute(("run", *where, *how, *world.options))
    visits = tuple(each for each in world.visits if each.night == number)
    return Night(number=number, code=code, report=json.loads(out.read_bytes()), folder=folder, visits=visits)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take away what the machine's environment would say, and begin in an empty folder."""
    for name in os.environ:
        if name.startswith("CHECKER_") or name in {"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"}:
            monkeypatch.delenv(name)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    # the network is for those tests that bring one
    monkeypatch.setenv("CHECKER_OFFLINE", "1")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Ask in this process: `ask("check", "page.html", stdin=b"...")`."""

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        capfdbinary.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = commands.execute(arguments)
        said = capfdbinary.readouterr()
        return Ended(code=code, out=said.out.decode(), err=said.err.decode())

    return run


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start it as a program of its own."""

    def run(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "checker", *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})}
        return subprocess.Popen(command, cwd=tmp_path, env=env, **more)

    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with one thing doubtful and nothing wrong."""
    path = tmp_path / "page.txt"
    path.write_text("Housing advice\n\nRing 020 7275 6036.\n\nPage last modified: 01/02/2024\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def quick() -> Iterator[World]:
    """A world of a module's own, without waits: a run takes a second or two."""
    need_addresses()
    from tests.world.internet import World  # noqa: PLC0415 - it takes a second to make

    with World(speed=200) as world:
        yield world


@pytest.fixture
def desk(quick: World, tmp_path: Path) -> Desk:
    """A desk with nothing on it."""
    quick.reset()
    return Desk(tmp_path, quick)


@pytest.fixture
def first(desk: Desk) -> Desk:
    """A desk before its first night."""
    desk.lay_out()
    return desk


@pytest.fixture(scope="module")
def settled(quick: World, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """A first night that nothing came between."""
    quick.reset()
    desk = Desk(tmp_path_factory.mktemp("settled"), quick)
    desk.lay_out()
    assert desk.run().code == 1
    return Settled(desk, desk.asked())


@pytest.fixture
def second(settled: Settled, first: Desk) -> Desk:
    """A desk after its first night, before its second."""
    shutil.copytree(settled.desk.folder, first.folder, dirs_exist_ok=True)
    return first
