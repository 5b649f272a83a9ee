from __future__ import annotations

import asyncio
import gzip
import random
from collections import Counter

from checker.model.fetching import Fetched, Limits, Pace, Request
from checker.web.client import Client
from tests.web.servers import site
from tests.web.test_client import options

BEGINNINGS = [
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 302 Found\r\n",
    b"HTTP/1.0 404 X\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.1 304 N\r\n",
    b"HTTP/1.1 999 ?\r\n",
    b"HTTP/1.1 204 n\r\n",
    b"HTTP/1.1 \xb2\r\n",
]
PIECES = [
    *BEGINNINGS,
    b"Location: /x\r\n",
    b"Location: //[::1]/\r\n",
    b"Location: http://\xff\xfe/\r\n",
    b"Location: http://127.0.0.1:22/\r\n",
    b"Retry-After: \xb2\r\n",
    b"Set-Cookie: a=\x01b; domain=.uk\r\n",
    b"Content-Length: -5\r\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"Content-Length: 5\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Encoding: br, deflate\r\n",
    b"\x00\x00: \x00\r\n",
    b": empty\r\n",
    b" folded\r\n",
    b"X" * 70_000 + b"\r\n",
    b"\r\n\r\n",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"ffffffffffffffff\r\nx",
    gzip.compress(b"hi"),
    bytes(range(256)),
]


def test_no_mangled_answer_raises_or_stands_for_a_status_it_is_not() -> None:
    chance = random.Random(5)  # noqa: S311 - the same five hundred answers each time

    async def mangled(writer: asyncio.StreamWriter) -> None:
        middle = b"".join(chance.choice(PIECES) for _ in range(chance.randrange(8)))
        writer.write(chance.choice(BEGINNINGS) + middle + chance.choice([b"", b"\r\nbody"]))
        await writer.drain()

    async def ask() -> list[Fetched]:
        pace = Pace(per_second=100_000, at_once=50, patience=10**9)
        limits = Limits(connect=1, first_byte=1, whole=1, body=5000)
        async with site({"*": mangled}) as port, Client(options(others=pace, limits=limits)) as client:
            urls = [f"http://127.0.0.1:{port}/{number}" for number in range(500)]
            return list(await asyncio.gather(*(client.fetch(Request(url=url)) for url in urls)))

    kinds = Counter(each.status for each in asyncio.run(ask()))
    assert sum(kinds.values()) == 500
    assert set(kinds) <= {None, 200, 302, 404, 304, 999, 204}
