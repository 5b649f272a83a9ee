"""Every situation of the small internet, looked up over two nights, against what is true of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time
from ipaddress import ip_network
from typing import TYPE_CHECKING

from checker.lookups import govuk
from checker.lookups.links import Asking, look_up
from checker.model.fetching import Limits, Pace, Rewrite, WebOptions
from checker.model.targets import Past, Target, Verdict
from checker.urls import target
from checker.web.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.world.internet import World

GOOD = frozenset({Verdict.FINE, Verdict.MOVED})
ANOTHERS = {
    "latin-1-location": "what a redirect's address means is decided in checker.web",
}


def client(world: World) -> Client:
    web, tls = world.ports
    network = world.options[world.options.index("--allow-network") + 1]
    options = WebOptions(
        agent="checker-tests",
        nameserver=world.nameserver,
        ca_bundle=str(world.bundle),
        networks=(ip_network(network),),
        rewrites=tuple(
            Rewrite(host="*", port=port, to_host="*", to_port=str(to)) for port, to in (("80", web), ("443", tls))
        ),
        limits=Limits(name=1, connect=1, first_byte=1, whole=3),
        others=Pace(per_second=1000, pause=0.1, longest_pause=2),
    )
    return Client(options)


async def night(world: World, addresses: Iterable[str], past: dict[str, Past]) -> dict[str, Target]:
    async with client(world) as web:
        web.announce(addresses)
        asking = Asking(
            fetch=web.fetch,
            now=lambda: datetime.combine(world.today, time(3, 17), UTC),
            today=world.today,
            confirm=(0.1, 0.3),
            past=past,
            publisher=govuk.publisher(web.fetch),
            name_servers=web.name_servers,
        )
        return {found.url: found async for found in look_up(addresses, asking)}


def remembered(world: World, found: Target) -> Past:
    """Remember a night as a history would."""
    good = found.verdict in GOOD
    old = found.past
    return Past(
        failing_since=None if good else old.failing_since or world.today,
        nights=0 if good else old.nights + 1,
        last_good=world.today if good else old.last_good,
        evidence=found.evidence,
        good=found.evidence if good else old.good,
        verdict=found.verdict,
    )


def test_every_situation_is_judged_right_on_two_nights(world: World) -> None:
    past: dict[str, Past] = {}
    for number in (1, 2):
        world.night = number
        # what is no address is judged by rules, before anything is asked
        expected = {each: said for each, said in world.expected().items() if target(each.asked) == each.asked}
        found = asyncio.run(night(world, [each.asked for each in expected], past))
        differ = []
        for each, said in expected.items():
            judged = found[each.asked].judgement
            if (judged.verdict, judged.severity, judged.certainty) != (said.verdict, said.severity, said.certainty):
                differ.append((each.name, said, judged))
        assert [each for each in differ if each[0] not in ANOTHERS] == []
        past = {url: remembered(world, each) for url, each in found.items()}
    assert {visit.method for visit in world.visits} == {"GET"}
