"""Asks one address over libcurl: no redirects, no names, no policy. The traps of libcurl are dealt with here only."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Self

import certifi
import pycurl

from checker.model.fetching import Failure, Fetched
from checker.web._certificates import Certificates

if TYPE_CHECKING:
    from types import TracebackType

    from checker.model.fetching import Certificate, Pass, Request

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.ENETDOWN})
_OURS = frozenset({errno.EMFILE, errno.ENFILE})
_PROXY_FAULTS = frozenset({pycurl.E_COULDNT_RESOLVE_PROXY, 97})  # 97 is CURLE_PROXY, which pycurl does not name
_WANTED = (("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("Accept-Language", "en-GB,en;q=0.8"))
_FINAL = 200  # statuses below announce an answer, they are none (RFC 9110, 15.2)
_WRAPPING = 65_536  # bytes that compression may add to a body
_FAILURES = {
    pycurl.E_COULDNT_CONNECT: Failure.REFUSED,
    pycurl.E_OPERATION_TIMEDOUT: Failure.TIMEOUT,
    pycurl.E_RECV_ERROR: Failure.RESET,
    pycurl.E_SEND_ERROR: Failure.RESET,
    pycurl.E_GOT_NOTHING: Failure.RESET,
    pycurl.E_SSL_CONNECT_ERROR: Failure.TLS,
    pycurl.E_SSL_CIPHER: Failure.TLS,
    pycurl.E_SSL_ISSUER_ERROR: Failure.TLS,
    pycurl.E_SSL_INVALIDCERTSTATUS: Failure.TLS,
    pycurl.E_PEER_FAILED_VERIFICATION: Failure.CERTIFICATE,
    pycurl.E_URL_MALFORMAT: Failure.MALFORMED,
}


class _Answer:
    """Collects one answer while libcurl reads it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.body = bytearray()
        self.status: int | None = None
        self.headers: list[tuple[str, str]] = []
        self.full = False

    def header(self, line: bytes) -> None:
        """Take one header line. A status line begins the headers anew: 1xx answers come before the real one."""
        if line.startswith(b"HTTP/"):
            self.headers.clear()
            code = line.split(None, 2)[1:2]
            self.status = int(code[0]) if code and code[0].isdigit() else None
            return
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            self.headers.append((name.strip().lower(), value.strip()))

    def forget(self) -> None:
        """Unsay the headers."""
        self.status = None
        self.headers.clear()

    def write(self, piece: bytes) -> int | None:
        """Take a piece of the decompressed body; stop libcurl once the limit is reached (it reports error 23)."""
        self.body += piece[: self.limit - len(self.body)]
        self.full = len(self.body) >= self.limit
        return 0 if self.full else None

    def progress(self, _: int, received: int, *__: int) -> bool:
        """Stop libcurl (error 42) once more came over the line than any body may have, whatever it unpacks to."""
        self.full = self.full or received > self.limit + _WRAPPING
        return self.full


class Engine:
    """A pool of libcurl handles driven by the running event loop. Use as an async context manager.

    They share connections through libcurl's multi handle; a CurlShare adds nothing (measured).
    """

    def __init__(self, *, agent: str, ca_bundle: str | None = None, proxy: str = "", connections: int = 512) -> None:
        """Keep what every request shares.

        Args:
            agent: The User-Agent header. It names the tool and never imitates a browser.
            ca_bundle: File of certificates to trust; None for certifi's.
            proxy: Address of a proxy. Set explicitly, also when empty: libcurl would obey the environment.
            connections: How many are kept open. Beyond that the one that was longest idle is closed.
        """
        self._agent = agent
        self._ca_bundle = ca_bundle or certifi.where()
        self._proxy = proxy
        self._idle: list[pycurl.Curl] = []
        self._multi = pycurl.AsyncCurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, connections)
        self._certificates = Certificates(connections * 2)

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._multi.aclose()
        for curl in self._idle:
            curl.close()

    async def fetch(self, request: Request) -> Fetched:
        """Ask one address that the guard has pinned. Never raises for anything the network does."""
        answer = _Answer(request.limits.body)
        curl = self._idle.pop() if self._idle else pycurl.Curl()
        failure, detail = None, ""
        try:
            self._prepare(curl, request, answer)
            await self._multi.perform(curl)
        except pycurl.error as fault:
            detail = str(fault.args[-1])
            failure = self._failure(int(fault.args[0]), answer, curl)
        except UnicodeError as fault:
            failure, detail = Failure.MALFORMED, str(fault)
        # a request that was cancelled does not come here: its handle still belongs to libcurl, and is let go
        certificate = self._certificates.of(curl, request.url, failed=failure is Failure.CERTIFICATE)
        fetched = _fetched(request, answer, curl, failure=failure, detail=detail, certificate=certificate)
        curl.reset()
        self._idle.append(curl)
        return fetched

    def _prepare(self, curl: pycurl.Curl, request: Request, answer: _Answer) -> None:
        limits = request.limits
        curl.setopt(pycurl.URL, request.url.partition("#")[0])
        curl.setopt(pycurl.USERAGENT, self._agent)
        curl.setopt(pycurl.PROXY, self._proxy)
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        curl.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1)
        curl.setopt(pycurl.ACCEPT_ENCODING, "")
        curl.setopt(pycurl.CONNECTTIMEOUT_MS, int(limits.connect * 1000))
        curl.setopt(pycurl.LOW_SPEED_LIMIT, 1)
        curl.setopt(pycurl.LOW_SPEED_TIME, max(1, round(limits.first_byte)))
        curl.setopt(pycurl.TIMEOUT_MS, int(limits.whole * 1000))
        curl.setopt(pycurl.OPT_CERTINFO, 1)
        curl.setopt(pycurl.SSL_SESSIONID_CACHE, 0)  # a server shows its certificate only where no session is resumed
        curl.setopt(pycurl.HEADERFUNCTION, answer.header)
        curl.setopt(pycurl.WRITEFUNCTION, answer.write)
        curl.setopt(pycurl.NOPROGRESS, 0)
        curl.setopt(pycurl.XFERINFOFUNCTION, answer.progress)
        curl.setopt(pycurl.HTTPHEADER, _headers(request))
        curl.setopt(pycurl.COOKIEFILE, "")  # switches cookies on; they live for one chain, then are forgotten
        curl.setopt(pycurl.COOKIELIST, "ALL")
        for cookie in request.cookies:
            curl.setopt(pycurl.COOKIELIST, cookie)
        curl.setopt(pycurl.CAINFO, self._ca_bundle)
        if request.held:
            _show(curl, request.held)
        if request.pin and not self._proxy:  # a proxy resolves for itself, and seldom lets a bare address through
            curl.setopt(pycurl.CONNECT_TO, [_pinned(*request.pin)])

    def _failure(self, code: int, answer: _Answer, curl: pycurl.Curl) -> Failure:
        """Name a failure. Once a status has come, the status decides and the failure is a remark (18, 23, 56, 61)."""
        if answer.full:
            return Failure.CUT
        only_proxys = self._proxy and not curl.getinfo(pycurl.RESPONSE_CODE)  # its own 200 to CONNECT
        if only_proxys or (answer.status is not None and answer.status < _FINAL):
            answer.forget()
        if answer.status is not None:
            return Failure.TIMEOUT if code == pycurl.E_OPERATION_TIMEDOUT else Failure.BROKE_OFF
        if self._proxy and _is_proxys(code, curl):
            return Failure.PROXY
        named = _FAILURES.get(code, Failure.OTHER)
        return _unconnected(curl.getinfo(pycurl.OS_ERRNO)) if named is Failure.REFUSED else named


