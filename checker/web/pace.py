"""Asks each host no faster than it likes, and lets no waiting host hold up another.

Each host has a queue. A request takes one of the places in flight only when its host may be asked. Hosts are taken in
turn, but the site's own first, as what its pages lead to is to be known soon, and those with a long queue, as they end
last. So do those that answer slowly: every other place is for them. Nothing polls: a queue is looked at when a request
comes, when an answer comes, and when its own timer rings.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from checker.model.fetching import Failure, Fetched
from checker.urls import host_of
from checker.web._tempo import Tempo, asks_to_wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.model.fetching import Fetch, Pace, Request

_AGAIN = 2  # times a request is asked again after the pause that its host asked for
_LONG = 20  # requests that wait for one host: in turn with thousands it would be asked every few seconds only
_RESTING = 1000  # hosts that are remembered with all that was learned, though they have nothing to do
_TICK = 0.001  # seconds by which a timer of the event loop may ring early


class _Queue:
    """One host: who waits for it, and how fast it may be asked."""

    __slots__ = ("first", "host", "line", "resting", "running", "tempo", "timer", "waiting")

    def __init__(self, host: str, pace: Pace, *, first: bool, asked: int = 0) -> None:
        self.host, self.first = host, first
        self.tempo = Tempo(pace, asked=asked)
        self.waiting: list[asyncio.Future[bool]] = []  # some dozens; an empty deque takes 700 bytes, and hosts are many
        self.running = 0
        self.resting = False
        self.line: deque[_Queue] | None = None
        """Where it stands in line for a place, if it does."""
        self.timer: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Tell whether nobody waits and nobody is asked."""
        return not (self.waiting or self.running or self.line is not None or self.timer)


