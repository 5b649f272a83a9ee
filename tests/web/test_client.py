from __future__ import annotations

import asyncio
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from checker.model.fetching import (
    Failure,
    Fetched,
    Limits,
    Pace,
    Remembered,
    Request,
    Rewrite,
    RobotsPolicy,
    WebOptions,
)
from checker.web.client import Client, agent, run
from checker.web.memory import body_hash
from tests.web.servers import answer, nameserver, site

if TYPE_CHECKING:
    from collections.abc import Callable

BOX = (ip_network("127.0.0.0/8"),)
LIMITS = Limits(name=0.3, connect=1, first_byte=1, whole=2)
FAST = Pace(per_second=1000, pause=0.05, longest_pause=1.0)
Records = dict[tuple[str, str], list[str] | int | None]


def options(server: str | None = None, **changes: object) -> WebOptions:
    plain = WebOptions(
        agent="checker-tests",
        nameserver=server,
        networks=BOX,
        limits=LIMITS,
        own=FAST,
        others=FAST,
        robots=RobotsPolicy.NEVER,
    )
    return replace(plain, **changes)


def got(*urls: str, records: Records, log: Callable[[Fetched], None] | None = None, **changes: object) -> list[Fetched]:
    """Ask addresses one after the other through a whole client, with names of our own."""

    async def ask() -> list[Fetched]:
        async with nameserver(records) as server, Client(options(server, **changes), log=log) as client:
            return [await client.fetch(Request(url=url)) for url in urls]

    return asyncio.run(ask())


async def asked_of_a_site(
    pages: dict[str, bytes], paths: list[str], *, asked: list[str] | None = None, **changes: object
) -> list[Fetched]:
    """Serve pages as www.example.gov.uk on loopback and ask for some of them."""
    records: Records = {("www.example.gov.uk", "A"): ["127.0.0.1"]}
    async with (
        site(pages, asked=asked) as port,
        nameserver(records) as server,
        Client(options(server, **changes)) as client,
    ):
        urls = [f"http://www.example.gov.uk:{port}{path}" for path in paths]
        return list(await asyncio.gather(*(client.fetch(Request(url=url)) for url in urls)))


def test_our_resolver_answers_every_connection() -> None:
    asked: list[str] = []
    records: Records = {("one.example", "A"): ["127.0.0.7"], ("two.example", "A"): ["127.0.0.8"]}

    async def ask() -> Fetched:
        # the system's resolver knows localhost and nothing of the other: both must come from ours
        async with (
            site({"/": answer("302 Found", "Location: http://two.example/end")}, host="127.0.0.7") as one,
            site({"/end": answer("200 OK", body=b"there")}, host="127.0.0.8") as two,
            nameserver(records, asked=asked) as server,
        ):
            rewrites = (
                Rewrite(host="one.example", port="80", to_host="*", to_port=str(one)),
                Rewrite(host="two.example", port="*", to_host="*", to_port=str(two)),
            )
            async with Client(options(server, rewrites=rewrites)) as client:
                return await client.fetch(Request(url="http://one.example/"))

    found = asyncio.run(ask())
    assert (found.status, found.body, found.address) == (200, b"there", "127.0.0.8")
    assert asked == ["one.example A", "two.example A"]


def test_a_connection_is_still_there_when_hundreds_of_hosts_were_asked_meanwhile() -> None:
    connections: set[object] = set()
    names = [f"h{number}.localhost" for number in range(520)]

    async def page(writer: asyncio.StreamWriter) -> bool:
        connections.add(writer.get_extra_info("peername"))
        writer.write(answer("200 OK", stays=True))
        return True

    async def ask() -> None:
        async with site({"*": page}) as port, Client(options()) as client:
            for path in ("one", "two"):
                urls = [f"http://{name}:{port}/{path}" for name in names]
                await asyncio.gather(*(client.fetch(Request(url=url)) for url in urls))

    run(ask())
    assert len(connections) == len(names)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0177.0.0.1", "0x7f.1", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost"],
)
def test_no_way_of_writing_this_machine_gets_there(host: str) -> None:
    asked: list[str] = []

    async def ask() -> Fetched:
        async with site({"/": answer("200 OK")}, asked=asked) as port, Client(options(networks=())) as client:
            return await client.fetch(Request(url=f"http://{host}:{port}/"))

    assert asyncio.run(ask()).failure is Failure.NOT_PUBLIC
    assert asked == []


