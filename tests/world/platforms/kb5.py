"""A Local Offer on kb5, as Open Objects (now Idox) runs it for many councils: sixty records and many ways to each."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from tests.world.model import OWN, Answer, Host, Place, Records
from tests.world.platforms import _kb5_pages as written
from tests.world.platforms._kb5_pages import BARE, BASE, HOST, SEARCH
from tests.world.platforms._kb5_records import CHANNELS, SEARCHED, Contact, Record, by_id, records
from tests.world.platforms._platform import Platform
from tests.world.shapes import good, html, leads, lost

if TYPE_CHECKING:
    from tests.world.model import Asked, Visit

START = f"https://{HOST}{BASE}"
PICTURE = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
_SESSION = re.compile(r";jsessionid=[0-9A-Za-z.]+")
_PATH = re.compile(r"/kb5/harbourshire/localoffer/([a-z]+)\.(page|action)", re.IGNORECASE)
_PLAIN = {
    "contact": ("Contact us", "Ring the Family Information Desk on 0117 496 0117, or email offer@harbourshire.gov.uk."),
    "accessibility": ("Accessibility", "This site should work for everybody. Tell us where it does not."),
}  # fmt: skip
_FORMS = {
    "feedback": "Tell us what is wrong with this page.",
    "shortlist": "There is nothing on your shortlist.",
    "login": "Your email address and password.",
    "register": "Your email address, and a password of your choice.",
    "print": "All of it once more, for printing.",
}
PAGES = frozenset(
    START + name
    for name in (
        "home.page",
        "localoffer.page",
        *(f"{each}.page" for each in _PLAIN),
        *(each.name for each in records()),
    )
)


def contacts() -> dict[str, Contact]:
    """Give what stands at the head of each record that names somebody, by its address."""
    return {START + each.name: each.contact for each in records() if each.contact}


def stamps() -> dict[str, str]:
    """Give the day on which the platform says each record was last changed, by its address."""
    return {START + each.name: each.changed.isoformat() for each in records()}


def is_trap(visit: Visit) -> bool:
    """Tell whether a request does something, or is for somebody else's session."""
    return visit.host in {HOST, BARE} and ("slaction" in visit.target.lower() or "jsessionid" in visit.target.lower())


def _serve(asked: Asked) -> Answer:
    path = _SESSION.sub("", asked.path)
    if path == BASE:
        return leads("home.page", 302)
    if path == "/kb5/harbourshire/logo.gif":
        return Answer(headers=(("Content-Type", "image/gif"),), body=PICTURE)
    found = _PATH.fullmatch(path)
    query = {name.lower(): value for name, value in parse_qsl(asked.query, keep_blank_values=True)}
    if found is None:
        return good("Care for adults") if path.startswith("/kb5/harbourshire/asch/") else lost()
    # nobody's cookie is looked at: every visit is somebody new
    said = f"{asked.target} {asked.night} {asked.times}"
    visit = written.Visit(
        session=hashlib.md5(said.encode(), usedforsecurity=False).hexdigest().upper(), channel=_channel(query)
    )
    if "slaction" in query:
        return leads(f"{BASE}{found[1]}.page?{asked.query}", 302, ("Set-Cookie", "shortlist=1; Path=/"))
    text = _page(found[1].lower(), query, visit, name=f"{found[1].lower()}.{found[2].lower()}")
    return html(text.encode(), ("Set-Cookie", f"JSESSIONID={visit.session}; Path=/kb5")) if text else lost()


def _page(action: str, query: dict[str, str], visit: written.Visit, *, name: str) -> str:
    record = by_id().get(query.get("id", ""))
    if record is not None and record.action == action:
        return written.record_page(record, visit)
    if action == "results":
        return written.results_page(_found(query, visit.channel), int(query.get("sr") or 0), visit, name)
    if action in _PLAIN:
        return written.plain_page(*_PLAIN[action], visit)
    if action in _FORMS:
        return written.plain_page(action.capitalize(), _FORMS[action], visit)
    if "id" in query:
        return ""
    made = {"home": written.home_page, "localoffer": written.channels_page}.get(action)
    return made(visit) if made else ""


def _found(query: dict[str, str], channel: str) -> list[Record]:
    if words := query.get("qt"):
        return [each for each in records() if words in each.title.lower() and each.id == SEARCHED]
    return [each for each in records() if channel in each.channels]


def _channel(query: dict[str, str]) -> str:
    given = (f"{name}={value}" for name, value in query.items())
    return next((each for each in given if each in CHANNELS), "localofferchannel=0")


_AT_HEAD = tuple(dict.fromkeys(each.contact.website.partition("/")[0] for each in records() if each.contact))
_OTHERS = {
    "www.hackneysendiags.co.uk": ("Ring us on 020 7275 6036.", "Email sendiags@hackney.gov.uk"),
    "www.globalmediation.co.uk": ("Ring us on 0800 064 4488 or 020 8441 1355.", "Email sen@globalmediation.co.uk"),
}
"""What the seed's two services say of themselves."""
_MAIL = ("hackney.gov.uk", "globalmediation.co.uk")

PLATFORMS = (
    Platform(
        key="kb5",
        name="Harbourshire Local Offer on kb5",
        place=Place(
            hosts=(
                *(Host(name=each, wild=_serve) for each in (HOST, BARE, SEARCH)),
                *(Host(name=each, wild=lambda asked: good(f"Welcome to {asked.path}")) for each in _AT_HEAD),
                *(Host(name=name, wild=good("How to reach us", *said)) for name, said in _OTHERS.items()),
            )
        ),
        records={each: Records(a=(OWN,), mx=((10, "mail.harbourshire.gov.uk"),)) for each in _MAIL},
        start=START,
        top='content = "#content"',
        find='[[find]]\nkind = "kb5"',
        pages=PAGES,
        entrance=f"{START}advice.page?id=5UlEpXIMM8M&localofferchannel=0",
        trap=is_trap,
    ),
)
