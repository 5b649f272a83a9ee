"""A name server, written by hand because a library takes a millisecond a question."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from typing import TYPE_CHECKING

from tests.world.model import Question, Records

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator

KINDS = {1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 15: "MX", 16: "TXT", 28: "AAAA", 65: "HTTPS"}
NO_NAME = 3
_TTL = 60
_HEADER = struct.Struct("!6H")
_ANSWERED = 0x8180
"""A response, recursion desired and available (RFC 1035, 4.1.1)."""
_QUESTION_NAME = b"\xc0\x0c"
"""A pointer to the name in the question (RFC 1035, 4.1.4)."""


class Names:
    """What the server knows, and what it was asked."""

    def __init__(self, lookup: Callable[[str], Records | None]) -> None:
        self.lookup = lookup
        self.asked: list[Question] = []

    def reply(self, query: bytes, over: str) -> bytes | None:
        """Answer one packet; None is silence."""
        number, flags, *_ = _HEADER.unpack_from(query)
        name, after = _name(query)
        kind = struct.unpack_from("!H", query, after)[0]
        self.asked.append(Question(name=name, kind=KINDS.get(kind, str(kind)), over="tcp" if over == "tcp" else "udp"))
        records = self.lookup(name) or Records(code=NO_NAME)
        if records.silent:
            return None
        rows = [] if records.code else list(_rows(records, kind))
        header = _HEADER.pack(number, _ANSWERED | flags & 0x7900 | records.code, 1, len(rows), 0, 0)
        return header + query[_HEADER.size : after + 4] + b"".join(rows)


def _name(query: bytes) -> tuple[str, int]:
    """Read the name asked for, and say where it ends."""
    labels, at = [], _HEADER.size
    while size := query[at]:
        labels.append(query[at + 1 : at + 1 + size].decode("latin-1").lower())
        at += size + 1
    return ".".join(labels), at + 1


def _wire(name: str) -> bytes:
    labels = [label.encode() for label in name.split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def _rows(records: Records, kind: int) -> Iterator[bytes]:
    if records.cname and kind in {1, 5, 28}:
        yield _row(5, _wire(records.cname))
    match kind:
        case 1:
            yield from (_row(1, socket.inet_aton(each)) for each in records.a)
        case 28:
            yield from (_row(28, socket.inet_pton(socket.AF_INET6, each)) for each in records.aaaa)
        case 15:
            yield from (_row(15, struct.pack("!H", rank) + _wire(name)) for rank, name in records.mx)
        case 2:
            yield from (_row(2, _wire(name)) for name in records.ns)


def _row(kind: int, content: bytes) -> bytes:
    return _QUESTION_NAME + struct.pack("!HHIH", kind, 1, _TTL, len(content)) + content


def over_udp(names: Names, socket_: socket.socket, ending: threading.Event) -> None:
    """Answer datagrams until told to end, in a thread of its own: names must not wait for handshakes."""
    while not ending.is_set():
        packet, asker = socket_.recvfrom(4096)
        with contextlib.suppress(IndexError, struct.error, OSError):  # not a question at all, or nobody is there
            reply = names.reply(packet, "udp")
            if reply is not None:
                socket_.sendto(reply, asker)


async def over_tcp(names: Names, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer questions on one connection, each with its length before it (RFC 1035, 4.2.2)."""
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, IndexError, struct.error):
        while True:
            size = struct.unpack("!H", await reader.readexactly(2))[0]
            reply = names.reply(await reader.readexactly(size), "tcp")
            if reply is not None:
                writer.write(struct.pack("!H", len(reply)) + reply)
                await writer.drain()
