from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.pipeline._worker import Worker
from checker.pipeline._workers import Lost, Workers

if TYPE_CHECKING:
    from collections.abc import Coroutine


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


def test_some_calls_come_before_those_that_wait_for_their_turn() -> None:
    async def run() -> list[str]:
        ended: list[str] = []

        async def note(name: str, call: Coroutine[object, object, object]) -> None:
            await call
            ended.append(name)

        with Workers(1) as workers:
            waiting = [asyncio.create_task(note("in turn", workers.call(dawdle, 0.01))) for _ in range(6)]
            await asyncio.sleep(0)
            await note("first", workers.call_first(pid))
            await asyncio.gather(*waiting)
        return ended

    assert asyncio.run(run()).index("first") == 2  # after those alone that were under way


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
import asyncio, os, sys, time
from checker.pipeline._workers import Workers
from tests.pipeline.test_workers import pid
async def run():
    with Workers(1) as workers:
        print(await workers.call(pid), flush=True)
        time.sleep(600)
if __name__ == "__main__":
    asyncio.run(run())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_workers_end_when_the_program_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    root = Path(__file__).parent.parent.parent
    env = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=env) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker went on without its parent")


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