class Pacer:
    """The queues of all hosts, and the places in flight they share."""

    def __init__(
        self, *, pace_of: Callable[[str], Pace], in_flight: int, first: Callable[[str], bool] = lambda _: False
    ) -> None:
        """Begin with no host known.

        Args:
            pace_of: Gives the ceilings of a host.
            in_flight: Requests at once, all hosts together.
            first: Tells which hosts come before others, within their own ceilings.
        """
        self._pace_of, self._first = pace_of, first
        self._free = in_flight
        self._queues: dict[str, _Queue] = {}
        self._ready: deque[_Queue] = deque()
        self._ready_first: deque[_Queue] = deque()
        """Those that come before the others: the site's own, and those with so much to ask that they end last."""
        self._ready_slow: deque[_Queue] = deque()
        """Those that answer slowly, and take turns with the others."""
        self._turn_of_slow = False
        self._resting: deque[_Queue] = deque()
        """Hosts that had nothing to do when they were last seen, those that rest longest first."""
        self._forgotten: dict[str, int] = {}
        """How often hosts were asked of which nothing else need be known any more."""
        self.waited = 0.0
        """Seconds that requests waited for their turn, all together."""

    def paced(self, fetch: Fetch) -> Fetch:
        """Let requests through when it is their host's turn; ask again what the host wanted asked later."""

        async def ask(request: Request) -> Fetched:
            queue = self._queue(host_of(request.url))
            queue.tempo.look(request.look, now=asyncio.get_running_loop().time())
            answer: Fetched | None = None
            # a further look asks once: it comes after a pause of its own, and the host has said no three times
            for _ in range(1 + _AGAIN if request.look == 1 else 1):
                if not await self._turn(queue, first=answer is not None):
                    break
                answer = await self._asked(queue, fetch, request)
                if not asks_to_wait(answer):
                    break
            return answer or _left_alone(request, queue.tempo.given_up)

        return ask

    def crawl_delay(self, host: str, seconds: float) -> None:
        """Obey what a host's robots.txt says of the time between two requests."""
        self._queue(host).tempo.crawl_delay(seconds)

    def forget(self) -> None:
        """Forget hosts that have nothing to do, but not those that are in trouble or asked to be left alone."""
        now = asyncio.get_running_loop().time()
        kept = (each for each in self._queues.values() if not (each.idle and each.tempo.is_untroubled(now)))
        self._queues = {each.host: each for each in kept}
        self._resting = deque(each for each in self._resting if each.host in self._queues)
        self._forgotten.clear()

    def _queue(self, host: str) -> _Queue:
        found = self._queues.get(host)
        if found is None:
            self._forget()
            asked = self._forgotten.pop(host, 0)
            found = self._queues[host] = _Queue(host, self._pace_of(host), first=self._first(host), asked=asked)
        return found

    def _forget(self) -> None:
        """Forget hosts that have long had nothing to do, if they could be met anew: two for each that is met."""
        now = asyncio.get_running_loop().time()
        for _ in range(2 if len(self._resting) > _RESTING else 0):
            queue = self._resting.popleft()
            queue.resting = False
            if queue.idle and queue.tempo.is_as_new(now):
                del self._queues[queue.host]
                self._forgotten[queue.host] = queue.tempo.asked
            elif queue.idle:
                self._rest(queue)

    def _rest(self, queue: _Queue) -> None:
        if not queue.resting:
            queue.resting = True
            self._resting.append(queue)

    async def _asked(self, queue: _Queue, fetch: Fetch, request: Request) -> Fetched:
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            answer = await fetch(request)
            queue.tempo.learn(answer, began=began, now=clock())
        finally:
            self._release(queue)
        return answer

    async def _turn(self, queue: _Queue, *, first: bool) -> bool:
        """Wait for a place; False if the host is left alone."""
        if queue.tempo.given_up:
            return False
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if first:
            queue.waiting.insert(0, turn)
        else:
            queue.waiting.append(turn)
        if len(queue.waiting) >= _LONG and not queue.first:
            self._put_first(queue)
        self._offer(queue)
        self._serve()
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            mine = await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self._release(queue)  # the place was given in the same moment
            raise
        self.waited += clock() - began
        return mine

    def _put_first(self, queue: _Queue) -> None:
        queue.first = True
        if queue.line is not None:
            queue.line.remove(queue)
            queue.line = self._ready_first
            queue.line.append(queue)

    def _offer(self, queue: _Queue) -> None:
        """Put a host in line for a place if it may be asked now, or set its alarm."""
        if queue.line is not None or not queue.waiting or queue.running >= queue.tempo.at_once:
            return
        loop = asyncio.get_running_loop()
        if queue.tempo.next_at - loop.time() <= _TICK:
            slow = self._ready_slow if queue.tempo.slow else self._ready
            queue.line = self._ready_first if queue.first else slow
            queue.line.append(queue)
        elif queue.timer is None:
            queue.timer = loop.call_at(queue.tempo.next_at, self._ring, queue)

    def _ring(self, queue: _Queue) -> None:
        queue.timer = None
        self._offer(queue)
        self._serve()

    def _serve(self) -> None:
        """Give the free places to the hosts in line, one each, then again from the first."""
        clock = asyncio.get_running_loop().time
        while self._free and (line := self._next_line()):
            queue = line.popleft()
            queue.line = None
            now = clock()
            # while it stood in line the host may have asked for a pause, or those who waited may have gone
            if queue.tempo.next_at - now <= _TICK and queue.running < queue.tempo.at_once and _start_one(queue):
                queue.tempo.begin(now)
                self._free -= 1
            self._offer(queue)

    def _next_line(self) -> deque[_Queue]:
        if self._ready_first:
            return self._ready_first
        self._turn_of_slow = not self._turn_of_slow
        return self._ready_slow or self._ready if self._turn_of_slow else self._ready or self._ready_slow

    def _release(self, queue: _Queue) -> None:
        queue.running -= 1
        self._free += 1
        if queue.tempo.given_up:
            _dismiss(queue)
        self._offer(queue)
        self._serve()
        if queue.idle:
            self._rest(queue)


def _start_one(queue: _Queue) -> bool:
    while queue.waiting:
        turn = queue.waiting.pop(0)
        if not turn.done():
            turn.set_result(True)
            queue.running += 1
            return True
    return False


def _dismiss(queue: _Queue) -> None:
    """Tell everybody who waits that the host is left alone."""
    while queue.waiting:
        turn = queue.waiting.pop(0)
        if not turn.done():
            turn.set_result(False)


def _left_alone(request: Request, why: str) -> Fetched:
    return Fetched(url=request.url, final_url=request.url, failure=Failure.GIVEN_UP, detail=f"the site {why}")
