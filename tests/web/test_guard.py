from __future__ import annotations

import subprocess
import sys
from ipaddress import ip_network

import pytest

from checker.web.guard import Policy, allowed

SHUT = Policy()


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.8
    192.0.2.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a00:1:: fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0
    fec0::1 ff02::1 3fff::1 5f00::1 nonsense
    """.split(),
)
def test_what_is_not_public_stays_shut(address: str) -> None:
    assert not allowed(address, SHUT)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "151.101.0.144", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"],
)
def test_what_is_public_is_open(address: str) -> None:
    assert allowed(address, SHUT)


def test_only_the_network_that_is_named_is_opened() -> None:
    policy = Policy(networks=(ip_network("10.20.0.0/16"),))
    assert allowed("10.20.3.4", policy)
    assert allowed("::ffff:10.20.3.4", policy)
    assert not allowed("10.21.0.1", policy)
    assert not allowed("127.0.0.1", policy)
    assert allowed("127.0.0.1", Policy(private=True))


def test_a_machine_without_a_way_out_is_no_fault_of_the_sites() -> None:
    asking = """
import asyncio
from checker.model.fetching import Request
from checker.web.engine import Engine

async def main():
    async with Engine(agent="t") as engine:
        for pin in (("192.0.2.1", 80), ("2001:db8::1", 80)):
            print((await engine.fetch(Request(url="http://www.example.gov.uk/", pin=pin))).failure)

asyncio.run(main())
"""
    # a network namespace of its own has no interface that is up: nothing can leave it
    done = subprocess.run(
        ["unshare", "--map-root-user", "--net", sys.executable, "-c", asking],  # noqa: S607
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    if done.returncode and "unshare" in done.stderr:
        pytest.skip("this system makes no network namespaces")
    assert done.stdout.split() == ["no-route", "no-route"]
