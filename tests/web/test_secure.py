from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import ssl
from typing import TYPE_CHECKING

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from checker.model.fetching import CertificateFault, Failure, Fetched, Request
from checker.web.engine import Engine
from tests.web.servers import Page, answer, context, site
from tests.web.test_engine import LIMITS

if TYPE_CHECKING:
    from pathlib import Path

AUTHORITY = trustme.CA()
STRANGER = trustme.CA()
PAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
FUTURE = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)
SAFE = answer("200 OK", body=b"safe")


def secure(tmp_path: Path, tls: object, page: Page = SAFE) -> Fetched:
    bundle = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(str(bundle))

    async def run() -> Fetched:
        async with (
            site({"/": page}, tls=tls) as port,
            Engine(agent="t", ca_bundle=str(bundle)) as engine,
        ):
            url = f"https://www.example.gov.uk:{port}/"
            return await engine.fetch(Request(url=url, limits=LIMITS, pin=("127.0.0.1", port)))

    return asyncio.run(run())


def test_a_good_certificate_tells_its_end(tmp_path: Path) -> None:
    got = secure(tmp_path, context(AUTHORITY, "www.example.gov.uk"))
    assert (got.status, got.body, got.failure) == (200, b"safe", None)
    assert got.certificate is not None
    assert got.certificate.fault is None
    assert got.certificate.expires is not None
    assert "www.example.gov.uk" in got.certificate.names


@pytest.mark.parametrize("stays", [True, False], ids=["kept", "made anew"])
def test_each_answer_of_a_host_tells_its_certificate(tmp_path: Path, *, stays: bool) -> None:
    bundle = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(str(bundle))
    tls = context(AUTHORITY, "www.example.gov.uk")
    connections: set[object] = set()

    async def page(writer: asyncio.StreamWriter) -> bool:
        connections.add(writer.get_extra_info("peername"))
        writer.write(answer("200 OK", stays=stays))
        return stays

    async def run() -> list[Fetched]:
        async with site({"/": page}, tls=tls) as port, Engine(agent="t", ca_bundle=str(bundle)) as engine:
            request = Request(url=f"https://www.example.gov.uk:{port}/", limits=LIMITS, pin=("127.0.0.1", port))
            first = [await engine.fetch(request) for _ in range(3)]
            return [*first, *await asyncio.gather(*(engine.fetch(request) for _ in range(3)))]

    certificates = [each.certificate for each in asyncio.run(run())]
    assert certificates[0] is not None
    assert certificates == [certificates[0]] * 6
    assert len(connections) == (3 if stays else 6)


@pytest.mark.parametrize(
    ("tls", "fault"),
    [
        (context(AUTHORITY, "www.example.gov.uk", not_before=PAST, not_after=PAST), CertificateFault.EXPIRED),
        (context(AUTHORITY, "www.example.gov.uk", not_before=FUTURE, not_after=FUTURE), CertificateFault.NOT_YET),
        (context(AUTHORITY, "other.example.gov.uk"), CertificateFault.WRONG_NAME),
        (context(STRANGER, "www.example.gov.uk"), CertificateFault.UNKNOWN_AUTHORITY),
        (context(AUTHORITY, "other.example.gov.uk", not_before=PAST, not_after=PAST), CertificateFault.EXPIRED),
    ],
    ids=["expired", "not yet", "wrong name", "unknown authority", "expired and wrong name"],
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


def handmade(tmp_path: Path, *, issuer: str, where: str | None = None) -> ssl.SSLContext:
    """Make a certificate that trustme would not: signed by itself, or with a link missing above it."""
    key, above = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    now = dt.datetime.now(dt.UTC)
    draft = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "leaf")]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.example.gov.uk")]), critical=False)
    )
    if where:
        kept = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(where))
        draft = draft.add_extension(x509.AuthorityInformationAccess([kept]), critical=False)
    made = draft.sign(key if issuer == "leaf" else above, hashes.SHA256())
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "leaf.pem").write_bytes(secret + made.public_bytes(pem))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "leaf.pem")
    return tls


