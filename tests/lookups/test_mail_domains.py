"""Which domains take mail, by answers of a made-up name server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from checker.lookups.mail_domains import look_up
from checker.model.fetching import Failure
from checker.model.names import MailServers, Resolved
from checker.model.targets import Mail

DOMAIN = "example.gov.uk"


@dataclass(frozen=True, kw_only=True)
class NameServer:
    servers: MailServers
    hosts: dict[str, Resolved] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def mx(self, domain: str) -> MailServers:
        self.asked.append(domain)
        return self.servers

    async def resolve(self, host: str) -> Resolved:
        return self.hosts.get(host, Resolved(failure=Failure.NO_NAME))


HERE = Resolved(addresses=("192.0.2.1",))
NONE = MailServers(failure=Failure.NO_ADDRESS)


@pytest.mark.parametrize(
    ("servers", "hosts", "mail"),
    [
        (MailServers(hosts=("mx.example.net",)), {"mx.example.net": HERE}, Mail.TAKEN),
        (MailServers(hosts=("a.example.net", "b.example.net")), {"b.example.net": HERE}, Mail.TAKEN),
        (MailServers(hosts=("mx.example.net",)), {"mx.example.net": Resolved(failure=Failure.NAME_SILENT)}, Mail.TAKEN),
        (MailServers(hosts=("mx.example.net",)), {}, Mail.NO_MAIL),
        (MailServers(null=True), {DOMAIN: HERE}, Mail.NO_MAIL),
        (NONE, {DOMAIN: HERE}, Mail.TAKEN),
        (MailServers(), {DOMAIN: HERE}, Mail.TAKEN),
        (NONE, {DOMAIN: Resolved(failure=Failure.NO_ADDRESS)}, Mail.NO_MAIL),
        (NONE, {DOMAIN: Resolved(failure=Failure.NAME_SILENT)}, Mail.UNKNOWN),
        (NONE, {}, Mail.NO_DOMAIN),
        (MailServers(failure=Failure.NO_NAME), {}, Mail.NO_DOMAIN),
        (MailServers(failure=Failure.NAME_SILENT), {}, Mail.UNKNOWN),
    ],
)
def test_a_domain_is_judged_by_its_name_servers(servers: MailServers, hosts: dict[str, Resolved], mail: Mail) -> None:
    found = asyncio.run(look_up([DOMAIN], resolver=NameServer(servers=servers, hosts=hosts)))[DOMAIN]
    assert found.mail is mail
    assert bool(found.why) == (mail is not Mail.TAKEN)


@pytest.mark.parametrize(
    ("said", "mail"),
    [(("v=spf1 -all",), Mail.NO_MAIL), (("v=spf1 include:example.net -all",), Mail.TAKEN), ((), Mail.TAKEN)],
)
def test_a_domain_without_servers_that_nobody_sends_from_takes_none(said: tuple[str, ...], mail: Mail) -> None:
    async def texts(domain: str) -> tuple[str, ...]:
        assert domain == DOMAIN
        return said

    server = NameServer(servers=NONE, hosts={DOMAIN: HERE})
    assert asyncio.run(look_up([DOMAIN], resolver=server, texts=texts))[DOMAIN].mail is mail


def test_a_domain_is_asked_for_once_however_it_is_written() -> None:
    server = NameServer(servers=MailServers(null=True))
    found = asyncio.run(look_up(["Example.GOV.uk", DOMAIN, f"{DOMAIN}."], resolver=server))
    assert list(found) == server.asked == [DOMAIN]
