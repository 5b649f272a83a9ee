"""Small servers on loopback, as badly behaved as a test wants them."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import dnslib

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import trustme


def answer(status: str, *headers: str, body: bytes = b"", stays: bool = False) -> bytes:
    """Give the bytes of an answer that closes its connection, or leaves it open."""
    last = "Connection: keep-alive" if stays else "Connection: close"
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", last, *headers, "", ""]
    return "\r\n".join(lines).encode() + body


Page = bytes | Callable[[asyncio.StreamWriter], Awaitable[bool | None]]
"""What is sent as it is, or who sends it; the latter says whether the connection stays open."""


class _Site:
    """One server and the connections it holds, so that none outlives its test."""

    def __init__(self, pages: dict[str, Page], asked: list[str]) -> None:
        self.pages, self.asked = pages, asked
        self.serving: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.serving[task] = writer
        broken = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
        with contextlib.suppress(*broken):
            while await self.answered(reader, writer):
                pass
        writer.close()
        with contextlib.suppress(*broken):
            await writer.wait_closed()
        self.serving.pop(task, None)

    async def answered(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; tell whether another may follow on this connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.asked.append(head)
        page = self.pages.get(head.split(" ")[1], self.pages.get("*", answer("404 Not Found")))
        if isinstance(page, bytes):
            writer.write(page)
            await writer.drain()
            return b"Connection: close" not in page
        return bool(await page(writer))

    async def end(self) -> None:
        """Hang up on everybody and wait until all are gone."""
        for task, writer in list(self.serving.items()):
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*self.serving, return_exceptions=True)


@contextlib.asynccontextmanager
async def site(
    pages: dict[str, Page],
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ssl.SSLContext | None = None,
    asked: list[str] | None = None,
) -> AsyncIterator[int]:
    """Serve raw answers by path (`*` for any other) on a free port; give the port. What was asked goes to `asked`."""
    here = _Site(pages, asked if asked is not None else [])
    server = await asyncio.start_server(here.serve, host, port, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await here.end()
        await server.wait_closed()


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
            # as all servers do: it says for how long the answer may be kept (RFC 2308)
            reply.add_auth(*dnslib.RR.fromZone(f"{name}. 60 SOA ns.{name}. mail.{name}. 1 60 60 60 60"))
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
