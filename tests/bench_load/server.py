"""The internet of the load: every host by name, page and address, in a process of its own.

It answers after the time its host takes, and counts. `python -m tests.bench_load.server SET SCALE CERTIFICATES`.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import ssl
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import trustme
import uvloop

from tests.bench_load import load as loads

if TYPE_CHECKING:
    from tests.bench_load.load import Load

_WORDS = (
    "advice family school help child support plan meeting review council parent carer service health need young person "
    "transport place learning offer local team letter form week term phone office visit question answer right money "
    "travel care home work friend doctor nurse teacher group club course reading health speech therapy hearing sight"
).split()


def _body() -> bytes:
    """Make what an address leads to: 10 kB of words, as varied as a page's are, the same on every machine."""
    drawing = random.Random(1)  # noqa: S311 - nothing is kept secret by it
    text = " ".join(f"{drawing.choice(_WORDS)}{drawing.choice(('', '', 's', 'ing', 'ed'))}" for _ in range(1500))
    head = (
        "<!doctype html><html lang='en'><head><title>What service %d says</title></head><body><main><h1>Service %d</h1>"
    )
    return f"{head}<p>{text}</p></main></body></html>".encode()


BODY = _body()
_A, _MX = b"\0\x01", b"\0\x0f"
PORTS = {"http": 80, "https": 443, "names": 53}


