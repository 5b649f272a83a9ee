"""Organisations with websites of their own, and a directory that says how each can be reached: rightly or not.

They stand apart from the council's site, so that neither changes what is true of the other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

from tests.world.model import Answer, Ending, Host, Place, Reply
from tests.world.shapes import by_night, document, html, lost, robots

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ORIGIN = "https://www.harbour-directory.org.uk"
KEY = "directory"
AGAIN = 10
"""The night on which every organisation is due again: a week and a little after the first."""
PAGES = 4
"""Pages of an organisation that may be asked in a night."""

Standing = Literal["found", "changed", "unclear", "unread"]
_SITE = """\
name = "Harbour directory"
start = "{origin}/"
[[find]]
kind = "listing"
file = "directory.csv"
[pace]
per_second = 500
[links]
confirm = ["100ms", "300ms"]
per_second = 500
timeout = {{ name = "3s", connect = "3s", first_byte = "3s", all = "6s" }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One organisation: what the directory says of it, what its website says, and what is to be made of the two."""

    name: str
    phone: str
    email: str = ""
    pages: Mapping[str, Reply] = field(default_factory=dict)
    phone_is: tuple[Standing, ...] = ("found",)
    """On the first night, and on the night it is due again; the last holds on."""
    email_is: tuple[Standing, ...] = ("found",)
    why: str

    @property
    def host(self) -> str:
        return f"www.{'-'.join(self.name.lower().split())}.org.uk"

    @property
    def website(self) -> str:
        return f"https://{self.host}/"

    @property
    def page(self) -> str:
        """The address of its page in the directory."""
        return f"{ORIGIN}/{'-'.join(self.name.lower().split())}"

    def on(self, night: int) -> dict[str, Standing]:
        """Give what is true of its number and its email on a night."""
        said = {self.phone: self.phone_is, self.email: self.email_is}
        return {value: row[min(night >= AGAIN, len(row) - 1)] for value, row in said.items() if value}


_SAYINGS = (
    "We meet in the hall by the harbour, winter and summer.",
    "Nobody has to know anybody before they come for the first time.",
    "The kettle is on from nine, and the biscuits are counted at noon.",
    "Brothers and sisters sit in the gallery, where the books are.",
    "There is a ramp at the side door, and somebody who opens it.",
    "Our boats are painted every spring by whoever has a free Saturday.",
    "A quiet room is kept free all day; knock, and then go in.",
    "Bring sturdy shoes, a hat, and whatever makes a long day shorter.",
    "Half of us have been where you are now, and say so if asked.",
    "We borrow chairs from the chapel and give them back on Mondays.",
    "In August we are on the island, and the post waits until we return.",
    "Everything we do is paid for by a jumble sale that has no end.",
)


def _leaf(title: str, *pieces: str, links: tuple[tuple[str, str], ...] = (("/contact", "Contact"),)) -> Answer:
    """Write a page of theirs, in words that no other organisation has."""
    chance = hashlib.sha256(title.encode()).digest()
    lead = " ".join(dict.fromkeys(_SAYINGS[each % len(_SAYINGS)] for each in chance[:9]))
    nav = "".join(f'<a href="{to}">{escape(words)}</a> ' for to, words in links)
    body = document(title, lead, *pieces)
    return html(body.replace(b'<a href="/">Home</a> <a href="/contact">Contact us</a>', nav.encode()))


def _says(name: str, *pieces: str, **more: Reply) -> dict[str, Reply]:
    """Make a website of a home page and a page of contacts."""
    return {"/": _leaf(f"Welcome to {name}"), "/contact": _leaf(f"How to reach {name}", *pieces), **more}


_NEWS = (("/contact", "Contact"), ("/news/new-number", "We have a new number"))
_OFFICES = (("/contact", "Contact"), ("/offices", "Our offices"))
_SCRIPTED = b"<!DOCTYPE html><title>Club</title><div id='app'></div><script src='/app.js'></script>"
_MANY = tuple((f"/contact/{name}", f"Contact {name}") for name in "abcdefg")

ORGANISATIONS = (
    Organisation(
        name="Anchor Riding",
        phone="0117 496 0601",
        email="info@anchor-riding.org.uk",
        pages=_says(
            "Anchor Riding",
            "<p>Ring +44 (0)117 496-06-01, extension 4, or write to INFO@Anchor-Riding.org.uk</p>",
            "<p>Bookings: 0117 496 0699</p>",
        ),
        why="in another writing, with an extension",
    ),
    Organisation(
        name="Beacon Sailing",
        phone="0117 496 0602",
        email="crew@beacon-sailing.org.uk",
        pages=_says(
            "Beacon Sailing",
            '<p><a href="tel:+441174960602">Ring us</a> or <a href="mailto:crew@beacon-sailing.org.uk">write</a>.</p>',
            "<p>The café: 0117 496 0698</p>",
        ),
        why="in nothing but tel: and mailto: links",
    ),
    Organisation(
        name="Compass Youth",
        phone="0117 496 0603",
        pages={"/": _leaf("Welcome to Compass Youth", "<footer><p>Compass Youth, 0117 4960603</p></footer>", links=())},
        why="in nothing but the footer, and there is no page of contacts",
    ),
    Organisation(
        name="Dinghy Parents",
        phone="0117 496 0604",
        pages=_says(
            "Dinghy Parents",
            '<script type="application/ld+json">{"@type": "Organization", "telephone": "+44-117-496-0604"}</script>',
            "<p>Minibus: 0117 496 0697</p>",
        ),
        why="in nothing but what is written for machines",
    ),
    Organisation(
        name="Ebb Advocacy",
        phone="0117 496 0605",
        pages={
            "/": _leaf("Welcome to Ebb Advocacy", links=(("/about-us", "About us"), ("/news", "News"))),
            "/about-us": _leaf("About us", links=(("/contact-us", "Get in touch"),)),
            "/contact-us": _leaf("Get in touch", "<p>Ring 0117 496 0605</p>"),
        },
        why="on the page of contacts two links away",
    ),
    Organisation(
        name="Ferry Friends",
        phone="0117 496 0606",
        email="info@ferry-friends.org.uk",
        pages=_says(
            "Ferry Friends",
            "<p>Ring 0117 496 0696 or write to info@ferry-friends.org.uk</p>",
            "<p>Childline: 0800 1111. In danger: 999.</p>",
        ),
        phone_is=("changed",),
        why="the number has changed, the email has not",
    ),
    Organisation(
        name="Gangway Grants",
        phone="0117 496 0607",
        email="info@gangway-grants.org.uk",
        pages=_says("Gangway Grants", "<p>Ring 0117 496 0607 or write to hello@gangway-grants.org.uk</p>"),
        email_is=("changed",),
        why="the email has changed, the number has not",
    ),
    Organisation(
        name="Hull Helpers",
        phone="0117 496 0608",
        pages={
            "/": _leaf("Welcome to Hull Helpers", links=_NEWS),
            "/contact": _leaf("Contact", "<p>Ring 0117 496 0695</p>", links=_NEWS),
            "/news/new-number": _leaf("News", "<p>0117 496 0608 was our number for ten years. Note the new one.</p>"),
        },
        phone_is=("changed",),
        why="the old number stands in the news alone",
    ),
    Organisation(
        name="Island Inclusion",
        phone="0117 496 0609",
        pages=_says(
            "Island Inclusion", "<p>Our old number, 0117 496 0609, is no longer in use. Ring 0117 496 0694.</p>"
        ),
        phone_is=("changed",),
        why="they say themselves that it is their old number",
    ),
    Organisation(
        name="Jetty Journeys",
        phone="0117 496 0610",
        pages={"/": html(_SCRIPTED)},
        phone_is=("unread",),
        why="script builds the site",
    ),
    Organisation(
        name="Keel Kids",
        phone="0117 496 0611",
        pages={
            **_says("Keel Kids", "<p>Ring 0117 496 0693</p>"),
            "/robots.txt": robots("User-agent: *", "Disallow: /contact"),
        },
        phone_is=("unread",),
        why="robots.txt keeps us from the page of contacts",
    ),
    Organisation(
        name="Lantern Learning",
        phone="0117 496 0612",
        pages={"/": Answer(ending=Ending.RESET), "/robots.txt": Answer(status=404)},
        phone_is=("unread",),
        why="the site is down",
    ),
    Organisation(
        name="Mooring Music",
        phone="0117 496 0613",
        pages=_says("Mooring Music", "<p>Write to us with the form below.</p>", "<p>Fax: 0117 496 0692</p>"),
        phone_is=("unclear",),
        why="they publish no number at all, but a fax",
    ),
    Organisation(
        name="Northern Nets",
        phone="0117 496 0614",
        pages={
            "/": _leaf("Welcome to Northern Nets", links=_OFFICES),
            "/contact": _leaf("Contact", "<p>Head office: 0113 496 0691</p>", links=_OFFICES),
        },
        phone_is=("unclear",),
        why="another branch's number: ours is that of an office we do not know of",
    ),
    Organisation(
        name="Oar Opportunities",
        phone="0117 496 0615",
        pages={
            "/": _leaf("Welcome to Oar Opportunities", links=_MANY),
            **{to: _leaf(words, "<p>Ring 0117 496 0690</p>", links=_MANY) for to, words in _MANY},
        },
        phone_is=("unclear",),
        why="more pages of contacts than may be read",
    ),
    Organisation(
        name="Porthole Play",
        phone="0117 496 0616",
        pages={
            "/": _leaf("Welcome to Porthole Play"),
            "/contact": by_night(
                *[_leaf("Contact", "<p>Ring 0117 496 0616</p>")] * (AGAIN - 1),
                _leaf("Contact", "<p>Ring 0117 496 0689</p>"),
            ),
        },
        phone_is=("found", "changed"),
        why="the number changes some days after it was found",
    ),
    Organisation(
        name="Quay Questions",
        phone="0117 496 0617",
        pages={
            "/": _leaf("Welcome to Quay Questions"),
            "/contact": by_night(
                *[_leaf("Contact", "<p>Ring 0117 496 0688</p>")] * (AGAIN - 1), Answer(status=503, body=b"Back soon")
            ),
        },
        phone_is=("changed", "unread"),
        why="the number has changed, and the page is down when it is read again",
    ),
)


def place() -> Place:
    """Give the hosts: the directory's, and one for each organisation."""
    hosts = (Host(name=each.host, pages=each.pages, wild=lost()) for each in ORGANISATIONS)
    return Place(hosts=(Host(name=ORIGIN.removeprefix("https://"), pages=_directory(), wild=lost()), *hosts))


def _directory() -> dict[str, Reply]:
    rows = "".join(f'<li><a href="{each.page}">{each.name}</a></li>' for each in ORGANISATIONS)
    return {
        "/": html(document("Harbour directory", f"<ul>{rows}</ul>")),
        **{each.page.removeprefix(ORIGIN): html(_entry(each)) for each in ORGANISATIONS},
    }


def _entry(each: Organisation) -> bytes:
    """Write an organisation's page in the directory."""
    email = f'<li>Email: <a href="mailto:{each.email}">{each.email}</a></li>' if each.email else ""
    return document(
        f"{each.name} in the directory",
        f"What {each.name} does, for whom and when, in the words of those who go there.",
        f"<h2>{each.name}</h2><ul><li>Telephone: {each.phone}</li>{email}"
        f'<li>Website: <a href="{each.website}">{each.host}</a></li></ul>',
        "<h2>Before you go</h2>",
    )


def write(sources: Path) -> None:
    """Write the directory's site file, and the list of its pages."""
    sources.mkdir(parents=True, exist_ok=True)
    (sources / f"{KEY}.toml").write_text(_SITE.format(origin=ORIGIN), encoding="utf-8")
    rows = [each.page for each in ORGANISATIONS]
    (sources / "directory.csv").write_text("\n".join(["url", *rows, ""]), encoding="utf-8")
