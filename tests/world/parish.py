"""A parish's site of forty pages, on which the same few services are spoken of again and again: mostly alike.

What is wrong shows only when the pages are seen beside each other, or in what a page leaves out. It stands apart from
the council's site, so that neither changes what is true of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.world.model import Host, Place, Reply
from tests.world.shapes import html, lost

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "https://www.saltmarsh-parish.gov.uk"
KEY = "parish"
RULES = frozenset(
    {
        "contact-inconsistent",
        "contact-missing",
        "contact-single-channel",
        "email-near-miss",
        "phone-near-miss",
        "phone-shared-name",
    }
)
"""Those that the parish's pages are made for. Other rules are not judged here."""
_SITE = """\
name = "Saltmarsh Parish"
start = "{origin}/"
[[find]]
kind = "listing"
file = "parish.csv"
[pace]
per_second = 500
[links]
confirm = ["100ms"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, and what is wrong with it: a rule, and words of the quote."""

    slug: str
    title: str
    body: str
    wrong: tuple[tuple[str, str], ...] = ()
    why: str = ""
    """Why it stands here, where that does not say itself."""

    @property
    def url(self) -> str:
        return f"{ORIGIN}/{self.slug}"


_NAME, _PHONE, _EMAIL = "Harbour Portage", "0117 496 0411", "harbour.portage@saltmarsh-parish.gov.uk"
_PLACE = "2 Quay Street, Saltmarsh, BS1 4ND"
_LEADS = (
    "Everything on this page was written by people who have needed it themselves.",
    "Nobody is asked what is wrong with a child before they may come in.",
    "Most of it happens on weekday mornings, while the others are at school.",
    "What it costs is written on the door, and is mostly nothing at all.",
)


def _contact(
    name: str = _NAME, phone: str = _PHONE, email: str = _EMAIL, place: str = _PLACE, *, more: str = ""
) -> str:
    return (
        f"<h2>{name}</h2><p>{place}</p><ul><li>Telephone: {phone}</li>{more}"
        f'<li>Email: <a href="mailto:{email}">{email}</a></li></ul>'
    )


def _page(slug: str, body: str, *wrong: tuple[str, str], title: str = "", why: str = "") -> Page:
    said = title or slug.replace("-", " ").capitalize()
    lead = f"<p>{_LEADS[len(slug) % len(_LEADS)]} It is about {slug.replace('-', ' ')}.</p>"
    return Page(slug=slug, title=said, body=lead + body, wrong=wrong, why=why)


