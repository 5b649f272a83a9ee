"""What the world is made of, as plain values: who answers what, and what a checker should make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

OWN = "own"
"""In `Records.a`: the address the world gave the host."""


class Ending(StrEnum):
    """How an answer ends."""

    KEEP = "keep"
    CLOSE = "close"
    """The connection is closed when everything is sent."""
    CUT = "cut"
    """Half the body comes, then the connection breaks."""
    RESET = "reset"
    """Nothing comes; the connection is reset."""
    HANG = "hang"
    """Nothing ever comes."""
    ENDLESS = "endless"
    """The body comes again and again, until the client has had enough."""
    DRIP = "drip"
    """The body comes a byte at a time."""


class Framing(StrEnum):
    """How the end of a body is told."""

    LENGTH = "length"
    CHUNKED = "chunked"
    NONE = "none"
    """No Content-Length: the end of the connection is the end of the body."""
    TOO_LONG = "too-long"
    """A Content-Length larger than the body, which then ends."""
    TOO_SHORT = "too-short"
    """A Content-Length smaller than what is sent."""


class Tls(StrEnum):
    """What is behind port 443."""

    GOOD = "good"
    EXPIRED = "expired"
    EXPIRES_SOON = "expires-soon"
    NOT_YET = "not-yet"
    WRONG_NAME = "wrong-name"
    SELF_SIGNED = "self-signed"
    UNKNOWN_AUTHORITY = "unknown-authority"
    INCOMPLETE = "incomplete"
    PLAIN = "plain"
    """Plain HTTP."""
    CLOSES = "closes"
    """The connection is closed before any handshake."""
    MUTE = "mute"
    """The handshake is never answered."""
    REFUSED = "refused"
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, as a behaviour sees it."""

    scheme: str
    host: str
    method: str
    target: str
    """Path and query, as they were sent."""
    headers: Mapping[str, str]
    """Names in lower case."""
    night: int
    times: int
    """How often this address was asked before, this night."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a web server says."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    framing: Framing = Framing.LENGTH
    ending: Ending = Ending.KEEP
    wait: float = 0.0
    """Seconds before the first byte; divided by the world's speed."""
    early: bool = False
    """A 103 comes first."""


Serve = Callable[[Asked], Answer]
Reply = Answer | Serve


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the name server says of a name."""

    a: tuple[str, ...] = ()
    aaaa: tuple[str, ...] = ()
    mx: tuple[tuple[int, str], ...] = ()
    """(0, "") is the null MX of RFC 7505."""
    ns: tuple[str, ...] = ()
    cname: str | None = None
    code: int = 0
    """2 is SERVFAIL, 3 NXDOMAIN."""
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A web server with a name of its own."""

    name: str
    pages: Mapping[str, Reply] = field(default_factory=dict)
    """Answers by path and query."""
    wild: Reply | None = None
    """For everything else; without it a plain 404, and a home page at /."""
    tls: Tls = Tls.GOOD
    http: bool = True
    """Whether anybody listens on port 80."""
    dns: Records | None = None
    """Without it, an address of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What contract 3 makes of an address."""

    verdict: str
    severity: Literal["danger", "wrong", "doubtful", "untidy"] | None = None
    """None: not a problem."""
    certainty: Literal["sure", "likely", "guess"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An address somewhere on the council's pages, and the truth about it."""

    name: str
    url: str
    """As it is written in the link."""
    words: str
    """The text of the link."""
    expected: tuple[Expected, ...]
    """By night; the last holds on."""
    why: str
    asked: str
    """What a checker asks: without the fragment, out of its wrapping."""

    def on(self, night: int) -> Expected:
        """Give what is expected on a night, counted from 1."""
        return self.expected[min(night, len(self.expected)) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Some hosts and the situations they serve."""

    hosts: tuple[Host, ...] = ()
    situations: tuple[Situation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One line of the request log."""

    host: str
    scheme: str
    method: str
    target: str
    agent: str
    headers: Mapping[str, str]
    night: int
    started: float
    ended: float
    """Seconds of a clock that only runs forward."""
    at_once: int
    """How many requests this host was answering when this one came, itself included."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question the name server was asked."""

    name: str
    kind: str
    over: Literal["udp", "tcp"]
