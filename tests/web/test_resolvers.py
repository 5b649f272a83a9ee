from __future__ import annotations

import asyncio

import aiodns

from checker.web._resolvers import Resolvers
from tests.web.servers import nameserver


def test_answers_are_kept_by_nobody_for_the_whole_run() -> None:
    asked: list[str] = []
    names = [f"h{number}.example" for number in range(1100)]

    async def run() -> None:
        async with nameserver({(name, "A"): ["192.0.2.1"] for name in names}, asked=asked) as server:
            port = int(server.rpartition(":")[2])
            resolvers = Resolvers(lambda: aiodns.DNSResolver(["127.0.0.1"], udp_port=port, tcp_port=port))
            for at in range(0, len(names), 50):
                await asyncio.gather(*(resolvers.query(name, "A") for name in names[at : at + 50]))
            again = await resolvers.query(names[0], "A")
            assert len(again.answer) == 1
            await resolvers.close()

    asyncio.run(run())
    assert asked.count("h0.example A") == 2
    assert len(asked) == 1101
