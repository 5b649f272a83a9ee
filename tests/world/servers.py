"""The sockets of the world: every host listens on an address of its own, all on the same two ports."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Protocol

from tests.world import names, wire
from tests.world.model import Answer, Asked, Host, Tls, Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    from tests.world.certificates import Authorities
    from tests.world.names import Names

    Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
    Group = tuple[Talk, ssl.SSLContext | None, set[str]]

NETWORK = "127.77.0.0/16"
NAME_SERVER = "127.77.0.1"
_FIRST = 2
_IN_A_ROW = 250
_HEAD_LIMIT = 256 * 1024
_TRIES = 20


class Hosts(Protocol):
    """What the servers need to know of the world."""

    speed: float
    night: int
    authorities: Authorities

    def host(self, name: str) -> Host | None: ...
    def answer(self, asked: Asked) -> Answer: ...
    def note(self, visit: Visit) -> None: ...


def address(number: int) -> str:
    """Give the address of the host with this number."""
    row, place = divmod(number + _FIRST, _IN_A_ROW)
    return f"127.77.{row}.{place + 1}"


def free_port() -> int:
    """Find a port nobody uses on the name server's address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((NAME_SERVER, 0))
        port: int = probe.getsockname()[1]
        return port


class Servers:
    """Everything that listens."""

    def __init__(self, world: Hosts, *, standard: bool = False) -> None:
        self.world, self._standard = world, standard
        self.web_port = self.tls_port = self.name_port = 0
        self._open: list[asyncio.Server] = []
        self._datagrams: tuple[socket.socket, threading.Event, threading.Thread] | None = None
        self._talks: set[asyncio.Task[object]] = set()
        self._busy: dict[str, int] = {}

    @property
    def busy(self) -> bool:
        """Tell whether a request is being answered."""
        return any(self._busy.values())

    async def start(self, hosts: Iterable[tuple[Host, str]], answering: Names) -> None:
        """Listen everywhere. A port somebody has meanwhile taken is tried anew with another."""
        listed = list(hosts)
        self.web_port = await self._on_one_port(
            [(self._talker("http"), None, {where for host, where in listed if host.http})], standard=80
        )
        self.tls_port = await self._on_one_port(list(self._behind_tls(listed)), standard=443)
        await self._serve_names(answering)

    async def stop(self) -> None:
        """Close everything, and wait until it is closed."""
        if self._datagrams:
            udp, ending, thread = self._datagrams
            ending.set()
            udp.sendto(b"", udp.getsockname())  # wakes it, so that it sees that it is to end
            thread.join()
            udp.close()
        for server in self._open:
            server.close()
        for task in self._talks:
            task.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        for server in self._open:
            await server.wait_closed()
        await asyncio.sleep(0)

    def _behind_tls(self, listed: list[tuple[Host, str]]) -> Iterable[Group]:
        kinds: dict[Tls, set[str]] = {}
        for host, where in listed:
            kinds.setdefault(host.tls, set()).add(where)
        plain, closes, mute = (kinds.pop(each, set()) for each in (Tls.PLAIN, Tls.CLOSES, Tls.MUTE))
        kinds.pop(Tls.REFUSED, None)
        yield self._talker("http"), None, plain
        yield self._hanging_up, None, closes
        yield self._mute, None, mute
        yield self._talker("https"), self._by_name(), set().union(*kinds.values())

    def _by_name(self) -> ssl.SSLContext:
        """Make a context that becomes the context of whatever host the client names."""
        default = self.world.authorities.context("nobody.harbourshire-trust.org.uk", Tls.GOOD)

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            host = self.world.host((name or "").rstrip("."))
            if host:
                connection.context = self.world.authorities.context(host.name, host.tls)

        default.sni_callback = choose
        return default

    async def _on_one_port(self, groups: list[Group], *, standard: int) -> int:
        problem: OSError | None = None
        for _ in range(_TRIES):
            port = standard if self._standard else free_port()
            opened: list[asyncio.Server] = []
            try:
                for talk, tls, where in groups:
                    if where:
                        opened.append(await asyncio.start_server(talk, sorted(where), port, ssl=tls, limit=_HEAD_LIMIT))
            except OSError as fault:
                for server in opened:
                    server.close()
                if fault.errno == errno.EADDRNOTAVAIL:
                    raise OSError(f"{NETWORK} is not part of this machine; on Linux it always is") from fault
                problem = fault
                continue
            self._open += opened
            return port
        raise OSError(f"no port is free on {NETWORK}") from problem

    async def _serve_names(self, answering: Names) -> None:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            async with self._kept(writer):
                await names.over_tcp(answering, reader, writer)

        for _ in range(_TRIES):
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            udp.bind((NAME_SERVER, 53 if self._standard else 0))
            port: int = udp.getsockname()[1]
            try:
                self._open.append(await asyncio.start_server(talk, NAME_SERVER, port))
            except OSError:
                udp.close()
                continue
            ending = threading.Event()
            thread = threading.Thread(
                target=names.over_udp, args=(answering, udp, ending), name="world-names", daemon=True
            )
            thread.start()
            self._datagrams, self.name_port = (udp, ending, thread), port
            return
        raise OSError(f"no port is free on {NAME_SERVER}")

    def _talker(self, scheme: str) -> Talk:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            stream = wire.Stream(reader, writer)
            async with self._kept(writer):
                while asked := await wire.read(stream, scheme=scheme, night=self.world.night):
                    if not await self._answered(asked, stream):
                        return

        return talk

    async def _answered(self, asked: Asked, stream: wire.Stream) -> bool:
        started, host = time.monotonic(), asked.host
        self._busy[host] = at_once = self._busy.get(host, 0) + 1
        try:
            return await wire.write(asked, self.world.answer(asked), stream, speed=self.world.speed)
        finally:
            self.world.note(
                Visit(
                    host=host,
                    scheme=asked.scheme,
                    method=asked.method,
                    target=asked.target,
                    agent=asked.headers.get("user-agent", ""),
                    headers=asked.headers,
                    night=asked.night,
                    started=started,
                    ended=time.monotonic(),
                    at_once=at_once,
                )
            )
            self._busy[host] -= 1

    async def _hanging_up(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async def _mute(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with self._kept(writer):
            await reader.read()

    @contextlib.asynccontextmanager
    async def _kept(self, writer: asyncio.StreamWriter) -> AsyncIterator[None]:
        """Know of a connection while it lasts, so that it can be ended, and end it without a word."""
        task = asyncio.current_task()
        if task is None:
            return
        self._talks.add(task)
        try:
            yield
        except (ConnectionError, TimeoutError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            self._talks.discard(task)
            writer.close()