_ALIKE = tuple(
    _page(slug, _contact())
    for slug in ("first-visits", "toys-on-loan", "sitting-up", "first-words", "play-mornings", "goodbyes")
)
_DEVIATING = (
    _page("summer-visits", _contact(phone="0117 496 0855"), ("contact-inconsistent", "0117 496 0855")),
    _page(
        "letters-home",
        _contact(email="home.teaching@saltmarsh-parish.gov.uk"),
        ("contact-inconsistent", "home.teaching@"),
    ),
    _page("where-we-are", _contact(place="9 Mill Lane, Saltmarsh, BS2 8QN"), ("contact-inconsistent", "BS2 8QN")),
    _page(
        "waiting-list", _contact(phone="0117 496 0141"), ("phone-near-miss", "0117 496 0141"), why="two digits swapped"
    ),
    _page("winter-visits", _contact(phone="0117 469 0411"), ("phone-near-miss", "0117 469 0411")),
    _page(
        "thank-you-cards",
        _contact(email="harbour.protage@saltmarsh-parish.gov.uk"),
        ("email-near-miss", "harbour.protage@"),
    ),
)
_ALIKE_ENOUGH = (
    _page(
        "second-line",
        _contact(more="<li>Or: 0117 496 0866</li>"),
        why="two lines of the same people",
    ),
    _page("second-line-alone", _contact(phone="0117 496 0866"), why="the second of the two"),
    _page("by-fax", _contact(more="<li>Fax: 0117 496 0488</li>"), why="a fax is no other number"),
    _page("from-abroad", _contact(phone="+44 117 496 0411"), why="the same number in another writing"),
    _page(
        "toy-library",
        _contact("The Toy Library", "0117 496 0412", "toys@saltmarsh-parish.gov.uk"),
        why="the next line of the same house",
    ),
    _page(
        "portage-kitchen",
        _contact("Portage Kitchen", "0117 496 0413", "harbour.portage.kitchen@saltmarsh-parish.gov.uk"),
        why="nearly the same mailbox, of somebody else",
    ),
    _page(
        "north-school",
        _contact("Admissions team", "0117 496 0721", "office@north-school.org.uk", "1 North Road, Saltmarsh, BS3 1AA"),
        why="every school has an admissions team",
    ),
    _page(
        "south-school",
        _contact("Admissions team", "0117 496 0722", "office@south-school.org.uk", "1 South Road, Saltmarsh, BS4 1AA"),
        why="and this is another's",
    ),
    _page(
        "east-school",
        _contact("Admissions team", "0117 496 0723", "office@east-school.org.uk", "1 East Road, Saltmarsh, BS5 1AA"),
        why="and another's",
    ),
)
_SHARED = (
    _page(
        "fostering",
        _contact("Beacon Fostering", "0117 496 0510", "hello@beaconfostering.org.uk", "3 Quay Street, Saltmarsh"),
        ("phone-shared-name", "0117 496 0510"),
    ),
    _page(
        "bereavement",
        _contact("Compass Bereavement", "0117 496 0510", "hello@compassbereavement.org.uk", "4 Quay Street, Saltmarsh"),
        ("phone-shared-name", "0117 496 0510"),
    ),
    _page(
        "allotments",
        _contact("Mill Lane Allotments", "0117 496 0531", "plots@saltmarsh-parish.gov.uk", "5 Quay Street, Saltmarsh"),
    ),
    _page(
        "allotment-rents",
        _contact(
            "Mill Lane Allotments (rents)", "0117 496 0531", "plots@saltmarsh-parish.gov.uk", "5 Quay Street, Saltmarsh"
        ),
        why="one office under two names that are nearly one",
    ),
)
_WITHOUT = (
    _page("contact", "", ("contact-missing", "Contact us"), title="Contact us"),
    _page("contact-details", "", ("contact-missing", "Contact details"), title="Contact details"),
    _page("boats", "", ("contact-missing", "How to contact the boat house"), title="How to contact the boat house"),
    _page(
        "contact-form",
        '<form action="/send" method="post"><input name="words"><button>Send</button></form>',
        title="Contact us in writing",
        why="a form is a way",
    ),
    _page(
        "contact-post",
        "<p>Write to 2 Quay Street, Saltmarsh, BS1 4ND.</p>",
        title="Contact us",
        why="an address is one",
    ),
    _page("contact-list", '<p><a href="/first-visits">Who to contact</a></p>', title="Contacts", why="it leads on"),
    _page(
        "contact-orders",
        "<p>A court can say how often a child sees each parent, and who is there when they meet.</p>",
        title="Contact with both parents",
        why="it is not about getting in touch with us",
    ),
)
_SERVICES = (
    _page(
        "night-sitting",
        "<p>A sitter stays awake in your house so that you need not, one night a month, for a year.</p>",
        ("contact-missing", "Mooring Night Sitting Service"),
        title="Mooring Night Sitting Service",
    ),
    _page(
        "welcome-team",
        "<p>Two people visit every family that moves here, with a map, a cake and a list of names.</p>",
        ("contact-missing", "The Saltmarsh Welcome Team"),
        title="The Saltmarsh Welcome Team",
    ),
    _page(
        "riding",
        '<p>Riding for children who find the ground difficult. <a href="/first-visits">How to begin</a></p>',
        title="Driftwood Riding Group",
        why="it leads on",
    ),
    _page(
        "hearing",
        "<p>The clinic sees children of any age. Your doctor or your health visitor sends us a letter.</p>",
        title="Saltmarsh Hearing Clinic",
        why="it says how people come to it",
    ),
    _page(
        "old-nursery",
        "<p>The nursery closed in July. Its children have gone to the one by the church, with their teachers.</p>",
        title="Rockpool Nursery",
        why="it is no more",
    ),
    _page(
        "bedtime",
        "<p>The same three things in the same order each evening help more than anything that money buys.</p>",
        title="Bedtime",
        why="it is advice, and nobody's service",
    ),
)
_ONE_WAY = (
    _page(
        "lost-permits",
        '<p>Email <a href="mailto:permits@saltmarsh-parish.gov.uk">permits@saltmarsh-parish.gov.uk</a>.</p>',
        ("contact-single-channel", "permits@"),
    ),
    _page(
        "found-permits",
        "<p>Email permits@saltmarsh-parish.gov.uk, or come to 2 Quay Street, Saltmarsh, BS1 4ND.</p>",
        why="two ways",
    ),
)
PAGES = (*_ALIKE, *_DEVIATING, *_ALIKE_ENOUGH, *_SHARED, *_WITHOUT, *_SERVICES, *_ONE_WAY)


def place() -> Place:
    """Give the parish's host."""
    pages: dict[str, Reply] = {f"/{each.slug}": html(_written(each)) for each in PAGES}
    return Place(hosts=(Host(name=ORIGIN.removeprefix("https://"), pages=pages, wild=lost()),))


def _written(page: Page) -> bytes:
    nav = '<nav><a href="/first-visits">First visits</a> <a href="/contact">Contact us</a></nav>'
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{page.title} | Saltmarsh Parish</title>'
        f"</head><body><header>{nav}</header><main><h1>{page.title}</h1>{page.body}</main>"
        "<footer><p>Saltmarsh Parish</p></footer></body></html>"
    ).encode()


def write(sources: Path) -> None:
    """Write the parish's site file, and the list of its pages."""
    sources.mkdir(parents=True, exist_ok=True)
    (sources / f"{KEY}.toml").write_text(_SITE.format(origin=ORIGIN), encoding="utf-8")
    (sources / "parish.csv").write_text("\n".join(["url", *(each.url for each in PAGES), ""]), encoding="utf-8")
