from __future__ import annotations

import asyncio
import gzip
import zlib

import pytest

from checker.model.fetching import Failure, Limits
from tests.web.servers import answer
from tests.web.test_engine import served

SMALL = Limits(connect=2, first_byte=1, whole=5, body=100_000)
# fifty million zeros in 80 bytes of brotli: there is no encoder among what the tests stand on
BROTLI_BOMB = bytes.fromhex(
    "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f0110870500baf77ffc"
    "ffff837f02200e0b0074effff20f5e0fff04401c1600e8a0eb01"
)


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


def test_a_page_that_never_ends_is_cut_at_the_limit() -> None:
    got = served({"/": _endless}, limits=SMALL)
    assert (got.status, len(got.body), got.failure) == (200, 100_000, Failure.CUT)


def test_a_gzip_bomb_is_cut_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    got = served({"/": answer("200 OK", "Content-Encoding: gzip", body=bomb)}, limits=SMALL)
    assert (got.status, len(got.body), got.failure) == (200, 100_000, Failure.CUT)


def test_broken_gzip_keeps_its_status() -> None:
    got = served({"/": answer("200 OK", "Content-Encoding: gzip", body=b"no gzip at all")})
    assert (got.status, got.failure) == (200, Failure.BROKE_OFF)


def test_headers_of_a_megabyte_keep_their_status() -> None:
    got = served({"/": answer("200 OK", *[f"X-{n}: {'y' * 8000}" for n in range(128)])})
    assert (got.status, got.failure) == (200, Failure.BROKE_OFF)


async def _nothing_unpacked(writer: asyncio.StreamWriter) -> None:
    """Send compressed blocks without end that hold nothing."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    packer = zlib.compressobj(wbits=31)
    writer.write(packer.compress(b"x") + packer.flush(zlib.Z_SYNC_FLUSH))
    while True:
        writer.write(b"\x00\x00\x00\xff\xff" * 10_000)
        await writer.drain()


def test_what_comes_over_the_line_is_capped_though_it_unpacks_to_nothing() -> None:
    got = served({"/": _nothing_unpacked}, limits=Limits(connect=2, first_byte=2, whole=20, body=100_000))
    assert (got.status, got.failure) == (200, Failure.CUT)
    assert got.seconds < 10


def test_a_brotli_bomb_is_cut_at_the_limit() -> None:
    got = served({"/": answer("200 OK", "Content-Encoding: br", body=BROTLI_BOMB)}, limits=SMALL)
    assert (got.status, len(got.body), got.failure) == (200, 100_000, Failure.CUT)


def test_compression_inside_compression_is_capped_too() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    got = served({"/": answer("200 OK", "Content-Encoding: gzip, gzip", body=bomb)}, limits=SMALL)
    assert (got.status, len(got.body), got.failure) == (200, 100_000, Failure.CUT)


def test_a_compression_nobody_knows_keeps_its_status() -> None:
    got = served({"/": answer("200 OK", "Content-Encoding: lzw-9", body=b"abc")})
    assert (got.status, got.failure) == (200, Failure.BROKE_OFF)


def test_one_header_of_a_megabyte_keeps_its_status() -> None:
    got = served({"/": answer("200 OK", f"X-Long: {'y' * 1_000_000}")})
    assert (got.status, got.failure) == (200, Failure.BROKE_OFF)


def test_a_body_as_long_as_the_limit_is_whole() -> None:
    got = served({"/": answer("200 OK", body=b"x" * 99_999)}, limits=SMALL)
    assert (len(got.body), got.failure) == (99_999, None)


async def _headers_by_the_byte(writer: asyncio.StreamWriter) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 10_000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.05)


def test_headers_that_come_by_the_byte_end_with_the_whole_limit() -> None:
    got = served({"/": _headers_by_the_byte}, limits=Limits(connect=1, first_byte=1, whole=0.6))
    assert got.failure is Failure.TIMEOUT
    assert got.seconds < 1


@pytest.mark.parametrize("raw", [b"", b"\0" * 4000, b"HTTP/9.9 abc\r\n\r\n", b"HTTP/1.1 200", b"SSH-2.0-x\r\n\r\n"])
def test_what_is_no_answer_at_all_never_raises(raw: bytes) -> None:
    async def page(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()

    got = served({"/": page})
    assert got.status is None
    assert got.failure is not None
