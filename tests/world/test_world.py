"""The world itself: it is of no use if it does not do what it says."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

import pycurl
import pytest

from tests.world.client import PATIENCE, SHORT, Seen, ask, follow
from tests.world.internet import World
from tests.world.model import Answer, Ending, Tls

if TYPE_CHECKING:
    from tests.world.model import Expected, Situation

NIGHTS = (1, 2, 3)
SILENT = {"hangs", "no-handshake", "recovers", "endless"}
UNFETCHABLE = {"malformed", "not-public"}


def seen(world: World, name: str, **how: Any) -> Seen:
    return asyncio.run(ask(world, world.situations[name].asked, **how))


def test_there_are_enough_and_half_of_them_are_fine(world: World) -> None:
    hosts = Counter(host.name for place in world.places for host in place.hosts)
    names = Counter(each.name for place in world.places for each in place.situations)
    assert {*hosts.values(), *names.values()} == {1}
    assert len(hosts) >= 60
    first = Counter(each.on(1).verdict for each in world.situations.values())
    assert len(world.situations) >= 150
    assert first["fine"] >= 70
    later = {verdict for each in world.situations.values() for night in NIGHTS if (verdict := each.on(night).verdict)}
    # contract 3, verdicts on an address
    assert later == set(
        "fine moved gone site-gone failing not-found-page home-page-instead for-sale hijacked needs-sign-in certificate"
        " withdrawn not-public malformed blocked-us robots unknown".split()
    )


def _agrees(expected: Expected, got: Seen) -> bool:  # noqa: PLR0911 - one line a verdict
    ok = got.status is not None and 200 <= got.status < 300
    match expected.verdict:
        case "gone":
            return got.status in {404, 410}
        case "site-gone":
            return got.fault == "name"
        case "failing":
            return bool(got.fault) or bool(got.status and (got.status >= 300))
        case "certificate":
            return got.fault.startswith("certificate")
        case "moved" | "home-page-instead":
            return ok and bool(got.chain)
        case "needs-sign-in":
            return got.status in {401, 403} or (ok and bool(got.chain) and b"password" in got.body)
        case "blocked-us":
            return bool(got.status)
        case "unknown":
            return got.fault in {"servfail", "silence"}
        case _:
            return ok


@pytest.mark.parametrize("night", NIGHTS)
def test_every_situation_is_served_as_it_is_described(world: World, night: int) -> None:
    world.night = night
    asked = [
        each
        for each in world.situations.values()
        if each.on(night).verdict not in UNFETCHABLE and (night == 1 or len(each.expected) > 1)
    ]

    async def all_of_them() -> list[Seen]:
        few = asyncio.Semaphore(32)
        return await asyncio.gather(*(_twice(world, each, few) for each in asked))

    found = dict(zip(asked, asyncio.run(all_of_them()), strict=True))
    wrong = {each.name: got for each, got in found.items() if not _agrees(each.on(night), got)}
    assert not wrong


def test_every_server_has_an_answer_to_whatever_is_asked(world: World) -> None:
    hosts = [host for place in world.places for host in place.hosts if host.tls is Tls.GOOD]

    async def all_of_them() -> list[Seen]:
        few = asyncio.Semaphore(32)

        async def one(name: str) -> Seen:
            async with few:
                return await ask(world, f"https://{name}/robots.txt")

        return await asyncio.gather(*(one(host.name) for host in hosts))

    assert [got.url for got in asyncio.run(all_of_them()) if got.status is None] == []


async def _twice(world: World, situation: Situation, few: asyncio.Semaphore) -> Seen:
    """Look again where the first look failed, as the truth about an address asks for."""
    url, patience = situation.asked, SHORT if situation.name in SILENT else PATIENCE
    async with few:
        got = await follow(world, url, patience=patience)
        again = got.status is None or got.status >= 400
        return await follow(world, url, patience=patience) if again else got


def test_shapes_on_the_wire(world: World) -> None:
    assert gzip.decompress(seen(world, "gzip").body).startswith(b"<!DOCTYPE html>")
    assert seen(world, "chunked").body.endswith(b"\r\n0\r\n\r\n")
    assert seen(world, "early-hints").early
    assert not seen(world, "no-length").header("content-length")
    assert seen(world, "head-refused", method="HEAD").status == 405
    assert seen(world, "head-lies", method="HEAD").status == 404
    assert seen(world, "no-content").body == b""
    assert int(seen(world, "cut-short").header("content-length")) > len(seen(world, "cut-short").body) > 0
    assert int(seen(world, "length-too-short").header("content-length")) < len(seen(world, "length-too-short").body)
    assert int(seen(world, "length-too-long").header("content-length")) > len(seen(world, "length-too-long").body)
    assert sum(len(words) for _, words in seen(world, "huge-headers").headers) > 40_000
    assert seen(world, "says-gzip").body.startswith(b"<!DOCTYPE")
    assert seen(world, "agent-needed", headers={"User-Agent": ""}).status == 400
    assert seen(world, "latin-1-location").header("location") == "/caf\xe9"


def test_brotli_is_brotli(world: World) -> None:
    curl = pycurl.Curl()
    web = world.ports[1]
    host = "www.brotli-carers.org.uk"
    curl.setopt(pycurl.URL, world.situations["brotli"].url)
    curl.setopt(pycurl.CONNECT_TO, [f"{host}:443:{world.address(host)}:{web}"])
    curl.setopt(pycurl.CAINFO, str(world.bundle))
    curl.setopt(pycurl.ACCEPT_ENCODING, "br")
    body = curl.perform_rb()
    curl.close()
    assert body.startswith(b"<!DOCTYPE html>")
    assert body.endswith(b"</html>\n")


def test_a_slow_page_takes_its_time_divided_by_the_speed(world: World) -> None:
    started = time.monotonic()
    assert seen(world, "slow").status == 200
    assert 2 / world.speed <= time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("certificate-expired", "certificate 10"),
        ("certificate-not-yet", "certificate 9"),
        ("certificate-wrong-name", "certificate 62"),
        ("certificate-self-signed", "certificate 18"),
        ("certificate-unknown", "certificate 20"),
        ("certificate-incomplete", "certificate 20"),
        ("plain-on-443", "tls"),
        ("no-tls", "reset"),
        ("no-handshake", "timeout"),
        ("refused", "refused"),
        ("refused-http", "refused"),
        ("reset", "reset"),
        ("hangs", "timeout"),
    ],
)
def test_connections_fail_as_they_are_told_to(world: World, name: str, fault: str) -> None:
    assert seen(world, name, patience=SHORT if name in SILENT else PATIENCE).fault == fault


def test_things_pass_with_the_second_look_and_come_back_the_next_night(world: World) -> None:
    for night in NIGHTS:
        world.night = night
        assert seen(world, "busy-once").status == 429
        assert seen(world, "busy-once").status == 200
        assert seen(world, "maintained").header("retry-after") == "1"
        assert seen(world, "maintained").status == 200


def test_breaking_and_mending(world: World) -> None:
    world.break_("gzip")
    world.mend("gone-404")
    world.break_("chunked", Answer(ending=Ending.RESET))
    assert (seen(world, "gzip").status, seen(world, "gone-404").status) == (404, 200)
    assert seen(world, "chunked").fault == "reset"
    world.reset()
    assert (seen(world, "gzip").status, seen(world, "gone-404").status) == (200, 404)


def test_the_log_tells_who_asked_what_and_how_many_at_once() -> None:
    async def three(world: World) -> None:
        url = world.situations["slow"].url
        await asyncio.gather(*(ask(world, url, headers={"User-Agent": f"tester/{n}"}) for n in range(3)))

    with World(speed=2) as world:  # slow enough that three requests meet also on a busy machine
        asyncio.run(three(world))
    assert {visit.agent for visit in world.visits} == {"tester/0", "tester/1", "tester/2"}
    assert max(visit.at_once for visit in world.visits) == 3
    visit = world.visits[0]
    assert (visit.method, visit.url) == ("GET", world.situations["slow"].url)
    assert visit.ended - visit.started >= 2 / world.speed


def test_it_starts_and_stops_without_a_trace() -> None:
    before = threading.active_count()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2):
            with World(crowd=500) as world:
                hanging = asyncio.run(ask(world, world.situations["hangs"].url, patience=0.05))
                assert hanging.fault == "timeout"
                assert asyncio.run(ask(world, "https://h499.crowd.org.uk/any/page?at=all")).status == 200
    assert threading.active_count() == before
