"""Times a command with all its children: elapsed time, CPU time, and the memory of all of them together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks at the memory."""
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a command took."""

    wall: float
    cpu: float
    peak: int
    """Bytes of all its processes at one time, what they share counted once for each."""
    status: int
    said: str


def take(command: list[str], folder: Path, *, timeout: float, environment: dict[str, str] | None = None) -> Taken:
    """Run a command to its end."""
    began = time.monotonic()
    with (folder / "said.txt").open("w+") as said:
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        )
        tree = _Tree(process.pid)
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        wall = time.monotonic() - began
        tree.end()
        said.seek(0)
        words = said.read()
    return Taken(wall=wall, cpu=tree.cpu, peak=tree.peak, status=status, said=words)


class _Tree:
    """Looks at a process and its descendants again and again. One that was killed is counted as it was last seen."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.peak = 0
        self.ticks: dict[int, int] = {}
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    @property
    def cpu(self) -> float:
        return sum(self.ticks.values()) / _TICK

    def end(self) -> None:
        self.ending.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.ending.wait(_EVERY):
            self._look()

    def _look(self) -> None:
        parents, ticks, memory = {}, {}, {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                size = int((entry / "statm").read_text().split()[1]) * _PAGE
            except OSError:
                continue
            pid = int(entry.name)
            parents[pid], ticks[pid], memory[pid] = int(fields[1]), int(fields[11]) + int(fields[12]), size
        ours = {self.root}
        while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
            ours |= more
        self.ticks.update({pid: ticks[pid] for pid in ours if pid in ticks})
        self.peak = max(self.peak, sum(memory.get(pid, 0) for pid in ours))
