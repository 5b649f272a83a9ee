from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gzip
from typing import TYPE_CHECKING

import pytest
import trustme

from checker.model.fetching import CertificateFault, Failure, Fetched, Limits, Request
from checker.web.engine import Engine
from tests.web.servers import answer, context, site

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(connect=2, first_byte=1, whole=3)


async def ask(port: int, path: str = "/", *, limits: Limits = LIMITS, host: str = "www.example.gov.uk") -> Fetched:
    async with Engine(agent="checker-tests") as engine:
        url = f"http://{host}:{port}{path}"
        return await engine.fetch(Request(url=url, limits=limits, pin=("127.0.0.1", port)))


def served(pages: dict[str, object], **settings: object) -> Fetched:
    async def run() -> Fetched:
        async with site(pages) as port:
            return await ask(port, **settings)

    return asyncio.run(run())


def test_it_asks_the_pinned_address_by_the_name_of_the_host() -> None:
    asked: list[str] = []

    async def run() -> Fetched:
        async with site({"/": answer("200 OK", "X-One: 1", body=b"hello")}, asked=asked) as port:
            return await ask(port)

    got = asyncio.run(run())
    assert (got.status, got.body, got.failure, got.address) == (200, b"hello", None, "127.0.0.1")
    assert got.header("x-one") == "1"
    assert "Host: www.example.gov.uk:" in asked[0]
    assert "User-Agent: checker-tests" in asked[0]


def test_the_environments_proxy_is_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert served({"/": answer("200 OK")}).status == 200


def test_redirects_are_not_followed_here() -> None:
    assert served({"/": answer("301 Moved", "Location: /new")}).status == 301


def test_nobody_listening_is_refused() -> None:
    got = asyncio.run(ask(1))
    assert (got.status, got.failure) == (None, Failure.REFUSED)


async def _silent(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def _dripping(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.2)


async def _hangs_up(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _cut_short(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    await writer.drain()


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


def test_a_server_that_says_nothing_is_given_up() -> None:
    assert served({"/": _silent}).failure is Failure.TIMEOUT


def test_one_byte_a_while_is_given_up_in_the_end_but_the_status_stands() -> None:
    got = served({"/": _dripping}, limits=Limits(connect=2, first_byte=2, whole=1))
    assert (got.status, got.failure) == (200, Failure.TIMEOUT)


def test_a_server_that_hangs_up_is_a_reset() -> None:
    assert served({"/": _hangs_up}).failure is Failure.RESET


def test_a_body_cut_short_keeps_its_status() -> None:
    got = served({"/": _cut_short})
    assert (got.status, got.body, got.failure) == (200, b"half", Failure.BROKE_OFF)


def test_a_page_that_never_ends_is_cut_at_the_limit() -> None:
    got = served({"/": _endless}, limits=Limits(whole=5, body=100_000))
    assert (got.status, len(got.body), got.failure) == (200, 100_000, Failure.CUT)


def test_a_gzip_bomb_is_cut_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    got = served({"/": answer("200 OK", "Content-Encoding: gzip", body=bomb)}, limits=Limits(body=100_000))
    assert (got.status, len(got.body), got.failure) == (200, 100_000, Failure.CUT)


def test_broken_gzip_keeps_its_status() -> None:
    got = served({"/": answer("200 OK", "Content-Encoding: gzip", body=b"no gzip at all")})
    assert (got.status, got.failure) == (200, Failure.BROKE_OFF)


def test_headers_of_a_megabyte_keep_their_status() -> None:
    got = served({"/": answer("200 OK", *[f"X-{n}: {'y' * 8000}" for n in range(128)])})
    assert (got.status, got.failure) == (200, Failure.BROKE_OFF)


def test_an_early_hint_is_not_the_answer() -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    got = served({"/": early + answer("404 Not Found", "X-Real: yes")})
    assert (got.status, got.header("x-real"), got.header("link")) == (404, "yes", "")


def test_cookies_live_for_one_chain_only() -> None:
    asked: list[str] = []

    async def run() -> None:
        async with site({"/": answer("200 OK", "Set-Cookie: a=1")}, asked=asked) as port, Engine(agent="t") as engine:
            request = Request(url=f"http://www.example.gov.uk:{port}/", limits=LIMITS, pin=("127.0.0.1", port))
            first = await engine.fetch(request)
            await engine.fetch(request)
            await engine.fetch(Request(url=request.url, limits=LIMITS, pin=request.pin, cookies=first.cookies))

    asyncio.run(run())
    assert ["Cookie: a=1" in head for head in asked] == [False, False, True]


AUTHORITY = trustme.CA()
STRANGER = trustme.CA()
PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def secure(tmp_path: Path, tls: object, host: str = "www.example.gov.uk") -> Fetched:
    bundle = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(str(bundle))

    async def run() -> Fetched:
        async with (
            site({"/": answer("200 OK", body=b"safe")}, tls=tls) as port,
            Engine(agent="t", ca_bundle=str(bundle)) as engine,
        ):
            return await engine.fetch(Request(url=f"https://{host}:{port}/", limits=LIMITS, pin=("127.0.0.1", port)))

    return asyncio.run(run())


def test_a_good_certificate_tells_its_end(tmp_path: Path) -> None:
    got = secure(tmp_path, context(AUTHORITY, "www.example.gov.uk"))
    assert (got.status, got.body, got.failure) == (200, b"safe", None)
    assert got.certificate is not None
    assert got.certificate.fault is None
    assert got.certificate.expires is not None
    assert "www.example.gov.uk" in got.certificate.names


@pytest.mark.parametrize(
    ("tls", "fault"),
    [
        (context(AUTHORITY, "www.example.gov.uk", not_before=PAST, not_after=PAST), CertificateFault.EXPIRED),
        (context(AUTHORITY, "other.example.gov.uk"), CertificateFault.WRONG_NAME),
        (context(STRANGER, "www.example.gov.uk"), CertificateFault.UNKNOWN_AUTHORITY),
        (context(AUTHORITY, "other.example.gov.uk", not_before=PAST, not_after=PAST), CertificateFault.EXPIRED),
    ],
    ids=["expired", "wrong name", "unknown authority", "expired and wrong name"],
)
def test_what_is_wrong_with_a_certificate_is_named(tmp_path: Path, tls: object, fault: CertificateFault) -> None:
    got = secure(tmp_path, tls)
    assert (got.status, got.failure) == (None, Failure.CERTIFICATE)
    assert got.certificate is not None
    assert got.certificate.fault is fault


async def _plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(answer("400 Bad Request"))
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def test_plain_http_where_https_is_promised_is_no_secure_connection() -> None:
    async def run() -> Fetched:
        server = await asyncio.start_server(_plain, "127.0.0.1", 0)
        async with server, Engine(agent="t") as engine:
            port = server.sockets[0].getsockname()[1]
            return await engine.fetch(
                Request(url=f"https://www.example.gov.uk:{port}/", limits=LIMITS, pin=("127.0.0.1", port))
            )

    assert asyncio.run(run()).failure is Failure.TLS