def test_a_redirect_into_the_network_is_refused_and_nothing_is_asked_there() -> None:
    asked: list[str] = []

    async def ask() -> Fetched:
        async with site({"/": answer("200 OK")}, host="127.0.0.9", asked=asked) as inside:
            away = answer("302 Found", f"Location: http://inside.example:{inside}/")
            records: Records = {("inside.example", "A"): ["127.0.0.9"], ("outside.example", "A"): ["127.0.0.1"]}
            async with (
                site({"/": away}) as port,
                nameserver(records) as server,
                Client(options(server, networks=(ip_network("127.0.0.1/32"),))) as client,
            ):
                return await client.fetch(Request(url=f"http://outside.example:{port}/"))

    found = asyncio.run(ask())
    assert (found.failure, len(found.redirects)) == (Failure.NOT_PUBLIC, 1)
    assert asked == []


def test_a_name_that_changes_its_answer_is_asked_where_it_was_judged() -> None:
    asked: list[str] = []
    records: Records = {("www.example", "A"): ["127.0.0.1"]}

    async def ask() -> list[Fetched]:
        async with (
            site({"/": answer("200 OK"), "/two": answer("200 OK")}) as port,
            nameserver(records, asked=asked) as server,
            Client(options(server, networks=(ip_network("127.0.0.1/32"),))) as client,
        ):
            first = await client.fetch(Request(url=f"http://www.example:{port}/"))
            records["www.example", "A"] = ["169.254.169.254"]
            return [first, await client.fetch(Request(url=f"http://www.example:{port}/two"))]

    found = asyncio.run(ask())
    assert [each.address for each in found] == ["127.0.0.1", "127.0.0.1"]
    assert asked == ["www.example A"]


def test_the_sites_own_networks_are_open_to_its_own_hosts_only() -> None:
    records: Records = {("www.example.gov.uk", "A"): ["127.0.0.1"], ("other.example", "A"): ["127.0.0.1"]}

    async def ask() -> list[Fetched]:
        own = {"own_hosts": frozenset({"www.example.gov.uk"}), "own_networks": BOX, "networks": ()}
        async with (
            site({"/": answer("200 OK")}) as port,
            nameserver(records) as server,
            Client(options(server, **own)) as client,
        ):
            hosts = ("www.example.gov.uk", "other.example")
            return [await client.fetch(Request(url=f"http://{host}:{port}/")) for host in hosts]

    assert [each.failure for each in asyncio.run(ask())] == [None, Failure.NOT_PUBLIC]


def test_a_rewrite_to_a_named_host_is_the_operators_own_word() -> None:
    async def ask() -> Fetched:
        async with site({"/": answer("200 OK")}) as port:
            rewrite = Rewrite(host="*", port="80", to_host="127.0.0.1", to_port=str(port))
            async with Client(options(networks=(), rewrites=(rewrite,))) as client:
                return await client.fetch(Request(url="http://www.example/"))

    assert asyncio.run(ask()).status == 200


def test_the_second_address_is_tried_where_the_first_refuses() -> None:
    async def ask() -> Fetched:
        async with (
            site({"/": answer("200 OK")}, host="127.0.0.3") as port,
            nameserver({("www.example", "A"): ["127.0.0.2", "127.0.0.3"]}) as server,
            Client(options(server)) as client,
        ):
            return await client.fetch(Request(url=f"http://www.example:{port}/"))

    found = asyncio.run(ask())
    assert (found.status, found.address) == (200, "127.0.0.3")


def test_a_refusal_of_ours_is_told_from_theirs() -> None:
    records: Records = {("www.example", "A"): ["127.0.0.1"], ("inside.example", "A"): ["10.0.0.1"]}
    found = got("http://www.example:1025/", "http://inside.example/", "http://www.example:22/", records=records)
    assert [each.failure for each in found] == [Failure.REFUSED, Failure.NOT_PUBLIC, Failure.MALFORMED]