class Internet:
    """What is served tonight, and how often it was asked."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.night = 1
        kinds = ("pages", "unchanged", "addresses", "other", "names", "connections", "resumed", "most at once")
        self.asked = dict.fromkeys(kinds, 0)
        self.at_once = 0
        self.paused_until = 0.0
        self.worst = 0.0

    def answer(self, host: str, path: str, tag: str) -> tuple[float, int, bytes, str]:
        """Give how long it takes, the status, the body and further headers."""
        kind, _, number = path[1:].partition("/")
        if kind == "page" and host == loads.SITE and number.isdigit() and int(number) < self.load.pages:
            return self._page(int(number), tag)
        if kind == "advice" and number.isdigit():
            return self._address(int(number), loads.host_number(host))
        self.asked["other"] += 1
        return 0.05, 404, b"<!doctype html><title>Not found</title>", ""

    def _page(self, number: int, tag: str) -> tuple[float, int, bytes, str]:
        mark = f'"{number}-{loads.version(number, self.night)}"'
        self.asked["unchanged" if tag == mark else "pages"] += 1
        extra = f"ETag: {mark}\r\n"
        if tag == mark:
            return loads.latency(None), 304, b"", extra
        return loads.latency(None), 200, loads.page(self.load, number, self.night), extra

    def _address(self, number: int, host: int | None) -> tuple[float, int, bytes, str]:
        self.asked["addresses"] += 1
        if self.load.waits:
            now = time.monotonic()
            if self.asked["addresses"] == 1:
                self.paused_until = now + self.load.waits
            if now < self.paused_until:
                return 0.05, 429, b"Too many", f"Retry-After: {self.load.waits}\r\n"
        if host is not None and self.load.silent and loads.is_silent(host):
            return 3600, 200, b"", ""
        if loads.is_dead(number, self.night):
            return loads.latency(host), 404, b"<!doctype html><title>Page not found</title><h1>Not here</h1>", ""
        return loads.latency(host), 200, BODY % (number, number), ""


class Server(asyncio.Protocol):
    """One connection. Questions on it are answered one after the other, as HTTP/1.1 has it."""

    def __init__(self, internet: Internet) -> None:
        self.internet = internet
        self.heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        tls = transport.get_extra_info("ssl_object")
        self.internet.asked["connections"] += 1
        self.internet.asked["resumed"] += tls is not None and tls.session_reused is True

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while (end := self.heard.find(b"\r\n\r\n")) >= 0:
            head, self.heard = self.heard[:end].decode("latin-1"), self.heard[end + 4 :]
            self._reply(*head.split("\r\n"))

    def _reply(self, first: str, *lines: str) -> None:
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        method, target, _ = first.split(" ")
        host = fields.get("host", "").partition(":")[0].lower()
        there = self.internet
        if target == "/control":
            self._control(fields.get("x-night", ""))
            return
        seconds, status, body, extra = there.answer(host, target, fields.get("if-none-match", ""))
        head = (
            f"HTTP/1.1 {status} Said\r\nContent-Type: text/html; charset=utf-8\r\n{extra}"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        there.at_once += 1
        there.asked["most at once"] = max(there.asked["most at once"], there.at_once)
        loop = asyncio.get_running_loop()
        due = loop.time() + seconds
        loop.call_at(due, self._send, head.encode() + (b"" if method == "HEAD" else body), due)

    def _send(self, answer: bytes, due: float) -> None:
        there = self.internet
        there.at_once -= 1
        there.worst = max(there.worst, asyncio.get_running_loop().time() - due)
        if not self.transport.is_closing():
            self.transport.write(answer)

    def _control(self, night: str) -> None:
        """Tell what was counted, and begin to count anew."""
        there = self.internet
        used = resource.getrusage(resource.RUSAGE_SELF)
        said = {**there.asked, "cpu": used.ru_utime + used.ru_stime, "late ms": there.worst * 1000}
        body = json.dumps(said).encode()
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        there.asked = dict.fromkeys(there.asked, 0)
        there.worst = 0.0
        there.night = int(night or there.night)


def _row(kind: bytes, content: bytes) -> bytes:
    """Write an answer for the name that was asked for (RFC 1035, 4.1.3): it holds for an hour."""
    return b"\xc0\x0c" + kind + b"\0\x01\0\0\x0e\x10" + len(content).to_bytes(2, "big") + content


class Names(asyncio.DatagramProtocol):
    """Gives each host an address of its own in 127/8, and the pages' emails a domain. No other name exists."""

    def __init__(self, internet: Internet) -> None:
        self.internet = internet

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.internet.asked["names"] += 1
        labels, at = [], 12
        while size := data[at]:
            labels.append(data[at + 1 : at + 1 + size].decode("latin-1").lower())
            at += size + 1
        kind = data[at + 1 : at + 3]
        question = data[12 : at + 5]
        name = ".".join(labels)
        there = self._there(name)
        code = b"\x81\x80" if there else b"\x81\x83"
        record = _row(kind, there) if there and kind == _A else b""
        if name == loads.MAIL and kind == _MX:
            record = _row(kind, b"\0\x0a\xc0\x0c")
        count = b"\0\x01" if record else b"\0\0"
        self.transport.sendto(data[:2] + code + b"\0\x01" + count + b"\0\0\0\0" + question + record, addr)

    def _there(self, name: str) -> bytes | None:
        if name in {loads.SITE, loads.MAIL}:
            return bytes((127, 0, 1, 1))
        number = loads.host_number(name)
        if number is None or number >= self.internet.load.hosts:
            return None
        return bytes((127, 1 + number // 62_500, number // 250 % 250, number % 250 + 1))


def secured(load: Load, folder: Path) -> ssl.SSLContext:
    """Make a certificate for each host, as the web has them."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    contexts = {}
    for name in (loads.SITE, *(loads.host_name(number) for number in range(load.hosts))):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        contexts[name] = context
    first = contexts[loads.SITE]

    def chosen(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.context = contexts.get(name or "", first)

    first.sni_callback = chosen  # type: ignore[assignment]
    return first


async def serve(load: Load, folder: Path) -> None:
    internet = Internet(load)
    loop = asyncio.get_running_loop()
    tls = secured(load, folder) if load.secure else None
    everywhere = "0.0.0.0"  # noqa: S104 - all of 127/8, in a network namespace of its own
    await loop.create_server(lambda: Server(internet), everywhere, PORTS["http"], backlog=4096)
    if tls:
        await loop.create_server(lambda: Server(internet), everywhere, PORTS["https"], ssl=tls, backlog=4096)
    await loop.create_datagram_endpoint(lambda: Names(internet), local_addr=("127.0.0.1", PORTS["names"]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)  # until whoever started us closes it


if __name__ == "__main__":
    uvloop.run(serve(loads.sets(float(sys.argv[2]))[sys.argv[1]], Path(sys.argv[3])))
