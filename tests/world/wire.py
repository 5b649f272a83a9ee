"""HTTP/1.1 over a connection, as well or as badly as an `Answer` wants it."""

from __future__ import annotations

import asyncio
import contextlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from tests.world.model import Answer, Asked, Ending, Framing

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n"
NOT_HTTP = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_HELLO = b"\x16"
"""The first byte of a TLS handshake (RFC 8446, 5.1): servers that speak plain HTTP answer it with a 400."""
DRIP_EVERY = 1.0
"""Seconds between two bytes; divided by the world's speed."""
_BREATH = 0.002
"""Seconds between two pieces of what never ends: some megabytes a second, and time for others."""
_NO_BODY = frozenset({204, 304})


class Stream:
    """The two ends of a connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer


async def read(stream: Stream, *, scheme: str, night: int) -> Asked | None:
    """Read one request; None at the end of the connection, or where it is none."""
    with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        first = await stream.reader.readexactly(1)
        if first == _HELLO:
            stream.writer.write(NOT_HTTP)
            return None
        lines = (first + await stream.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, _, rest = lines[0].partition(" ")
        target = rest.rpartition(" ")[0]
        headers = {key.lower(): words.strip() for key, _, words in (line.partition(":") for line in lines[1:] if line)}
        host = headers.get("host", "").rpartition(":")
        name = host[0] if host[1] and host[2].isdigit() else headers.get("host", "")
        return Asked(
            scheme=scheme, host=name.lower(), method=method, target=target, headers=headers, night=night, times=0
        )
    return None


async def write(asked: Asked, answer: Answer, stream: Stream, *, speed: float) -> bool:
    """Send an answer; tell whether the connection goes on."""
    if answer.ending is Ending.RESET:
        stream.writer.transport.abort()
        return False
    if answer.ending is Ending.HANG:
        await stream.reader.read()  # until the client has had enough
        return False
    await asyncio.sleep(answer.wait / speed)
    last = _is_last(asked, answer)
    stream.writer.write((EARLY if answer.early else b"") + _head(answer, last=last))
    if asked.method != "HEAD" and answer.status not in _NO_BODY:
        await _send_body(answer, stream, speed=speed)
    await stream.writer.drain()
    if last:
        stream.writer.close()
        await stream.writer.wait_closed()
    return not last


def _is_last(asked: Asked, answer: Answer) -> bool:
    wants_end = asked.headers.get("connection", "").lower() == "close"
    odd = answer.framing not in {Framing.LENGTH, Framing.CHUNKED}
    return wants_end or odd or answer.ending is not Ending.KEEP


def _head(answer: Answer, *, last: bool) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}"]
    lines += [f"{key}: {words}" for key, words in answer.headers]
    lines += _length(answer)
    lines += ["Connection: close"] if last else []
    # what stands in a header goes out byte for byte: a Location may hold UTF-8, Latin-1 or worse
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _length(answer: Answer) -> list[str]:
    size = len(answer.body)
    match answer.framing:
        case _ if answer.status in _NO_BODY:
            return []
        case Framing.CHUNKED:
            return ["Transfer-Encoding: chunked"]
        case Framing.NONE:
            return []
        case Framing.TOO_LONG:
            size += 1000
        case Framing.TOO_SHORT:
            size = max(size - 40, 0)
    return [f"Content-Length: {size}"]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unheard Of"


async def _send_body(answer: Answer, stream: Stream, *, speed: float) -> None:
    if answer.ending is Ending.CUT:
        stream.writer.write(answer.body[: len(answer.body) // 2])
        return
    while answer.ending is Ending.ENDLESS and not stream.writer.is_closing():
        stream.writer.write(answer.body * 20)
        await stream.writer.drain()
        await asyncio.sleep(_BREATH)
    if answer.ending is Ending.DRIP:
        for byte in answer.body:
            stream.writer.write(bytes([byte]))
            await stream.writer.drain()
            await asyncio.sleep(DRIP_EVERY / speed)
        return
    for piece in _pieces(answer):
        stream.writer.write(piece)


def _pieces(answer: Answer) -> Iterator[bytes]:
    if answer.framing is not Framing.CHUNKED:
        yield answer.body
        return
    for at in range(0, len(answer.body), 700):
        piece = answer.body[at : at + 700]
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield b"0\r\n\r\n"
