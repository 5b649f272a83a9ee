"""Lookups through the whole of `checker.web`, against real servers on loopback."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from msgspec.structs import replace

from checker.lookups import govuk, mail_domains
from checker.lookups.links import Asking, look_up
from checker.model.fetching import Request, Rewrite
from checker.model.targets import Mail, Verdict
from checker.web.client import Client
from tests.lookups.answers import TODAY, page
from tests.web.servers import answer, nameserver, site
from tests.web.test_client import options

HTML = "Content-Type: text/html; charset=utf-8"
NOTICE = b'{"withdrawn_notice": {"withdrawn_at": "2023-05-03T10:00:00Z"}}'


def test_addresses_are_judged_by_what_real_servers_answer() -> None:
    pages = {
        "/": answer("200 OK", HTML, body=page().encode()),
        "/old": answer("301 Moved Permanently", "Location: /new"),
        "/new": answer("200 OK", HTML, body=page().encode()),
        "/deep/page": answer("302 Found", "Location: /"),
        "/round": answer("302 Found", "Location: /round"),
        "/wall": answer("403 Forbidden", "cf-mitigated: challenge"),
        "/private": answer("403 Forbidden"),
        "/sold": answer("200 OK", HTML, body=page("One", "<p>Buy this domain, it is good.</p>").encode()),
        "/withdrawn": answer("200 OK", HTML, body=page().encode()),
        "/api/content/withdrawn": answer("200 OK", "Content-Type: application/json", body=NOTICE),
        "/broken": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n"
        + HTML.encode()
        + b"\r\n\r\n<p>Hel",
    }
    expected = {
        "http://www.example.org/": Verdict.FINE,
        "http://www.example.org/old": Verdict.MOVED,
        "http://www.example.org/deep/page": Verdict.HOME_PAGE_INSTEAD,
        "http://www.example.org/round": Verdict.FAILING,
        "http://www.example.org/wall": Verdict.BLOCKED_US,
        "http://www.example.org/private": Verdict.NEEDS_SIGN_IN,
        "http://www.example.org/missing": Verdict.GONE,
        "http://www.example.org/sold": Verdict.FOR_SALE,
        "http://www.example.org/broken": Verdict.FINE,
        "http://www.gov.uk/withdrawn": Verdict.WITHDRAWN,
        "http://gwww.example.org/": Verdict.SITE_GONE,
        "http://silent.example/": Verdict.UNKNOWN,
        "http://inside.example/": Verdict.NOT_PUBLIC,
    }
    asked: list[str] = []

    async def run() -> dict[str, Verdict]:
        records = {
            ("www.example.org", "A"): ["127.0.0.1"],
            ("example.org", "NS"): ["ns1.sedoparking.com."],
            ("www.gov.uk", "A"): ["127.0.0.1"],
            ("silent.example", "A"): None,
            ("inside.example", "A"): ["10.1.2.3"],
        }
        async with site(pages, asked=asked) as port, nameserver(records) as server:
            rewrites = (Rewrite(host="*", port="*", to_host="*", to_port=str(port)),)
            async with Client(options(server, rewrites=rewrites)) as client:
                asking = Asking(
                    fetch=client.fetch,
                    now=lambda: datetime.now(UTC),
                    today=TODAY,
                    confirm=(0.0,),
                    publisher=govuk.publisher(lambda request: client.fetch(_plain(request))),
                    name_servers=client.name_servers,
                )
                return {found.url: found.verdict async for found in look_up(expected, asking)}

    assert asyncio.run(asyncio.wait_for(run(), 30)) == expected
    assert sum(head.startswith("GET /missing ") for head in asked) == 2
    assert sum(head.startswith("GET /old ") for head in asked) == 1
    assert all(head.startswith("GET ") for head in asked)


def _plain(request: Request) -> Request:
    """Ask without TLS, which the servers here do not speak."""
    return replace(request, url=request.url.replace("https:", "http:"))


def test_mail_is_asked_of_a_real_name_server() -> None:
    records = {
        ("good.example", "MX"): ["10 mx.good.example."],
        ("mx.good.example", "A"): ["192.0.2.1"],
        ("null.example", "MX"): ["0 ."],
        ("bare.example", "A"): ["192.0.2.2"],
        ("quiet.example", "A"): ["192.0.2.3"],
        ("quiet.example", "TXT"): ['"v=spf1 -all"'],
        ("silent.example", "MX"): None,
    }
    domains = ["good.example", "null.example", "bare.example", "quiet.example", "silent.example", "gwww.example.org"]

    async def run() -> list[Mail]:
        async with nameserver(records) as server, Client(options(server)) as client:
            found = await mail_domains.look_up(domains, resolver=client, texts=client.texts)
        return [found[domain].mail for domain in domains]

    expected = [Mail.TAKEN, Mail.NO_MAIL, Mail.TAKEN, Mail.NO_MAIL, Mail.UNKNOWN, Mail.NO_DOMAIN]
    assert asyncio.run(asyncio.wait_for(run(), 30)) == expected
