"""The council's site file and the lists it names, as the content team would write them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.world.council import Found, pages
from tests.world.council.pages import ORIGIN

if TYPE_CHECKING:
    from pathlib import Path

KEY = "harbourshire"
_UNTIL = dt.date(2027, 9, 1)
_LEAST = 250
"""Milliseconds below which no wait goes."""
_BUSY = 500
"""Milliseconds below which not getting a name says more about a busy machine than about a name server."""

_TEMPLATE = """\
#:schema ./site.schema.json
name    = "Harbourshire Local Offer"
start   = "{origin}/"
region  = "GB"
content = "#content"
contact = "webteam@harbourshire.gov.uk"
exclude = ["*/search*"]

[[find]]
kind = "sitemap"
[[find]]
kind = "listing"
file = "{key}/pages.csv"
[[find]]
kind = "crawl"

[[owner]]
owner   = "Directory team"
pattern = "*/directory/*"
[[owner]]
owner   = "SEND team"
pattern = "*/local-offer/*"
[[owner]]
owner   = "Web team"
pattern = "*"

[pace]
per_second = {own_pace}
at_once    = 4

[links]
timeout    = {{ name = "{name}", connect = "{connect}", first_byte = "{first_byte}", all = "{whole}" }}
confirm    = ["{soon}", "{later}"]
per_second = {pace}

[[contact_details]]
name  = "Local Offer team"
phone = "0117 496 0100"
email = "hello@harbourshire.gov.uk"

# an invented council has invented numbers
[[accept]]
rule   = "phone-placeholder"
page   = "{origin}/local-offer/*"
reason = "This council is made up, and so are its numbers"
by     = "web team"
until  = {until}
[[accept]]
rule   = "phone-placeholder"
page   = "{origin}/directory/*"
reason = "This council is made up, and so are its numbers"
by     = "web team"
until  = {until}

[views]
file = "{key}/views.csv"
"""


def write(folder: Path, *, speed: float) -> Path:
    """Write them into a folder of sources. Waits are divided by the world's speed, pace is multiplied by it."""
    lists = folder / KEY
    lists.mkdir(parents=True, exist_ok=True)
    listed = [page for page in pages() if page.found is Found.LISTING]
    rows = ["url,owner,reviewed,review_due", *(f"{page.url},Campaign team,2026-09-01,2027-09-01" for page in listed)]
    (lists / "pages.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    (lists / "views.csv").write_text(_views(), encoding="utf-8")
    file = folder / f"{KEY}.toml"
    file.write_text(_site(speed), encoding="utf-8")
    return file


def _site(speed: float) -> str:
    return _TEMPLATE.format(
        key=KEY,
        origin=ORIGIN,
        until=_UNTIL,
        name=_wait(5, speed, least=_BUSY),
        connect=_wait(10, speed, least=2 * _BUSY),
        first_byte=_wait(15, speed, least=2 * _BUSY),
        whole=_wait(30, speed, least=4 * _BUSY),
        soon=_wait(5, speed),
        later=_wait(30, speed),
        own_pace=max(int(5 * speed), 1),
        pace=max(int(10 * speed), 1),
    )


def _views() -> str:
    """Count visits: the first pages of the site are the most visited."""
    rows = [f"{page.url},{max(2000 - 30 * number, 5)}" for number, page in enumerate(pages())]
    return "\n".join(["address,visits", *rows, ""])


def _wait(seconds: float, speed: float, *, least: int = _LEAST) -> str:
    return f"{max(round(1000 * seconds / speed), least)}ms"
