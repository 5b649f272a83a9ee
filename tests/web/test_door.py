"""What lets us in is shown at the site's own door and at no other, with certificates of our own too."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import trustme

from checker import commands
from checker.model.fetching import Failure, Fetched, Pass, Request
from checker.web.door import showing
from checker.web.engine import Engine
from checker.web.redirects import following
from tests.web.servers import Page, answer, context, site
from tests.web.test_engine import LIMITS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

AUTHORITY = trustme.CA()
CLIENTS = trustme.CA()
HOST = "staging.example.gov.uk"
LET_IN = answer("200 OK", "Content-Type: text/html", body=b"<title>Draft</title><main><p>Ring 0117 496 0117.</main>")


def wants_certificate(*names: str, strictly: bool = True) -> ssl.SSLContext:
    """Make the context of a server that asks its visitors for a certificate."""
    tls = context(AUTHORITY, *names)
    tls.verify_mode = ssl.CERT_REQUIRED if strictly else ssl.CERT_OPTIONAL
    CLIENTS.configure_trust(tls)
    return tls


def our_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate that the server knows, and its key."""
    made = CLIENTS.issue_cert("checker@example.gov.uk")
    certificate, key = folder / "ours.pem", folder / "ours.key"
    made.cert_chain_pems[0].write_to_path(certificate)
    made.private_key_pem.write_to_path(key)
    return certificate, key


def fetched(tmp_path: Path, held: Pass, url: str, servers: dict[int, tuple[dict[str, Page], object]]) -> Fetched:
    """Ask an address of one of several servers, by way of redirects; {0} and {1} in an address are their ports."""
    bundle = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(bundle)

    async def run() -> Fetched:
        async with AsyncExitStack() as opened:
            ports: list[int] = []
            for pages, tls in servers.values():
                ready = {path: _filled(page, ports) for path, page in pages.items()}
                ports.append(await opened.enter_async_context(site(ready, tls=tls)))  # type: ignore[arg-type]
            engine = await opened.enter_async_context(Engine(agent="t", ca_bundle=str(bundle)))

            async def here(request: Request) -> Fetched:
                port = int(request.url.split(":")[2].split("/")[0])
                return await engine.fetch(
                    Request(url=request.url, limits=LIMITS, held=request.held, pin=("127.0.0.1", port))
                )

            origins = frozenset(each.format(*ports) for each in held.origins)
            shown = Pass(origins=origins, certificate=held.certificate, key=held.key)
            return await following(showing(here, shown))(Request(url=url.format(*ports), limits=LIMITS))

    return asyncio.run(run())


def _filled(page: Page, ports: list[int]) -> Page:
    return page.replace(b"{0}", str(ports[0]).encode()) if isinstance(page, bytes) and ports else page


def test_our_certificate_opens_the_door(tmp_path: Path) -> None:
    certificate, key = our_certificate(tmp_path)
    origin = f"https://{HOST}:{{0}}"
    servers = {0: ({"/": LET_IN}, wants_certificate(HOST))}
    held = Pass(origins=frozenset({origin}), certificate=str(certificate), key=str(key))
    assert fetched(tmp_path, held, f"{origin}/", servers).status == 200
    without = fetched(tmp_path, Pass(origins=frozenset()), f"{origin}/", servers)
    assert without.status is None
    assert without.failure in {Failure.TLS, Failure.RESET}


def test_after_a_redirect_another_host_is_shown_no_certificate(tmp_path: Path) -> None:
    """The other server asks for one as well, and would take ours; it is not offered, over a connection of its own."""
    certificate, key = our_certificate(tmp_path)
    shown: list[bool] = []

    async def look(writer: asyncio.StreamWriter) -> None:
        shown.append(bool(writer.get_extra_info("peercert")))
        writer.write(LET_IN)
        await writer.drain()

    away = answer("302 Found", "Location: https://other.example.gov.uk:{0}/b")
    servers: dict[int, tuple[dict[str, Page], object]] = {
        0: ({"/b": look}, wants_certificate("other.example.gov.uk", strictly=False)),
        1: ({"/": away}, wants_certificate(HOST)),
    }
    ours, theirs = f"https://{HOST}:{{1}}", "https://other.example.gov.uk:{0}"
    for origins in ((ours,), (ours, theirs)):
        held = Pass(origins=frozenset(origins), certificate=str(certificate), key=str(key))
        got = fetched(tmp_path, held, f"{ours}/", servers)
        assert (got.status, [hop.status for hop in got.redirects]) == (200, [302])
    assert shown == [False, True]


def test_a_pass_prints_as_nothing() -> None:
    held = Pass(origins=frozenset({"https://a.example"}), headers=(("X-Key", "k-7f3a9c"),), cookies="a=c-51d20e")
    for words in (repr(held), str(held), repr(Request(url="https://a.example/", held=held)), f"{held}"):
        assert "k-7f3a9c" not in words
        assert "c-51d20e" not in words


def test_a_staging_server_is_checked_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One that wants a certificate, stands at another address, and is known to no name server."""
    certificate, key = our_certificate(tmp_path)
    monkeypatch.setenv("STAGING_CERTIFICATE", str(certificate))
    monkeypatch.setenv("STAGING_KEY", str(key))
    monkeypatch.delenv("CHECKER_OFFLINE", raising=False)
    (tmp_path / "s").mkdir()
    door = '[door]\ncertificate = "STAGING_CERTIFICATE"\nkey = "STAGING_KEY"\n'
    (tmp_path / "s" / "staging.toml").write_text(f'name = "Staging"\nstart = "https://{HOST}/"\n{door}')
    bundle = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(bundle)
    asked: list[str] = []

    async def run() -> int:
        async with site({"/draft": LET_IN}, tls=wants_certificate(HOST), asked=asked) as port:
            where = ("--sources", str(tmp_path / "s"), "--site", "staging", "--ca-bundle", str(bundle))
            led = ("--connect-to", f"{HOST}:443=127.0.0.1:{port}", "--only", "phone-placeholder", "--format", "json")
            return await asyncio.to_thread(commands.execute, ("check", f"https://{HOST}/draft", *where, *led))

    assert asyncio.run(run()) == 1
    assert '"rule": "phone-placeholder"' in capfd.readouterr().out
    assert {line for head in asked for line in head.splitlines() if line.startswith("Host:")} == {f"Host: {HOST}"}