def test_every_answer_about_a_name_is_told_apart() -> None:
    records: Records = {
        ("broken.example", "A"): 2,
        ("broken.example", "AAAA"): 2,
        ("empty.example", "MX"): [],
        ("silent.example", "A"): None,
        ("silent.example", "AAAA"): None,
    }
    hosts = ("nowhere.example", "broken.example", "empty.example", "silent.example", "intranet", "files.corp")
    found = got(*(f"http://{host}/" for host in hosts), records=records)
    assert [each.failure for each in found] == [
        Failure.NO_NAME,
        Failure.NAME_SILENT,
        Failure.NO_ADDRESS,
        Failure.NAME_SILENT,
        Failure.NOT_PUBLIC,
        Failure.NOT_PUBLIC,
    ]


def test_a_second_look_asks_for_a_name_again_that_was_not_there() -> None:
    asked: list[str] = []
    records: Records = {}

    async def ask() -> list[Fetched]:
        async with (
            site({"/": answer("200 OK")}) as port,
            nameserver(records, asked=asked) as server,
            Client(options(server)) as client,
        ):
            url = f"http://www.example:{port}/"
            first = await client.fetch(Request(url=url))
            records["www.example", "A"] = ["127.0.0.1"]
            return [first, await client.fetch(Request(url=url, look=2)), await client.fetch(Request(url=url, look=3))]

    assert [each.failure for each in asyncio.run(ask())] == [Failure.NO_NAME, None, None]
    assert asked == ["www.example A"] * 2


def test_behind_a_proxy_our_own_name_servers_no_is_not_the_last_word() -> None:
    found = got("http://www.example/", "http://intranet/", records={}, proxy="http://127.0.0.1:1")
    assert [each.failure for each in found] == [Failure.NAME_SILENT, Failure.NOT_PUBLIC]


def test_each_address_is_asked_once_a_run() -> None:
    asked: list[str] = []
    pages = {"/": answer("200 OK", body=b"one")}
    found = asyncio.run(asked_of_a_site(pages, ["/", "/", "/#top", "/"], asked=asked))
    assert [each.body for each in found] == [b"one"] * 4
    assert len({each.url for each in found}) == 2
    assert len(asked) == 1


def test_whoever_needs_more_of_a_body_gets_it() -> None:
    asked: list[str] = []

    async def ask() -> list[int]:
        async with site({"/": answer("200 OK", body=b"x" * 5000)}, asked=asked) as port, Client(options()) as client:
            url = f"http://127.0.0.1:{port}/"
            sizes = (100, 9000, 100)
            wanted = [Request(url=url, limits=replace(LIMITS, body=size)) for size in sizes]
            return [len((await client.fetch(request)).body) for request in wanted]

    assert asyncio.run(ask()) == [100, 5000, 5000]
    assert len(asked) == 2


def test_a_body_that_is_the_same_as_before_is_known_by_its_hash() -> None:
    async def ask() -> list[bool]:
        async with site({"*": answer("200 OK", body=b"same")}) as port, Client(options()) as client:
            hashes = (body_hash(b"same"), body_hash(b"other"))
            asked = [
                Request(url=f"http://127.0.0.1:{port}/{number}", known=Remembered(body_hash=each))
                for number, each in enumerate(hashes)
            ]
            return [(await client.fetch(request)).from_memory for request in asked]

    assert asyncio.run(ask()) == [True, False]


def test_what_has_not_changed_is_not_sent_again() -> None:
    asked: list[str] = []

    async def ask() -> list[Fetched]:
        async with site({"/": answer("304 Not Modified")}, asked=asked) as port, Client(options()) as client:
            url = f"http://127.0.0.1:{port}/"
            known = Remembered(etag='"a1"', last_modified="Tue, 03 Mar 2026 10:00:00 GMT")
            return [await client.fetch(Request(url=url, known=known)), await client.fetch(Request(url=url))]

    known, unknown = asyncio.run(ask())
    assert (known.status, known.from_memory) == (200, True)
    assert (unknown.status, unknown.from_memory) == (304, False)
    assert 'If-None-Match: "a1"' in asked[0]
    assert "If-Modified-Since: Tue, 03 Mar 2026 10:00:00 GMT" in asked[0]
    assert "If-" not in asked[1]


