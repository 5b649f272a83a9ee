"""The world's name server."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

import dnslib

from tests.world import council
from tests.world.client import over_udp, question
from tests.world.situations.names import MAIL

if TYPE_CHECKING:
    from tests.world.internet import World


def answers(world: World, name: str, kind: str) -> list[str]:
    reply = over_udp(world, name, kind)
    assert reply is not None
    return [str(row.rdata) for row in dnslib.DNSRecord.parse(reply).rr]


def test_every_host_has_an_address_of_its_own(world: World) -> None:
    found = [answers(world, host.name, "A") for place in world.places for host in place.hosts]
    assert all(len(each) == 1 and each[0].startswith("127.77.") for each in found)
    assert len({each[0] for each in found}) == len(found)


def test_names_fail_in_all_ways(world: World) -> None:
    def code(name: str) -> int:
        return dnslib.DNSRecord.parse(over_udp(world, name)).header.rcode

    assert code("www.neverwas-clubs.org.uk") == dnslib.RCODE.NXDOMAIN
    assert code("www.servfail-toys.org.uk") == dnslib.RCODE.SERVFAIL
    assert over_udp(world, "www.silent-toys.org.uk") is None
    assert answers(world, "www.inside-toys.org.uk", "A") == ["10.20.30.40"]
    assert answers(world, "www.mapped-toys.org.uk", "AAAA") == ["::ffff:a00:1"]
    assert answers(world, "nothing-mail.org.uk", "A") == []


def test_mail_and_name_servers_are_told(world: World) -> None:
    assert answers(world, "fine-mail.org.uk", "MX") == ["10 mx.fine-mail.org.uk.", "20 mx2.fine-mail.org.uk."]
    assert answers(world, "null-mail.org.uk", "MX") == ["0 ."]
    assert answers(world, "www.lapsed-sports.org.uk", "NS") == ["ns1.sedoparking.com.", "ns2.sedoparking.com."]
    assert answers(world, "lapsed-sports.org.uk", "NS") == ["ns1.sedoparking.com.", "ns2.sedoparking.com."]
    assert answers(world, "aliased-mail.org.uk", "A") == ["fine-mail.org.uk."]
    assert {each.kind for each in world.questions} == {"MX", "NS", "A"}


def test_names_are_told_over_tcp_and_questions_keep_their_number(world: World) -> None:
    where, _, port = world.nameserver.partition(":")
    asked = question("WWW.Harbourshire.gov.uk", "A", 4711)
    with socket.create_connection((where, int(port)), timeout=2) as connection:
        connection.sendall(struct.pack("!H", len(asked)) + asked)
        size = struct.unpack("!H", connection.recv(2))[0]
        reply = dnslib.DNSRecord.parse(connection.recv(size))
    assert reply.header.id == 4711
    assert str(reply.q.qname) == "WWW.Harbourshire.gov.uk."
    assert str(reply.rr[0].rdata) == world.address("www.harbourshire.gov.uk")


def test_nonsense_is_not_answered_and_does_no_harm(world: World) -> None:
    where, _, port = world.nameserver.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        for packet in (b"", b"\0", b"\xff" * 40, question("a.b", "A")[:-3]):
            asker.sendto(packet, (where, int(port)))
    assert answers(world, "www.harbourshire.gov.uk", "A")


def test_mail_is_described_for_every_domain_on_a_page() -> None:
    mailed = {fault.quote.partition("@")[2] for _, fault in council.faults(1) if fault.rule == "email-domain-dead"}
    assert {MAIL[domain] for domain in mailed} == {"null-mx", "no-mail", "no-such-name"}