@pytest.mark.parametrize(
    ("issuer", "where", "fault"),
    [
        ("leaf", None, CertificateFault.SELF_SIGNED),
        ("middle", None, CertificateFault.UNKNOWN_AUTHORITY),
        ("middle", "http://ca.example.com/middle.crt", CertificateFault.INCOMPLETE_CHAIN),
    ],
)
def test_a_missing_link_is_told_from_an_authority_nobody_knows(
    tmp_path: Path, issuer: str, where: str | None, fault: CertificateFault
) -> None:
    got = secure(tmp_path, handmade(tmp_path, issuer=issuer, where=where))
    assert got.certificate is not None
    assert got.certificate.fault is fault


def test_a_fault_in_our_own_list_of_certificates_is_not_the_sites(tmp_path: Path) -> None:
    async def run() -> Fetched:
        async with (
            site({"/": SAFE}, tls=context(AUTHORITY, "www.example.gov.uk")) as port,
            Engine(agent="t", ca_bundle=str(tmp_path / "missing.pem")) as engine,
        ):
            url = f"https://www.example.gov.uk:{port}/"
            return await engine.fetch(Request(url=url, limits=LIMITS, pin=("127.0.0.1", port)))

    assert asyncio.run(run()).failure is Failure.OTHER


async def _ends_without_a_word(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\nall there is")
    await writer.drain()
    await asyncio.sleep(0.05)
    # under the TLS layer: the other side sees the connection end without close_notify
    writer.transport._ssl_protocol._transport.abort()  # noqa: SLF001


def test_a_secure_connection_that_ends_without_a_word_keeps_its_status(tmp_path: Path) -> None:
    got = secure(tmp_path, context(AUTHORITY, "www.example.gov.uk"), page=_ends_without_a_word)
    assert (got.status, got.body) == (200, b"all there is")
    assert got.failure in {None, Failure.BROKE_OFF}


def through(proxy: bytes, url: str) -> tuple[Fetched, list[str]]:
    """Ask an address through a proxy that answers so."""
    asked: list[str] = []

    async def run() -> Fetched:
        async with (
            site({"*": proxy}, asked=asked) as port,
            Engine(agent="t", proxy=f"http://127.0.0.1:{port}") as engine,
        ):
            return await engine.fetch(Request(url=url, limits=LIMITS, pin=("192.0.2.1", 443)))

    return asyncio.run(run()), asked


def test_a_proxys_own_good_answer_is_not_the_sites() -> None:
    got, asked = through(b"HTTP/1.1 200 Connection established\r\n\r\nno TLS here", "https://www.example.gov.uk/")
    assert (got.status, got.headers, got.failure) == (None, (), Failure.TLS)
    assert asked[0].startswith("CONNECT www.example.gov.uk:443 ")


def test_a_proxy_that_does_not_let_us_through_says_nothing_of_the_site() -> None:
    got, _ = through(answer("503 No"), "https://www.example.gov.uk/")
    assert (got.status, got.failure) == (None, Failure.PROXY)


def test_a_proxy_that_is_not_there_says_nothing_of_the_site() -> None:
    async def run() -> list[Fetched]:
        async with Engine(agent="t", proxy="http://127.0.0.1:1") as engine:
            urls = ("https://www.example.gov.uk/", "http://www.example.gov.uk/")
            return [await engine.fetch(Request(url=url, limits=LIMITS, pin=("192.0.2.1", 443))) for url in urls]

    assert {each.failure for each in asyncio.run(run())} == {Failure.PROXY}


def test_a_plain_address_goes_through_the_proxy_by_its_name() -> None:
    got, asked = through(answer("200 OK", body=b"hello"), "http://www.example.gov.uk/a")
    assert (got.status, got.body) == (200, b"hello")
    assert asked[0].startswith("GET http://www.example.gov.uk/a ")
