from __future__ import annotations

import asyncio
import errno

import pytest

from checker.model.fetching import Failure, Fetched, Limits, Request
from checker.web.engine import Engine, _unconnected
from tests.web.servers import answer, site

LIMITS = Limits(connect=2, first_byte=1, whole=3)


async def ask(port: int, path: str = "/", *, limits: Limits = LIMITS, host: str = "www.example.gov.uk") -> Fetched:
    async with Engine(agent="checker-tests") as engine:
        url = f"http://{host}:{port}{path}"
        return await engine.fetch(Request(url=url, limits=limits, pin=("127.0.0.1", port)))


def served(pages: dict[str, object], **settings: object) -> Fetched:
    async def run() -> Fetched:
        async with site(pages) as port:
            return await ask(port, **settings)

    return asyncio.run(run())


def test_it_asks_the_pinned_address_by_the_name_of_the_host() -> None:
    asked: list[str] = []

    async def run() -> Fetched:
        async with site({"/": answer("200 OK", "X-One: 1", body=b"hello")}, asked=asked) as port:
            return await ask(port)

    got = asyncio.run(run())
    assert (got.status, got.body, got.failure, got.address) == (200, b"hello", None, "127.0.0.1")
    assert got.header("x-one") == "1"
    assert "Host: www.example.gov.uk:" in asked[0]
    assert "User-Agent: checker-tests" in asked[0]


def test_the_environments_proxy_is_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert served({"/": answer("200 OK")}).status == 200


def test_redirects_are_not_followed_here() -> None:
    assert served({"/": answer("301 Moved", "Location: /new")}).status == 301


def test_nobody_listening_is_refused() -> None:
    got = asyncio.run(ask(1))
    assert (got.status, got.failure) == (None, Failure.REFUSED)


async def _silent(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def _dripping(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.2)


async def _hangs_up(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _cut_short(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    await writer.drain()


def test_a_server_that_says_nothing_is_given_up() -> None:
    assert served({"/": _silent}).failure is Failure.TIMEOUT


def test_one_byte_a_while_is_given_up_in_the_end_but_the_status_stands() -> None:
    got = served({"/": _dripping}, limits=Limits(connect=2, first_byte=2, whole=1))
    assert (got.status, got.failure) == (200, Failure.TIMEOUT)


def test_a_server_that_hangs_up_is_a_reset() -> None:
    assert served({"/": _hangs_up}).failure is Failure.RESET


def test_a_body_cut_short_keeps_its_status() -> None:
    got = served({"/": _cut_short})
    assert (got.status, got.body, got.failure) == (200, b"half", Failure.BROKE_OFF)


def test_an_early_hint_is_not_the_answer() -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    got = served({"/": early + answer("404 Not Found", "X-Real: yes")})
    assert (got.status, got.header("x-real"), got.header("link")) == (404, "yes", "")


async def _promises(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
    await writer.drain()


def test_an_answer_that_was_only_announced_is_none() -> None:
    got = served({"/": _promises})
    assert (got.status, got.headers, got.failure) == (None, (), Failure.RESET)


def test_cookies_live_for_one_chain_only() -> None:
    asked: list[str] = []

    async def run() -> None:
        async with site({"/": answer("200 OK", "Set-Cookie: a=1")}, asked=asked) as port, Engine(agent="t") as engine:
            request = Request(url=f"http://www.example.gov.uk:{port}/", limits=LIMITS, pin=("127.0.0.1", port))
            first = await engine.fetch(request)
            await engine.fetch(request)
            await engine.fetch(Request(url=request.url, limits=LIMITS, pin=request.pin, cookies=first.cookies))

    asyncio.run(run())
    assert ["Cookie: a=1" in head for head in asked] == [False, False, True]


def test_a_connection_is_used_again() -> None:
    connections: set[str] = set()

    async def run() -> None:
        async def page(writer: asyncio.StreamWriter) -> bool:
            connections.add(writer.get_extra_info("peername"))
            writer.write(answer("200 OK", stays=True))
            return True

        async with site({"/": page}) as port, Engine(agent="t") as engine:
            for _ in range(5):
                await engine.fetch(
                    Request(url=f"http://www.example.gov.uk:{port}/", limits=LIMITS, pin=("127.0.0.1", port))
                )

    asyncio.run(run())
    assert len(connections) == 1


def test_a_kept_connection_that_died_meanwhile_is_made_anew() -> None:
    async def run() -> list[Fetched]:
        async def page(writer: asyncio.StreamWriter) -> bool:
            writer.write(answer("200 OK", stays=True))
            await writer.drain()
            return False  # hangs up though it promised to stay

        async with site({"/": page}) as port, Engine(agent="t") as engine:
            request = Request(url=f"http://www.example.gov.uk:{port}/", limits=LIMITS, pin=("127.0.0.1", port))
            return [await engine.fetch(request) for _ in range(4)]

    assert [each.status for each in asyncio.run(run())] == [200] * 4


def test_one_who_gives_up_leaves_the_engine_whole() -> None:
    async def run() -> Fetched:
        async with site({"/": _silent, "/two": answer("200 OK")}) as port, Engine(agent="t") as engine:
            url = f"http://www.example.gov.uk:{port}"
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(engine.fetch(Request(url=url + "/", pin=("127.0.0.1", port))), 0.02)
            return await engine.fetch(Request(url=url + "/two", pin=("127.0.0.1", port)))

    assert asyncio.run(run()).status == 200


def test_what_cannot_be_reached_from_here_is_not_called_refused() -> None:
    # connecting to the world from a test is out of the question: the system's own numbers are read instead
    assert _unconnected(errno.ENETUNREACH) is Failure.NO_ROUTE
    assert _unconnected(errno.EADDRNOTAVAIL) is Failure.NO_ROUTE
    assert _unconnected(errno.ECONNREFUSED) is Failure.REFUSED
    assert _unconnected(errno.EMFILE) is Failure.OTHER


@pytest.mark.parametrize(
    "url", ["http://", "http://a b/", "nonsense", "file:///etc/passwd", "http://www.example:99999/"]
)
def test_what_is_no_address_is_malformed_or_refused_and_never_raises(url: str) -> None:
    async def run() -> Fetched:
        async with Engine(agent="t") as engine:
            return await engine.fetch(Request(url=url, limits=LIMITS, pin=("127.0.0.1", 1)))

    assert asyncio.run(run()).failure in {Failure.MALFORMED, Failure.OTHER, Failure.REFUSED}
