from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.lookups.links import evidence_of_all
from checker.model.fetching import Fetched
from checker.pipeline import warm
from checker.pipeline._worker import Worker
from checker.pipeline._workers import Lost, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

ROOT = Path(__file__).parent.parent.parent
NOT_NEEDED = {
    *("asyncio", "click", "concurrent.futures", "hashlib", "multiprocessing", "pycurl", "sqlalchemy", "ssl"),
    *("subprocess", "checker.__main__", "checker.commands", "checker.lookups.links", "checker.web"),
}
"""What a worker must not wait for, nor hold: most of it only the program needs."""


def double(number: int) -> int:
    return number * 2


def die(_: int) -> int:
    os._exit(9)


def hang(_: int) -> int:
    time.sleep(600)
    return 0


def pid() -> int:
    return os.getpid()


def dawdle(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_a_call_is_made_in_another_process() -> None:
    async def run() -> tuple[int, int]:
        with Workers(1) as workers:
            return await workers.call(pid), await workers.call(double, 21)

    other, number = asyncio.run(run())
    assert other != os.getpid()
    assert number == 42


def test_another_starts_when_there_is_more_to_do_than_one_can() -> None:
    async def run() -> tuple[set[int], set[int]]:
        with Workers(2) as workers:
            alone = {await workers.call(pid) for _ in range(5)}
            return alone, set(await asyncio.gather(*(workers.call(dawdle, 0.1) for _ in range(30))))

    alone, together = asyncio.run(run())
    assert len(alone) == 1
    assert len(together) == 2


def test_some_calls_come_before_those_that_wait_for_their_turn_and_some_after_them() -> None:
    async def run() -> list[str]:
        ended: list[str] = []

        async def note(name: str, call: Coroutine[object, object, object]) -> None:
            await call
            ended.append(name)

        with Workers(1) as workers:
            waiting = [asyncio.create_task(note("in turn", workers.call(dawdle, 0.01))) for _ in range(3)]
            waiting.append(asyncio.create_task(note("last", workers.call_last(pid))))
            waiting += [asyncio.create_task(note("in turn", workers.call(dawdle, 0.01))) for _ in range(3)]
            await asyncio.sleep(0)
            await note("first", workers.call_first(pid))
            await asyncio.gather(*waiting)
        return ended

    ended = asyncio.run(run())
    assert ended.index("first") == 2  # after those alone that were under way
    assert ended[-1] == "last"


def test_with_no_workers_it_is_made_here() -> None:
    async def run() -> int:
        with Workers(0) as workers:
            return await workers.call(pid)

    assert asyncio.run(run()) == os.getpid()


def test_what_kills_a_worker_costs_no_other_call() -> None:
    async def run() -> list[object]:
        with Workers(1) as workers:
            calls = (workers.call(double, 1), workers.call(die, 0), workers.call(double, 2), workers.call(double, 3))
            return list(await asyncio.gather(*calls, return_exceptions=True))

    first, lost, *rest = asyncio.run(run())
    assert [first, *rest] == [2, 4, 6]
    assert isinstance(lost, Lost)


def test_what_never_comes_back_is_given_up() -> None:
    async def run() -> int:
        with Workers(1, patience=1.5) as workers:
            with pytest.raises(Lost, match="more than"):
                await workers.call(hang, 0)
            return await workers.call(double, 4)

    begun = time.monotonic()
    assert asyncio.run(run()) == 8
    assert time.monotonic() - begun < 20


PARENT = """
import asyncio, sys
from pathlib import Path
from checker.pipeline._workers import Workers
from tests.pipeline import test_workers as does
begun = Path(sys.argv[2])
async def run():
    with Workers(1) as workers:
        print(await workers.call(does.pid), flush=True)
        call = asyncio.create_task(workers.call(getattr(does, sys.argv[1]), begun))
        while not begun.exists():
            await asyncio.sleep(0.01)
        print("begun", flush=True)
        await asyncio.sleep(600)
if __name__ == "__main__":
    asyncio.run(run())
"""


def rest(begun: Path) -> None:
    begun.touch()


def sleep(begun: Path) -> None:
    begun.touch()
    time.sleep(600)


def count(begun: Path) -> None:
    begun.touch()
    while True:
        pass


def search(begun: Path) -> None:
    """Search for what takes for ever, in C: no other thread gets a turn."""
    begun.touch()
    re.match("(a+)+$", "a" * 60 + "b")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
@pytest.mark.parametrize("work", [rest, sleep, count, search])
def test_workers_end_when_the_program_is_killed(tmp_path: Path, work: Callable[[Path], None]) -> None:
    if work is search and sys.platform != "linux":
        pytest.skip("a thread watches the parent here, and gets no turn while C code runs")
    with parent(tmp_path, PARENT, work.__name__, str(tmp_path / "begun"), stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        assert program.stdout.readline() == b"begun\n"
        program.kill()
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker went on without its parent")


def parent(
    folder: Path, script: str, *arguments: str, stdout: int | None = None, options: tuple[str, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start a program that has workers, in a folder of its own."""
    (folder / "program").mkdir()
    path = folder / "program" / "parent.py"
    path.write_text(script)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, *options, path, *arguments], stdout=stdout, env=env, cwd=folder)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def test_one_who_is_cancelled_as_the_answer_comes_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Python 3.11 `asyncio.wait_for` gives the answer then, and whoever asks again and again never ends."""
    handed_over = Worker.ask

    async def run() -> bool:
        with Workers(1) as workers:
            task = asyncio.create_task(workers.call(double, 2))

            def ask(worker: Worker, work: bytes) -> asyncio.Future[bytes]:
                turn = handed_over(worker, work)
                turn.add_done_callback(lambda _: task.cancel())
                return turn

            monkeypatch.setattr(Worker, "ask", ask)
            await asyncio.wait({task})
            return task.cancelled()

    assert asyncio.run(run())


def test_a_worker_loads_nothing_that_only_the_program_needs() -> None:
    async def run() -> set[str]:
        with Workers(1, warm=warm) as workers:
            page = Fetched(
                url="https://www.example.org/", final_url="https://www.example.org/", status=200, body=b"<p>"
            )
            await workers.call(evidence_of_all, [(page, datetime.now(UTC))])
            return await workers.call(eval, "set(__import__('sys').modules)")

    loaded = asyncio.run(run())
    assert "checker.extractors.phones" in loaded
    assert "checker.lookups._evidence" in loaded
    assert loaded & NOT_NEEDED == set()


def files() -> list[str]:
    """Give what this process has open, other than the folder that says so."""
    found = {entry: entry.readlink().as_posix() for entry in Path("/proc/self/fd").iterdir() if entry.exists()}
    return sorted(where.partition(":")[0] for entry, where in found.items() if entry.name != "2")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files a process has open")
def test_a_worker_has_its_line_and_no_file_of_the_program() -> None:
    async def run() -> list[str]:
        with Workers(2) as workers:
            await asyncio.gather(*(workers.call(dawdle, 0.02) for _ in range(8)))
            return await workers.call(files)

    kept, other = os.pipe()
    os.set_inheritable(kept, True)  # noqa: FBT003 - it takes no name
    try:
        assert asyncio.run(run()) == ["/dev/null", "pipe", "socket"]
    finally:
        os.close(kept)
        os.close(other)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_what_stops_the_program_by_the_keyboard_does_not_stop_its_workers() -> None:
    async def run() -> int:
        with Workers(1) as workers:
            worker = await workers.call(pid)
            assert os.getpgid(worker) != os.getpgid(0)  # the keyboard reaches a group of processes
            os.kill(worker, signal.SIGINT)
            return await workers.call(double, 2)

    assert asyncio.run(run()) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
@pytest.mark.parametrize("last", [double, die])
def test_nothing_is_left_of_a_worker_that_ended(last: Callable[[int], int]) -> None:
    async def run() -> int:
        with Workers(1) as workers:
            worker = await workers.call(pid)
            assert children() == {worker}  # and no other process, such as one that looks after workers
            await asyncio.gather(workers.call(last, 1), return_exceptions=True)
            return worker

    worker = asyncio.run(run())
    assert not Path(f"/proc/{worker}").exists()
    assert children() == set()


def children() -> set[int]:
    tasks = Path("/proc/self/task").iterdir()
    return {int(each) for task in tasks for each in (task / "children").read_text().split()}


OUTSIDE = """
import asyncio, sys, time
from pathlib import Path
sys.path.append(str(Path(__file__).parent / "more"))
import only_here
from checker.pipeline import Workers, warm
def run():
    with Workers(1, warm=warm) as workers:
        return asyncio.run(workers.call(only_here.told, Path(__file__)))
if __name__ == "__main__":
    print(*run())
"""
ONLY_HERE = """
import sys
def told(_):
    print("this must not get among the results")
    return sys.flags.utf8_mode, "error" in sys.warnoptions
"""


def test_a_worker_finds_modules_where_the_program_does_and_not_in_the_folder_it_is_in(tmp_path: Path) -> None:
    for name in ("pickle", "socket", "checker", "multiprocessing", "re", "phonenumbers", "only_here"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("open('was-here', 'w').close()")
    with parent(tmp_path, OUTSIDE, stdout=subprocess.PIPE, options=("-X", "utf8", "-W", "error")) as program:
        (tmp_path / "program" / "more").mkdir()
        (tmp_path / "program" / "more" / "only_here.py").write_text(ONLY_HERE)
        assert program.communicate() == (b"1 True\n", None)
    assert not (tmp_path / "was-here").exists()


def test_where_to_look_for_modules_may_be_longer_than_the_line_takes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, "/nowhere/" + "x" * 2_000_000])

    async def run() -> int:
        with Workers(1) as workers:
            return await workers.call(double, 21)

    assert asyncio.run(run()) == 42


CLOSED = """
import asyncio, os, sys
sys.path.insert(0, sys.argv[1])
from checker.pipeline import Workers
from tests.pipeline.test_workers import double
if __name__ == "__main__":
    for each in range(3):
        os.close(each)
    with Workers(1) as workers:
        os._exit(asyncio.run(workers.call(double, 21)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not count its files")
def test_a_program_without_standard_streams_has_workers_all_the_same(tmp_path: Path) -> None:
    with parent(tmp_path, CLOSED, str(ROOT)) as program:
        assert program.wait() == 42
