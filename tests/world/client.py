"""A client that does nothing by itself: it shows what really comes over the wire."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import ada_url

from tests.world import situations

if TYPE_CHECKING:
    from tests.world.internet import World

KIND = {"A": 1, "NS": 2, "CNAME": 5, "MX": 15, "AAAA": 28}
PATIENCE = 5.0
"""Seconds for what does answer, on a busy machine too."""
SHORT = 0.3
"""Seconds for what never will."""
_SILENT = frozenset(name for name, records in situations.RECORDS.items() if records.silent)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What came, or why nothing did."""

    url: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    """As it was sent: in chunks, compressed or cut."""
    early: bool = False
    fault: str = ""
    """Empty, or: name, servfail, silence, private, refused, reset, timeout, tls, certificate N."""
    chain: tuple[tuple[str, int], ...] = ()

    def header(self, name: str) -> str:
        return next((words for key, words in self.headers if key.lower() == name), "")


def question(name: str, kind: str, number: int = 77) -> bytes:
    """Write a question to a name server."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack("!6H", number, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", KIND[kind], 1)


def over_udp(world: World, name: str, kind: str = "A") -> bytes | None:
    """Ask the world's name server; None is silence."""
    where, _, port = world.nameserver.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.settimeout(SHORT if name in _SILENT else PATIENCE)
        asker.connect((where, int(port)))
        asker.send(question(name, kind))
        try:
            return asker.recv(4096)
        except TimeoutError:
            return None


async def ask(
    world: World, url: str, *, method: str = "GET", headers: dict[str, str] | None = None, patience: float = PATIENCE
) -> Seen:
    """Ask one address once."""
    there = urlsplit(ada_url.URL(url).href)
    host = there.hostname or ""
    where, fault = await asyncio.to_thread(_resolved, world, host)
    if fault:
        return Seen(url=url, fault=fault)
    secure, raw = there.scheme == "https", bytearray()
    port = world.ports[secure]
    target = (there.path or "/") + (f"?{there.query}" if there.query else "")
    fields = {"Host": there.netloc, "User-Agent": "raw", "Connection": "close", **(headers or {})}
    lines = [f"{method} {target} HTTP/1.1", *(f"{key}: {words}" for key, words in fields.items() if words), "", ""]
    try:
        async with asyncio.timeout(patience):
            request = "\r\n".join(lines).encode("latin-1")
            await _exchange((where, port), request, _tls(world, host, secure=secure), into=raw)
    except (OSError, TimeoutError) as problem:
        if not raw:  # once a status has come, the rest is another matter
            return Seen(url=url, fault=_named(problem))
    return _read(url, bytes(raw))


async def follow(world: World, url: str, *, patience: float = PATIENCE) -> Seen:
    """Ask an address and go where it leads, with the cookies of the way."""
    chain: list[tuple[str, int]] = []
    cookies: dict[str, str] = {}
    seen = await ask(world, url, patience=patience)
    while seen.status in _REDIRECTS and len(chain) < _HOPS:
        chain.append((seen.url, seen.status or 0))
        for key, words in seen.headers:
            if key.lower() == "set-cookie":
                cookies[words.partition("=")[0]] = words.partition("=")[2].partition(";")[0]
        kept = "; ".join(f"{key}={words}" for key, words in cookies.items())
        onward = urljoin(seen.url, seen.header("location").replace("\xc3\xa9", "%C3%A9").replace("\xe9", "%E9"))
        seen = await ask(world, onward.partition("#")[0], headers={"Cookie": kept}, patience=patience)
    return Seen(
        url=seen.url,
        status=seen.status,
        headers=seen.headers,
        body=seen.body,
        fault=seen.fault,
        chain=tuple(chain),
    )


def _resolved(world: World, host: str) -> tuple[str, str]:
    reply = over_udp(world, host.rstrip("."))
    if reply is None:
        return "", "silence"
    code = reply[3] & 15
    if code:
        return "", {2: "servfail", 3: "name"}.get(code, f"code {code}")
    if not int.from_bytes(reply[6:8], "big"):
        return "", "no address"
    address = socket.inet_ntoa(reply[-4:])
    return (address, "") if address.startswith("127.77.") else ("", "private")


def _tls(world: World, host: str, *, secure: bool) -> tuple[ssl.SSLContext, str] | None:
    return (world.client, host) if secure else None


async def _exchange(
    where: tuple[str, int], request: bytes, tls: tuple[ssl.SSLContext, str] | None, *, into: bytearray
) -> None:
    context, name = tls or (None, None)
    reader, writer = await asyncio.open_connection(*where, ssl=context, server_hostname=name)
    try:
        writer.write(request)
        while piece := await reader.read(1 << 16):
            into.extend(piece)
    finally:
        writer.close()
        with contextlib.suppress(OSError):  # the other side has said what it had to say
            await writer.wait_closed()


def _named(problem: BaseException) -> str:
    match problem:
        case ssl.SSLCertVerificationError():
            return f"certificate {problem.verify_code}"
        case ssl.SSLError():
            return "tls"
        case TimeoutError():
            return "timeout"
        case ConnectionRefusedError():
            return "refused"
        case _:
            return "reset"


def _read(url: str, raw: bytes) -> Seen:
    early = raw.startswith(b"HTTP/1.1 103")
    raw = raw.partition(b"\r\n\r\n")[2] if early else raw
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        return Seen(url=url, fault="reset")
    fields = tuple((key, words.strip()) for key, _, words in (line.partition(":") for line in lines[1:]))
    return Seen(url=url, status=int(lines[0].split(" ")[1]), headers=fields, body=body, early=early)
