"""What is asked of the web, and what came back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime  # noqa: TC003 - msgspec reads the annotations when it runs
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network


class Failure(StrEnum):
    """Why an address gave no answer, or not a whole one."""

    MALFORMED = "malformed"
    """It is not an http or https address, or its port is on the Fetch standard's list of bad ports."""
    NO_NAME = "no-name"
    """The name server says that the name does not exist (NXDOMAIN)."""
    NO_ADDRESS = "no-address"
    """The name exists but has no address."""
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
    NO_ROUTE = "no-route"
    """There is no way there from here: it has only IPv6 addresses and we have none, or our own network is down."""
    PROXY = "proxy"
    """Our own proxy did not let us through: nothing is known."""
    ROBOTS = "robots"
    """The host's robots.txt asks us not to; we did not."""
    GIVEN_UP = "given-up"
    """The host failed so often, or asked for so long a pause, that it was left alone; we did not ask."""
    OTHER = "other"


class CertificateFault(StrEnum):
    """What is wrong with a certificate."""

    EXPIRED = "expired"
    NOT_YET = "not-yet"
    WRONG_NAME = "wrong-name"
    SELF_SIGNED = "self-signed"
    UNKNOWN_AUTHORITY = "unknown-authority"
    INCOMPLETE_CHAIN = "incomplete-chain"
    """The server does not send the certificate in between; most browsers fetch it themselves."""


class Limits(Struct, frozen=True, kw_only=True):
    """How long and how much; times in seconds, sizes in bytes."""

    name: float = 5.0
    connect: float = 10.0
    first_byte: float = 15.0
    whole: float = 30.0
    body: int = 512_000
    redirects: int = 10


STANDARD = Limits()
"""A request that does not choose its limits has these, and the client puts the run's own in their place."""


class Remembered(Struct, frozen=True, kw_only=True):
    """What an earlier night knows of an address, so that it need not be sent again."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    """SHA-256 of the body in hexadecimal: for servers that give neither of the others."""


class Pass(Struct, frozen=True, kw_only=True):
    """What lets us in at the site's own door. It holds secrets, so it prints as nothing."""

    origins: frozenset[str]
    """Where it is shown: scheme, host and port, `https://preview.example.gov.uk`."""
    headers: tuple[tuple[str, str], ...] = ()
    cookies: str = ""
    """As a Cookie header has them."""
    certificate: str | None = None
    """Path of a PEM file."""
    key: str | None = None
    key_password: str | None = None

    def __repr__(self) -> str:
        """Keep what it holds out of every message and every log."""
        return "Pass(...)"


class Request(Struct, frozen=True, kw_only=True):
    """One question to one address. Always a GET: HEAD lies."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[str, ...] = ()
    """What this chain of redirects was given so far, in the format of libcurl's cookie list."""
    limits: Limits = STANDARD
    look: int = 1
    """The second look at an address asks again, also where the run knows an answer already."""
    known: Remembered | None = None
    """What is remembered of it; one who gives this can do without the body where nothing changed."""
    pin: tuple[str, int] | None = None
    """The address and port to connect to, once the guard has judged them."""
    held: Pass | None = None
    """What lets us in, once it is known that it may be shown at this address."""


class Hop(Struct, frozen=True, kw_only=True):
    """One redirect."""

    url: str
    status: int


class Certificate(Struct, frozen=True, kw_only=True):
    """What the handshake told."""

    fault: CertificateFault | None = None
    expires: datetime | None = None
    names: tuple[str, ...] = ()
    issuer: str = ""


class Fetched(Struct, frozen=True, kw_only=True):
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
    """True if nothing changed since what was `known`; the body may then be empty."""

    def header(self, name: str) -> str:
        """Give the last header of that name, or an empty string."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


Fetch = Callable[[Request], Awaitable[Fetched]]
"""What every layer of `checker.web` takes and gives."""
Network: TypeAlias = "IPv4Network | IPv6Network"


class Rewrite(Struct, frozen=True, kw_only=True):
    """One `--connect-to`: whoever would connect to the left is led to the right. `*` keeps what it was."""

    host: str
    port: str
    to_host: str
    to_port: str

    def fits(self, host: str, port: int) -> bool:
        """Tell whether it speaks of this host and port."""
        return self.host in {"*", host} and self.port in {"*", str(port)}


class Pace(Struct, frozen=True, kw_only=True):
    """How one host is asked. Rates are ceilings: the beginning is gentle, and trouble slows it down."""

    per_second: float = 10.0
    at_once: int = 4
    pause: float = 5.0
    """Seconds to wait for a host that says "too many requests" but not for how long; doubled if it says so again."""
    longest_pause: float = 60.0
    """Seconds. A host that asks for a longer one is left alone for this run."""
    patience: int = 8
    """Failures in a row after which a host is left alone."""


class RobotsPolicy(StrEnum):
    """Of which other hosts robots.txt is asked. The site's own hosts are always asked for theirs, but for `never`."""

    ALWAYS = "always"
    MANY = "many"
    """Only where more than five addresses are asked: for fewer, one GET is what a reader's browser does."""
    NEVER = "never"


class WebOptions(Struct, frozen=True, kw_only=True):
    """Everything a `checker.web.client.Client` is told."""

    agent: str
    """The User-Agent header; `checker.web.client.agent` makes it."""
    nameserver: str | None = None
    """HOST or HOST:PORT; None for the system's."""
    rewrites: tuple[Rewrite, ...] = ()
    ca_bundle: str | None = None
    """File of certificates to trust; None for the bundled one."""
    proxy: str = ""
    networks: tuple[Network, ...] = ()
    """Networks that may be asked though they are not public."""
    private: bool = False
    """True if every network may be."""
    own_hosts: frozenset[str] = frozenset()
    """The hosts of the site itself."""
    held: Pass | None = None
    """What lets us in at the site's own door."""
    own_networks: tuple[Network, ...] = ()
    """Networks that only the site's own hosts may live in."""
    limits: Limits = STANDARD
    own: Pace = Pace(per_second=5.0)
    others: Pace = Pace()
    in_flight: int = 128
    """Requests at once, all hosts together."""
    robots: RobotsPolicy = RobotsPolicy.MANY
