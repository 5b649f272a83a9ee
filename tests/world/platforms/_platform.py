"""What a site on some platform is, and shapes of answers that platforms share."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.world.model import Answer, Visit
from tests.world.shapes import good

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.world.model import Asked, Place, Records, Serve

_SITE = """\
name  = {name}
start = "{start}"
{top}
{find}
{more}
[pace]
per_second = 500
at_once    = 8
[links]
per_second = 500
confirm    = ["250ms"]
timeout    = {{ name = "10s", connect = "10s", first_byte = "15s", all = "30s" }}
[[accept]]
rule   = "phone-placeholder"
page   = "*"
reason = "This place is made up, and so are its numbers"
by     = "web team"
until  = 2027-09-01
"""
_FURNITURE = {"/": "Welcome", "/contact": "Contact us"}


def nothing(_: Visit) -> bool:
    """Take offence at no request."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A site on some platform, and the truth about it."""

    key: str
    name: str
    place: Place
    start: str
    find: str
    """The finders, as the site file has them."""
    pages: frozenset[str]
    """The addresses of the pages a run should find: all of them and no other."""
    unread: frozenset[str] = frozenset()
    """Those of them that cannot be read."""
    top: str = ""
    """More keys of the site file."""
    more: str = ""
    """More tables of it."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What the environment has to hold."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Lists beside the site file."""
    records: Mapping[str, Records] = field(default_factory=dict)
    """Names without a web server that its pages speak of."""
    entrance: str = ""
    """The address somebody would give to `checker init`; empty where no address tells all that the site file says."""
    trap: Callable[[Visit], bool] = nothing
    """Tells requests that no checker should ever make."""

    def write(self, sources: Path) -> None:
        """Write its site file, and the lists beside it."""
        for name, words in self.files.items():
            file = sources / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(words, encoding="utf-8")
        sources.mkdir(parents=True, exist_ok=True)
        site = _SITE.format(name=json.dumps(self.name), start=self.start, top=self.top, find=self.find, more=self.more)
        (sources / f"{self.key}.toml").write_text(site, encoding="utf-8")


def furnished(serve: Serve) -> Serve:
    """Add the two pages that the head of every page leads to, where the site has none of its own."""

    def answer(asked: Asked) -> Answer:
        own = serve(asked)
        if own.status != 404 or asked.target not in _FURNITURE:
            return own
        return good(_FURNITURE[asked.target], f"Welcome to {asked.host}. Ring us, or write to us.")

    return answer


def as_json(said: object, *headers: tuple[str, str], status: int = 200) -> Answer:
    """Answer with JSON."""
    kind = ("Content-Type", "application/json; charset=utf-8")
    return Answer(status=status, headers=(kind, *headers), body=json.dumps(said).encode())


def xml(text: str) -> Answer:
    """Answer with XML."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return Answer(headers=(("Content-Type", "application/xml"),), body=(head + text + "\n").encode())


def sitemap(*addresses: str) -> Answer:
    """Answer with a sitemap."""
    rows = "".join(f"<url><loc>{each}</loc></url>\n" for each in addresses)
    return xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>')


def sitemaps(*addresses: str) -> Answer:
    """Answer with an index of sitemaps."""
    rows = "".join(f"<sitemap><loc>{each}</loc></sitemap>\n" for each in addresses)
    return xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>')
