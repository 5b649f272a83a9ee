"""Where the time of a run went, for whoever asks with -v: stages, requests, and the hosts that took longest.

Stages overlap: links are looked up while pages are still read. So each row tells what passed, and what was done, from
the end of the stage before to the end of this one; together they are the whole run.
"""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from checker.text import count, printable
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.fetching import Fetched
    from checker.pipeline._tools import Watch

_STAGES = {
    "read": "find and read pages",
    "look up": "look up the other links",
    "compare": "compare contacts",
    "check": "judge and record",
    "report": "write the reports",
}
"""By the pipeline's own word, what a reader is told, in the order in which the stages end."""
_SLOWEST = 5
_CPU_EVERY = 0.02
"""Seconds between two questions to the system, which take ten times as long as one for the time."""


class _Mark(NamedTuple):
    """How far the run was at a moment: seconds, seconds of this process's CPU, requests, bytes."""

    wall: float = 0.0
    cpu: float = 0.0
    requests: int = 0
    size: int = 0

    def since(self, earlier: _Mark) -> _Mark:
        return _Mark(
            self.wall - earlier.wall,
            self.cpu - earlier.cpu,
            self.requests - earlier.requests,
            self.size - earlier.size,
        )


class _Host(NamedTuple):
    requests: int = 0
    seconds: float = 0.0


class Ledger:
    """What a run did, and when. Cheap: a few numbers a request."""

    def __init__(self, *, hosts: bool = True) -> None:
        """Begin now.

        Args:
            hosts: Whether anybody will ask which hosts took longest.
        """
        self._tells_hosts = hosts
        self._requests = self._size = 0
        self._cpu, self._cpu_at = 0.0, float("-inf")
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._begun = self._now()
        self._ends: dict[str, _Mark] = {}
        self.waited = 0.0
        """Seconds that requests waited for their turn, all together."""
        self.workers = 0.0
        """Seconds of CPU that the worker processes took."""

    def note(self, answer: Fetched) -> None:
        """Count a request."""
        self._requests += 1
        self._size += len(answer.body)
        if self._tells_hosts:
            name = host_of(answer.url)
            host = self._hosts[name]
            self._hosts[name] = _Host(host.requests + 1, host.seconds + answer.seconds)

    def watched(self, watch: Watch) -> Watch:
        """Learn of the stages from what whoever watches is told."""

        def shown(stage: str, done: int, of: int | None) -> None:
            self.ends(stage)
            watch(stage, done, of)

        return shown

    def ends(self, stage: str) -> None:
        """Note that a stage is over now, unless more of it comes."""
        self._ends[stage] = self._now()

    def lines(self) -> Iterator[str]:
        """Write the table."""
        yield f"{'Where the time went':26}{'elapsed':>10}{'CPU':>10}{'requests':>10}{'fetched':>11}"
        before = self._begun
        for stage, words in _STAGES.items():
            end = self._ends.get(stage)
            if end is not None and end.wall >= before.wall:
                yield _row(words, end.since(before))
                before = end
        yield _row("in all", before.since(self._begun))
        yield f"Beside that, the processes that read pages took {self.workers:.1f} s of CPU."
        yield f"Requests waited {self.waited:,.1f} s for their turn, all added up."
        slowest = sorted(self._hosts.items(), key=lambda each: -each[1].seconds)[:_SLOWEST]
        if slowest:
            yield "Hosts that took longest:"
        for name, host in slowest:
            yield f"  {host.seconds:8.1f} s  {count(host.requests, 'request'):>14}  {printable(name)}"

    def _now(self) -> _Mark:
        """Give how far the run is. The CPU is asked for now and then only: it is told in tenths of a second."""
        wall = time.perf_counter()
        if wall - self._cpu_at > _CPU_EVERY:
            self._cpu, self._cpu_at = time.process_time(), wall
        return _Mark(wall, self._cpu, self._requests, self._size)


def _row(words: str, spent: _Mark) -> str:
    took = f"{spent.wall:.1f} s"
    return f"  {words:24}{took:>10}{f'{spent.cpu:.1f} s':>10}{spent.requests:>10,}{f'{spent.size / 1e6:.1f} MB':>11}"
