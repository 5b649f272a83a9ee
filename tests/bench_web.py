"""Measures `checker.web` as shipped: `python -m tests.bench_web`.

The servers stand in a process of their own, so that only the checker's side of the work is counted.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import shutil
import ssl
import sys
import tempfile
import time
from collections import Counter
from ipaddress import ip_network
from typing import TYPE_CHECKING

import certifi
import trustme
import uvloop

from checker.model.fetching import Fetched, Request, Rewrite, RobotsPolicy, WebOptions
from checker.web.client import Client, run

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

BODY = b"<!doctype html><title>A page</title><p>" + b"Advice for families. " * 400
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY)
PLAIN, SECURE = 200, 2000
LOOPBACK = ip_network("127.0.0.0/8")


class Quick(asyncio.Protocol):
    """Answers every request with the same page."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        for _ in range(data.count(b"\r\n\r\n")):
            self.transport.write(HEAD + BODY)


def name(number: int) -> str:
    return f"h{number}.hosts.example"


def address(number: int) -> str:
    return f"127.1.{number // 250}.{number % 250 + 1}"


class Zone(asyncio.DatagramProtocol):
    """Answers A for hN.hosts.example without parsing more of a question than it must."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        label = data[13 : 13 + data[12]]
        end = data.index(b"\0", 12) + 5
        there = bytes(int(part) for part in address(int(label[1:])).split("."))
        record = b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04" + there
        self.transport.sendto(data[:2] + b"\x85\x80\0\x01\0\x01\0\0\0\0" + data[12:end] + record, addr)


def serve(pipe: Connection, certificate: str) -> None:
    """Serve plain and secure pages and names on every address of loopback until told to end."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        plain = await loop.create_server(Quick, "0.0.0.0", 0, backlog=4096)  # noqa: S104 - all of 127/8, for a minute
        secure = await loop.create_server(Quick, "0.0.0.0", 0, ssl=tls, backlog=4096)  # noqa: S104
        names, _ = await loop.create_datagram_endpoint(Zone, local_addr=("127.0.0.1", 0))
        ports = [each.sockets[0].getsockname()[1] for each in (plain, secure)]
        pipe.send((*ports, names.get_extra_info("sockname")[1]))
        await loop.run_in_executor(None, pipe.recv)

    uvloop.run(main())


def measured(urls: list[str], options: WebOptions) -> str:
    """Ask all addresses and say what it cost."""

    async def main() -> Counter[str]:
        async with Client(options) as client:
            client.announce(urls)
            answers = await asyncio.gather(*(client.fetch(Request(url=url)) for url in urls))
            return Counter(_kind(each) for each in answers)

    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    kinds = run(main())
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds = time.monotonic() - began
    return f"{seconds:.2f} s, {cpu:.2f} s of CPU, {after.ru_maxrss // 1024} MB at most; {dict(kinds)}"


def _kind(answer: Fetched) -> str:
    return str(answer.status or answer.failure)


def main() -> None:
    """Measure the two loads that the design promises for."""
    with tempfile.TemporaryDirectory() as folder:
        authority = trustme.CA()
        bundle, certificate = f"{folder}/ca.pem", f"{folder}/server.pem"
        shutil.copyfile(certifi.where(), bundle)  # as large as the one that is shipped
        authority.cert_pem.write_to_path(bundle, append=True)
        authority.issue_cert("*.hosts.example").private_key_and_cert_chain_pem.write_to_path(certificate)
        pipe, there = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, certificate), daemon=True)
        server.start()
        plain, secure, names = pipe.recv()
        options = WebOptions(
            agent="checker-bench",
            nameserver=f"127.0.0.1:{names}",
            ca_bundle=bundle,
            networks=(LOOPBACK,),
            robots=RobotsPolicy.MANY,
            rewrites=(
                Rewrite(host="*", port="80", to_host="*", to_port=str(plain)),
                Rewrite(host="*", port="443", to_host="*", to_port=str(secure)),
            ),
        )
        loads = {
            "plain": [f"http://{name(number % PLAIN)}/{number}" for number in range(5000)],
            "secure": [f"https://{name(number)}/" for number in range(SECURE)],
        }
        for load in sys.argv[1:] or loads:
            sys.stdout.write(f"{load}: {len(loads[load])} addresses in {measured(loads[load], options)}\n")
        pipe.send(None)
        server.join(5)


if __name__ == "__main__":
    main()
