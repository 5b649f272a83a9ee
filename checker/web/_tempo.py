"""How fast one host may be asked, learned from its answers. Pure, so that a night can be tested in no time."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from checker.model.fetching import Failure

if TYPE_CHECKING:
    from checker.model.fetching import Fetched, Pace

_FIRST = 2.0  # requests at once before anything is known of a host
_NEVER = float("-inf")
_FEW = 2  # quick answers: what they taught is learned again as quickly
_QUICK = 1.0  # seconds: an answer as quick as this shows that more can be borne
_SLOWEST = 8  # times slower than the ceiling, at most
_TOO_MANY = 429
_UNAVAILABLE = 503
_BUSY = frozenset({_TOO_MANY, 502, _UNAVAILABLE, 504})
_NO_ANSWER = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.REFUSED, Failure.TLS, Failure.NO_ROUTE})


class Tempo:
    """What is known of one host's patience. Times are those of the event loop's clock, in seconds."""

    __slots__ = (
        "_at_once",
        "_barred_until",
        "_bursts",
        "_ceiling",
        "_eased_at",
        "_failing",
        "_floor",
        "_look",
        "_pace",
        "_quickly",
        "_spacing",
        "_told",
        "asked",
        "given_up",
        "next_at",
        "slow",
    )

    def __init__(self, pace: Pace, *, asked: int = 0) -> None:
        """Begin gently.

        Args:
            pace: The ceilings.
            asked: How often the host was asked before.
        """
        self._pace = pace
        self._ceiling = float(pace.at_once)
        self._floor = 1 / pace.per_second
        self._spacing = self._floor
        self._told = False
        self._at_once = min(_FIRST, self._ceiling)
        self._eased_at = _NEVER
        self._bursts = 0
        self._failing = 0
        self._quickly = 0
        """How often it answered quickly."""
        self.asked = asked
        """How often the host was asked."""
        self._look = 1
        self._barred_until = 0.0
        self.next_at = 0.0
        """Before this nothing may be asked."""
        self.slow = False
        """True if the latest answer was not quick."""
        self.given_up = ""
        """Why the host is left alone, once it is."""

    @property
    def at_once(self) -> int:
        """Give how many requests may run at the same time."""
        return int(self._at_once)

    def is_as_new(self, now: float) -> bool:
        """Tell whether the next request may go as if the host had never been asked."""
        return self._quickly <= _FEW and self.is_untroubled(now)

    def is_untroubled(self, now: float) -> bool:
        """Tell whether the next request need not be gentler than to a host that had never been asked."""
        return self._eased_at == _NEVER and not self.given_up and not self._told and self.next_at <= now

    def crawl_delay(self, seconds: float) -> None:
        """Obey a robots.txt that asks for a pause after each request, up to the longest pause we make."""
        self._floor = max(self._floor, min(seconds, self._pace.longest_pause))
        self._spacing = max(self._spacing, self._floor)
        self._ceiling = self._at_once = 1.0
        self._told = True

    def begin(self, now: float) -> None:
        """Note that a request starts.

        What a late timer lost is made good, up to one request, where the pace is ours: a host that named the pause
        between two requests gets it between any two.
        """
        self.asked += 1
        lost = 0.0 if self._told else self._spacing
        self.next_at = max(self.next_at, now - lost) + self._spacing

    def look(self, number: int, *, now: float) -> None:
        """Give a host that was left alone one more chance, at the next look, but not before the time it asked for."""
        if self.given_up and number > self._look and now >= self._barred_until:
            self.given_up, self._failing, self._at_once = "", self._pace.patience - 1, 1.0
        self._look = max(self._look, number)

    def learn(self, answer: Fetched, *, began: float, now: float) -> None:
        """Go faster after a quick answer, slower after trouble: as TCP does, which doubles until trouble comes first.

        Source: RFC 5681, 3.1, slow start and congestion avoidance.
        """
        self.slow = answer.seconds >= _QUICK
        if not _in_trouble(answer):
            self._failing = self._bursts = 0
            if not self.slow:
                self._quickly += 1
                more = 1.0 if self._eased_at == _NEVER else 1 / self._at_once
                self._at_once = min(self._ceiling, self._at_once + more)
                self._spacing = max(self._floor, self._spacing * 0.75)
            return
        # answers to what was asked before we slowed down say the same thing again: once is enough
        same_burst = began < self._eased_at
        if not same_burst:
            self._eased_at = now
            self._at_once = max(1.0, self._at_once / 2)
            self._spacing = min(self._spacing * 2, max(self._floor, _SLOWEST / self._pace.per_second))
        self._wait(answer, now=now, same_burst=same_burst)

    def _wait(self, answer: Fetched, *, now: float, same_burst: bool) -> None:
        told_to = asks_to_wait(answer)
        if not (told_to and same_burst):
            self._failing += 1
        if told_to:
            self._bursts += not same_burst
            pause = retry_after(answer)
            if pause is None:
                pause = min(self._pace.pause * 2 ** max(0, self._bursts - 1), self._pace.longest_pause)
            if pause > self._pace.longest_pause:
                self.given_up, self._barred_until = f"asked to be left alone for {pause:.0f} seconds", now + pause
                return
            self.next_at = max(self.next_at, now + pause)
        if self._failing >= self._pace.patience:
            self.given_up = f"stopped answering after {self.asked} requests"


def asks_to_wait(answer: Fetched) -> bool:
    """Tell whether a host wants to be asked later: 429, or 503 with a Retry-After. A bot wall would say the same again.

    Source for the header: Cloudflare's documentation, "Detect a challenge page response".
    """
    if answer.header("cf-mitigated"):
        return False
    return answer.status == _TOO_MANY or (answer.status == _UNAVAILABLE and retry_after(answer) is not None)


def retry_after(answer: Fetched) -> float | None:
    """Read Retry-After in seconds: a number or a date (RFC 9110, 10.2.3). None where there is none to be read."""
    words = answer.header("retry-after")
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        when = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):  # a date of the server's own making
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _in_trouble(answer: Fetched) -> bool:
    if answer.status is not None:
        return answer.status in _BUSY
    return answer.failure in _NO_ANSWER
