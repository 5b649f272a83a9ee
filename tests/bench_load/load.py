"""What is measured: sets of pages and addresses, each made from its number, so that nothing has to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from tests import bench

SITE = "www.load-site.org.uk"
"""No reserved ending: lychee leaves those out. In its own network namespace no question for it gets anywhere."""
MAIL = "example.gov.uk"
"""The domain of the emails on the pages: it takes mail."""
MENU = 60
"""Pages of the site that every page's menu leads to."""
SIZE = 55_000
_DEAD, _NEWLY_DEAD, _CHANGED = 30, 5, 10
"""Of a thousand: addresses that are not there, addresses that go in the second night, pages that change in it."""
_SLOW = 20
"""Of a thousand hosts: those that take two seconds."""
_SILENT = 10
"""Of a thousand hosts, where a set has such: those that take the question and never answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One set."""

    name: str
    words: str
    pages: int
    addresses: int
    hosts: int
    secure: bool = False
    heavy: tuple[tuple[int, int], ...] = ()
    """How many hosts have how many addresses each; the others have one each."""
    silent: bool = False
    waits: int = 0
    """Seconds that the only host asks to be left alone for, once, after its first answer."""
    per_second: int = 1000
    at_once: int = 128
    """How fast one host may be asked, by every checker alike."""

    @property
    def scheme(self) -> str:
        return "https" if self.secure else "http"

    def page(self, number: int) -> str:
        return f"{self.scheme}://{SITE}/page/{number}"

    def address(self, number: int) -> str:
        return f"{self.scheme}://{host_name(self.host_of(number))}/advice/{number}"

    def host_of(self, number: int) -> int:
        """Give the host of an address."""
        at = first = 0
        for hosts, each in self.heavy:
            if number < at + hosts * each:
                return first + (number - at) // each
            at, first = at + hosts * each, first + hosts
        return number % self.hosts if not self.heavy else first + number - at

    def on_page(self, number: int) -> range:
        """Give the numbers of the addresses that stand on a page."""
        return range(number * self.addresses // self.pages, (number + 1) * self.addresses // self.pages)


def sets(scale: float) -> dict[str, Load]:
    """Give the sets of the tables. At scale 1 they are as large as a council's site."""

    def some(number: int) -> int:
        return max(1, int(number * scale))

    many, links, hosts = some(2000), some(10_000), some(2000)
    heavy = ((1, some(1000)), (20, some(100)))
    found = (
        Load(name="A", words="2,000 pages, 10,000 addresses on 2,000 hosts", pages=many, addresses=links, hosts=hosts),
        Load(name="B", words="the same over HTTPS", pages=many, addresses=links, hosts=hosts, secure=True),
        Load(
            name="C",
            words="heavy tail: one host with 1,000, 20 with 100 each, the others one each; 10 at once, 20 a second",
            pages=many,
            addresses=links,
            hosts=links,
            heavy=heavy,
            per_second=20,
            at_once=10,
        ),
        Load(name="D", words="one page with 300 addresses on 150 hosts", pages=1, addresses=300, hosts=150),
        Load(name="K", words="the page of D as a file, checked before publishing", pages=1, addresses=300, hosts=150),
        Load(
            name="E",
            words="the second night of A: 1% of pages changed, 0.5% of addresses newly dead",
            pages=many,
            addresses=links,
            hosts=hosts,
        ),
        Load(
            name="F", words="20,000 pages, 200,000 addresses", pages=many * 10, addresses=links * 20, hosts=hosts * 10
        ),
        Load(name="G", words="a host that answers 429, Retry-After 3", pages=1, addresses=3, hosts=1, waits=3),
        Load(
            name="S",
            words="A with 1% of hosts that never answer",
            pages=many,
            addresses=links,
            hosts=hosts,
            silent=True,
        ),
    )
    return {each.name: each for each in found}


def host_name(number: int) -> str:
    return f"www.load{number}.org.uk"


def host_number(name: str) -> int | None:
    """Give the number of a host; None for any other name."""
    head, _, tail = name.removeprefix("www.load").partition(".")
    return int(head) if tail == "org.uk" and head.isdigit() else None


def _draw(kind: str, number: int, of: int) -> int:
    """Draw a number that is the same on every machine."""
    return int.from_bytes(blake2b(f"{kind} {number}".encode(), digest_size=6).digest(), "big") % of


def latency(host: int | None) -> float:
    """Give the seconds a host takes to answer: 50 to 300 ms, one in fifty 2 s. The site itself takes 50 ms."""
    if host is None:
        return 0.05
    return 2.0 if _draw("slow", host, 1000) < _SLOW else 0.05 + _draw("latency", host, 250) / 1000


def is_silent(host: int) -> bool:
    return _draw("silent", host, 1000) < _SILENT


def is_dead(address: int, night: int) -> bool:
    return _draw("dead", address, 1000) < (_DEAD if night == 1 else _DEAD + _NEWLY_DEAD)


def version(page: int, night: int) -> int:
    """Give which version of a page is served on a night."""
    return night if _draw("changed", page, 1000) < _CHANGED else 1


def bound(load: Load) -> float:
    """Give the seconds nobody can be faster than: all waits over the places in flight, or the longest host's queue."""
    waits = [latency(load.host_of(number)) for number in range(load.addresses)]
    queues = [each / load.per_second for _, each in load.heavy]
    return max(sum(waits) / 128, *queues, *waits)


def page(load: Load, number: int, night: int = 1) -> bytes:
    """Make a page like those `tests.bench` measures, with its own addresses, phones, emails and dates."""
    menu = [f"/page/{each}" for each in range(min(MENU, load.pages))]
    links = [load.address(address) for address in load.on_page(number)]
    links += menu[: max(0, 10 - len(links))]
    sections = (bench.section(number + part, times=1, link=link) for part, link in enumerate(links))
    words = bench.framed(f"<p>Page {number}, edition {version(number, night)}.</p>{''.join(sections)}", menu)
    filling = "var a = [1, 2, 3]; " * ((SIZE - len(words)) // 19)
    return words.replace("</head>", f"<script>{filling}</script></head>").encode()