def _pinned(address: str, port: int) -> str:
    """Say in libcurl's words where to connect to, whatever host and port it reads in the address.

    An address, not a name, stands on the right, so libcurl has no name to look up. Nothing stands on the left: where
    libcurl read another host than we did, or with RESOLVE another port, it would fall silently back to the system's
    resolver.
    """
    return f"::[{address}]:{port}" if ":" in address else f"::{address}:{port}"


def _show(curl: pycurl.Curl, held: Pass) -> None:
    """Hand libcurl what lets us in, its headers apart; `reset` makes it forget after the request."""
    if held.cookies:
        curl.setopt(pycurl.COOKIE, held.cookies.encode("latin-1", "replace"))  # goes beside those of the chain
    if held.certificate:
        curl.setopt(pycurl.SSLCERT, held.certificate)
        curl.setopt(pycurl.SSLKEY, held.key or held.certificate)
    if held.key_password:
        curl.setopt(pycurl.KEYPASSWD, held.key_password)


def _headers(request: Request) -> list[bytes]:
    """Say what is wanted. Header values may have come from a server once: no line ends, and Latin-1 as it came."""
    chosen = (*request.headers, *(request.held.headers if request.held else ()))
    given = {name.lower() for name, _ in chosen}
    wanted = [each for each in _WANTED if each[0].lower() not in given]
    return [f"{name}: {' '.join(value.split())}".encode("latin-1", "replace") for name, value in (*wanted, *chosen)]


def _unconnected(number: int) -> Failure:
    """Tell a host that refuses from one that cannot be reached from here, and from a fault of our own."""
    if number in _NO_ROUTE:
        return Failure.NO_ROUTE
    return Failure.OTHER if number in _OURS else Failure.REFUSED


def _is_proxys(code: int, curl: pycurl.Curl) -> bool:
    """Tell whether it was the proxy that failed: not reached, or it answered CONNECT with something but 200."""
    told = curl.getinfo(pycurl.HTTP_CONNECTCODE)
    unreached = code in {pycurl.E_COULDNT_CONNECT, pycurl.E_OPERATION_TIMEDOUT} and not _connected(curl)
    return code in _PROXY_FAULTS or unreached or bool(told and told != 200)  # noqa: PLR2004


def _connected(curl: pycurl.Curl) -> bool:
    """Tell whether there was a connection: a new one has a time, and over a kept one something was sent."""
    return bool(curl.getinfo(pycurl.CONNECT_TIME) or curl.getinfo(pycurl.REQUEST_SIZE))


def _fetched(
    request: Request,
    answer: _Answer,
    curl: pycurl.Curl,
    *,
    failure: Failure | None,
    detail: str,
    certificate: Certificate | None,
) -> Fetched:
    return Fetched(
        url=request.url,
        final_url=request.url,
        status=answer.status,
        headers=tuple(answer.headers),
        body=bytes(answer.body),
        failure=failure,
        detail=detail,
        certificate=certificate,
        cookies=tuple(curl.getinfo(pycurl.INFO_COOKIELIST)),
        address=curl.getinfo(pycurl.PRIMARY_IP) if _connected(curl) else "",
        seconds=curl.getinfo(pycurl.TOTAL_TIME),
    )