def test_the_log_is_told_of_every_hop() -> None:
    told: list[tuple[int | None, str]] = []

    async def ask() -> None:
        pages = {"/": answer("301 Moved", "Location: /new"), "/new": answer("200 OK")}
        async with (
            site(pages) as port,
            Client(options(), log=lambda each: told.append((each.status, each.url))) as client,
        ):
            await client.fetch(Request(url=f"http://127.0.0.1:{port}/"))

    asyncio.run(ask())
    assert [(status, url.rpartition("/")[2]) for status, url in told] == [(301, ""), (200, "new")]


def test_the_agent_names_the_tool_and_whom_to_write_to() -> None:
    words = agent("https://www.example.gov.uk/checker", "web (team)@example.gov.uk\r\nX-Evil: 1")
    assert words.startswith("Mozilla/5.0 (compatible; content-checker/")
    assert words.endswith("; +https://www.example.gov.uk/checker; web team@example.gov.ukX-Evil: 1)")


def test_an_address_in_letters_of_its_own_is_asked_in_the_webs() -> None:
    asked: list[str] = []

    async def ask() -> Fetched:
        async with (
            site({"/caf%C3%A9": answer("200 OK")}, asked=asked) as port,
            nameserver({("xn--mnchen-3ya.example", "A"): ["127.0.0.1"]}) as server,
            Client(options(server)) as client,
        ):
            return await client.fetch(Request(url=f"HTTP://M\u00fcnchen.example:{port}/caf\u00e9#top"))

    found = asyncio.run(ask())
    assert found.status == 200
    assert found.url.startswith("HTTP://M\u00fcnchen")
    assert "Host: xn--mnchen-3ya.example:" in asked[0]


def test_a_backslash_does_not_lead_libcurl_to_another_host() -> None:
    asked: list[str] = []

    async def ask() -> Fetched:
        async with (
            site({"*": answer("200 OK")}, asked=asked) as port,
            nameserver({("a.example", "A"): ["127.0.0.1"]}) as server,
            Client(options(server)) as client,
        ):
            return await client.fetch(Request(url=f"http://a.example:{port}\\@b.example/"))

    assert asyncio.run(ask()).status == 200
    assert "Host: a.example:" in asked[0]


def test_what_a_server_said_once_cannot_add_a_header() -> None:
    asked: list[str] = []

    async def ask() -> None:
        async with site({"/": answer("200 OK")}, asked=asked) as port, Client(options()) as client:
            known = Remembered(etag='"a\r\nX-Evil: 1\u00e9\u4e00"')
            await client.fetch(Request(url=f"http://127.0.0.1:{port}/", known=known))

    asyncio.run(ask())
    assert 'If-None-Match: "a X-Evil: 1\u00e9?"' in asked[0]
    assert "Accept-Language: en-GB" in asked[0]


def test_the_loop_that_is_chosen_can_watch_sockets() -> None:
    async def ask() -> Fetched:
        async with site({"/": answer("200 OK")}) as port, Client(options()) as client:
            return await client.fetch(Request(url=f"http://127.0.0.1:{port}/"))

    assert run(ask()).status == 200


def test_leaving_early_leaves_nothing_in_the_air() -> None:
    async def slow(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async def ask() -> None:
        async with site({"*": slow}) as port:
            async with Client(options()) as client:
                waiting = [
                    asyncio.ensure_future(client.fetch(Request(url=f"http://127.0.0.1:{port}/{n}"))) for n in range(9)
                ]
                await asyncio.sleep(0.05)
            await asyncio.gather(*waiting, return_exceptions=True)
            assert all(task.cancelled() for task in waiting)

    asyncio.run(asyncio.wait_for(ask(), 2))
