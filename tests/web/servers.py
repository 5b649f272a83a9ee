"""Small servers on loopback, as badly behaved as a test wants them."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from typing import TYPE_CHECKING

import dnslib

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import trustme


def answer(status: str, *headers: str, body: bytes = b"") -> bytes:
    """Give the bytes of an answer that closes its connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@contextlib.asynccontextmanager
async def site(
    pages: dict[str, bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]],
    *,
    host: str = "127.0.0.1",
    tls: ssl.SSLContext | None = None,
    asked: list[str] | None = None,
) -> AsyncIterator[int]:
    """Serve raw answers by path on a free port; give the port. What was asked is appended to `asked`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            if asked is not None:
                asked.append(head)
            page = pages.get(path, answer("404 Not Found"))
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        writer.close()

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


def context(authority: trustme.CA, *names: str, **settings: object) -> ssl.SSLContext:
    """Make a TLS context with a certificate of this authority."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **settings).configure_cert(tls)
    return tls


class _Zone(asyncio.DatagramProtocol):
    def __init__(self, records: dict[tuple[str, str], list[str] | int | None], asked: list[str]) -> None:
        self.records, self.asked = records, asked

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dnslib.DNSRecord.parse(data)
        name, kind = str(query.q.qname).rstrip(".").lower(), dnslib.QTYPE[query.q.qtype]
        self.asked.append(f"{name} {kind}")
        known = any(key[0] == name for key in self.records)
        said = self.records.get((name, kind), [] if known else dnslib.RCODE.NXDOMAIN)
        if said is None:
            return  # silence
        reply = query.reply()
        if isinstance(said, int):
            reply.header.rcode = said
        else:
            for value in said:
                reply.add_answer(*dnslib.RR.fromZone(f"{name}. 60 {kind} {value}"))
        self.transport.sendto(reply.pack(), addr)


@contextlib.asynccontextmanager
async def nameserver(
    records: dict[tuple[str, str], list[str] | int | None], *, asked: list[str] | None = None
) -> AsyncIterator[str]:
    """Serve names over UDP; give HOST:PORT. A number is a DNS error code, None is silence."""
    loop = asyncio.get_running_loop()
    kept = asked if asked is not None else []
    transport, _ = await loop.create_datagram_endpoint(lambda: _Zone(records, kept), local_addr=("127.0.0.1", 0))
    try:
        yield f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"
    finally:
        transport.close()
