"""What is asked of the web, and what came back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Failure(StrEnum):
    """Why an address gave no answer, or not a whole one."""

    MALFORMED = "malformed"
    """It is not an http or https address, or its port is on the Fetch standard's list of bad ports."""
    NO_NAME = "no-name"
    """The name server says that the name does not exist (NXDOMAIN)."""
    NO_ADDRESS = "no-address"
    """The name exists but has no address that can be reached from here."""
    NAME_SILENT = "name-silent"
    """The name server failed or did not answer (SERVFAIL, time-out): nothing is known."""
    NOT_PUBLIC = "not-public"
    """Every address of the name is private, local or reserved; we did not ask."""
    REFUSED = "refused"
    TIMEOUT = "timeout"
    RESET = "reset"
    TLS = "tls"
    """No secure connection could be made at all."""
    CERTIFICATE = "certificate"
    BROKE_OFF = "broke-off"
    """A status came, the rest of the answer did not."""
    CUT = "cut"
    """We stopped reading: enough was read."""
    LOOP = "loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    OTHER = "other"


class CertificateFault(StrEnum):
    """What is wrong with a certificate."""

    EXPIRED = "expired"
    NOT_YET = "not-yet"
    WRONG_NAME = "wrong-name"
    SELF_SIGNED = "self-signed"
    UNKNOWN_AUTHORITY = "unknown-authority"
    """Also an incomplete chain, which most browsers repair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much; times in seconds, sizes in bytes."""

    name: float = 5.0
    connect: float = 10.0
    first_byte: float = 15.0
    whole: float = 30.0
    body: int = 512_000
    redirects: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to one address. Always a GET: HEAD lies."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[str, ...] = ()
    """What this chain of redirects was given so far, in the format of libcurl's cookie list."""
    limits: Limits = field(default_factory=Limits)
    pin: tuple[str, int] | None = None
    """The address and port to connect to, once the guard has judged them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What the handshake told."""

    fault: CertificateFault | None = None
    expires: datetime | None = None
    names: tuple[str, ...] = ()
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer, or why there is none. A status decides, even where a failure follows it."""

    url: str
    """As it was asked for."""
    final_url: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, in the order they came."""
    body: bytes = b""
    """Decompressed, up to the limit."""
    redirects: tuple[Hop, ...] = ()
    failure: Failure | None = None
    detail: str = ""
    """The library's own words, for the log."""
    certificate: Certificate | None = None
    cookies: tuple[str, ...] = ()
    address: str = ""
    """The network address that answered."""
    seconds: float = 0.0
    from_memory: bool = False

    def header(self, name: str) -> str:
        """Give the last header of that name, or an empty string."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


Fetch = Callable[[Request], Awaitable[Fetched]]
"""What every layer of `checker.web` takes and gives."""
