"""The world itself: starts and stops everything, and is what tests turn and read."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
import threading
import time
from dataclasses import replace  # noqa: TID251 - what the world is made of are dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.world import council, platforms, situations, sources
from tests.world.certificates import Authorities
from tests.world.model import OWN, Answer, Asked, Host, Place, Records, Reply, Visit
from tests.world.names import Names
from tests.world.servers import NAME_SERVER, NETWORK, Servers, address
from tests.world.shapes import crowded, good, home, lost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.world.model import Expected, Question, Situation

FIRST_DAY = dt.date(2026, 11, 23)
"""The day of night 1. The council's pages are dated so that it is today."""
NAME_SERVERS = ("ns1.harbourshire-dns.org.uk", "ns2.harbourshire-dns.org.uk")
_START = 30.0
_SETTLED = 0.5
"""Seconds to wait for answers that are under way. Some never end."""
_CROWDED = 200
"""A crowd larger than this shares so many addresses: two thousand sockets are more than most machines allow."""


class World:
    """A small internet. Use it as a context manager.

    `night` is the night it is, from 1; hosts and pages change with it. `visits` and `names.asked` are the request logs.
    """

    def __init__(
        self, *, speed: float = 50.0, crowd: int = 0, standard: bool = False, more: Iterable[Place] = ()
    ) -> None:
        """Lay it out.

        Args:
            speed: What the world's waiting times are divided by.
            crowd: How many more hosts, h0.crowd.org.uk and on, answer every path well.
            standard: Listen on ports 80, 443 and 53 themselves, for programs that know no others. It takes root, and a
                network of one's own.
            more: Further places, which the council's pages do not link to.
        """
        self.speed, self.night = speed, 1
        made = (*situations.places(), council.place(), *platforms.places(), *more)
        self.places: tuple[Place, ...] = (*made, *(crowded(number) for number in range(crowd)))
        self.situations = {each.name: each for place in self.places for each in place.situations}
        self._visits: list[Visit] = []
        self.authorities = Authorities()
        self.names = Names(self._records)
        self._hosts = {host.name: host for place in self.places for host in place.hosts}
        alone = sum(len(place.hosts) for place in made)
        self._addresses = {
            name: address(number if number < alone else alone + (number - alone) % _CROWDED)
            for number, name in enumerate(self._hosts)
        }
        self._odd_names = {**situations.RECORDS, **council.RECORDS, **platforms.records()}
        self._parents = _parents(self._hosts.values())
        self._changed: dict[str, Answer] = {}
        self._times: dict[tuple[int, str], int] = {}
        self._servers = Servers(self, standard=standard)

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="world-")
        self.bundle = Path(self._folder.name) / "authorities.pem"
        self.authorities.write_bundle(self.bundle)
        self.client = self.authorities.client()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="world", daemon=True)
        self._thread.start()
        listed = [(host, self._addresses[name]) for name, host in self._hosts.items()]
        try:
            asyncio.run_coroutine_threadsafe(self._servers.start(listed, self.names), self._loop).result(_START)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._servers.stop(), self._loop).result(_START)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._folder.cleanup()

    # what a test turns

    def break_(self, name: str, answer: Answer | None = None) -> None:
        """Make a situation's address answer otherwise: 404, or as is said."""
        self._changed[self.situations[name].asked] = answer or lost()

    def mend(self, name: str) -> None:
        """Make a situation's address answer well. Names and certificates stay as they are."""
        self.break_(name, good("All is well again"))

    def reset(self) -> None:
        """Go back to the first night, and forget what was turned and asked."""
        self.night = 1
        self._changed.clear()
        self._times.clear()
        self._visits.clear()
        self.names.asked.clear()

    # what a test reads

    @property
    def nameserver(self) -> str:
        """Give the name server as `--nameserver` takes it."""
        return f"{NAME_SERVER}:{self._servers.name_port}"

    @property
    def ports(self) -> tuple[int, int]:
        """Give what stands for ports 80 and 443."""
        return self._servers.web_port, self._servers.tls_port

    @property
    def today(self) -> dt.date:
        """Give the day of this night."""
        return FIRST_DAY + dt.timedelta(days=self.night - 1)

    @property
    def options(self) -> list[str]:
        """Give the options by which a checker lives in this world and nowhere else."""
        web, tls = self.ports
        return [
            *("--nameserver", self.nameserver),
            *("--connect-to", f"*:80=*:{web}"),
            *("--connect-to", f"*:443=*:{tls}"),
            *("--ca-bundle", str(self.bundle)),
            *("--allow-network", NETWORK),
        ]

    @property
    def visits(self) -> list[Visit]:
        """Give the request log, once those who have their answer are written down."""
        patience = time.monotonic() + _SETTLED
        while self._servers.busy and time.monotonic() < patience:
            time.sleep(_SETTLED / 100)
        return list(self._visits)

    @property
    def questions(self) -> list[Question]:
        """Give what the name server was asked."""
        return self.names.asked

    def expected(self, night: int | None = None) -> dict[Situation, Expected]:
        """Give the truth about every outside address, on this night or another."""
        return {each: each.on(night or self.night) for each in self.situations.values()}

    def address(self, host: str) -> str:
        """Give the network address of a host."""
        return self._addresses[host]

    def write_sources(self, folder: Path) -> Path:
        """Write the council's site file and the lists it names; give the site file."""
        return sources.write(folder, speed=self.speed)

    # what the servers ask

    def host(self, name: str) -> Host | None:
        """Give the host of a name."""
        return self._hosts.get(name)

    def note(self, visit: Visit) -> None:
        """Write a line of the request log."""
        self._visits.append(visit)

    def answer(self, asked: Asked) -> Answer:
        """Decide what is answered to a request."""
        asked = replace(asked, host=asked.host.rstrip("."))
        url = f"{asked.scheme}://{asked.host}{asked.target}"
        if url in self._changed:
            return self._changed[url]
        times = self._times[asked.night, url] = self._times.get((asked.night, url), -1) + 1
        host = self._hosts.get(asked.host)
        if host is None:
            return Answer(status=421)
        return _said(host, replace(asked, times=times))

    def _records(self, name: str) -> Records | None:
        known = self._odd_names.get(name)
        host = self._hosts.get(name)
        if host is None:
            return known or self._parents.get(name)
        records = host.dns or known or Records(a=(OWN,))
        return replace(records, a=tuple(self._addresses[name] if each == OWN else each for each in records.a))


def _said(host: Host, asked: Asked) -> Answer:
    """Find what a host says: for this very address, else for any, else what every host says."""
    reply: Reply | None = host.pages.get(asked.target, host.wild)
    if reply is None:
        reply = home(host.name) if asked.target == "/" else lost()
    return reply if isinstance(reply, Answer) else reply(asked)


def _parents(hosts: Iterable[Host]) -> dict[str, Records]:
    """Give the domains above the hosts: they exist, and say whose name servers they have."""
    found: dict[str, Records] = {}
    for host in hosts:
        name = host.name
        while "." in (name := name.partition(".")[2]):
            found.setdefault(name, Records(ns=(host.dns.ns if host.dns else ()) or NAME_SERVERS))
    return found
