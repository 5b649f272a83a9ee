"""Pages with a fault each, and pages that come, go or do not answer."""

from __future__ import annotations

import datetime as dt

from tests.world.council.pages import ALWAYS, Fault, Found, Page, State, Validator
from tests.world.council.topics import contact

_OLD = dt.date(2021, 5, 4)
_READ, _ABSENT = State.READ, State.ABSENT
_LEAD = "<p>This page is part of the Local Offer, and is kept by the people it is about.</p>"


def _page(slug: str, title: str, *faults: Fault, text: str = "", folder: str = "local-offer", **more: object) -> Page:
    body = (_LEAD, f"<p>{text}</p>" if text else "")
    return Page(target=f"/{folder}/{slug}", title=title, body=body, faults=faults, **more)  # type: ignore[arg-type]


def _says(rule: str, html: str, quote: str = "", *, first: int = 1, last: int = ALWAYS) -> Fault:
    return Fault(rule=rule, html=f"<p>{html}</p>", quote=quote, first=first, last=last)


def _mail(domain: str) -> Fault:
    address = f"hello@{domain}"
    html = f'<p>Email: <a href="mailto:{address}">{address}</a></p>'
    return Fault(rule="email-domain-dead", html=html, quote=address, offline=False)


_PHONES = (
    _page(
        "travel-passes",
        "Travel passes",
        _says("phone-area-code-split", "Passes desk: 0207 946 0721", "0207 946 0721"),
        text="A pass is yours from five to twenty-five.",
    ),
    _page(
        "play-scheme",
        "Summer play scheme",
        _says("phone-cannot-ring", "Bookings: 0117 496 031", "0117 496 031"),
        text="Five weeks, six towns, one minibus.",
    ),
    _page(
        "night-line",
        "The night line",
        _says("phone-cost-not-stated", "Ring 0845 009 0312 after eight in the evening", "0845 009 0312"),
        text="Somebody is there when everybody else is asleep.",
    ),
    _page(
        "toy-repairs",
        "Toy repairs",
        _says("phone-letter-for-digit", "Workshop: O117 496 0313", "O117 496 0313"),
        text="Bring what is broken on the first Saturday.",
    ),
    _page(
        "befrienders",
        "Befrienders",
        _says(
            "phone-link-differs", 'Call <a href="tel:+441174960341">0117 496 0314</a> and ask for us', "0117 496 0314"
        ),
        text="A befriender is not a carer and not a teacher.",
    ),
    _page(
        "portage",
        "Portage at home",
        _says("phone-link-unusable", 'Call <a href="tel:+44(0)1174960315">0117 496 0315</a> to begin', "0117 496 0315"),
        text="Portage is learning by playing, one small step at a time.",
    ),
    _page(
        "inclusion-team",
        "The inclusion team",
        _says("phone-mobile-of-person", "07700 900316 (Inclusion Coordinator)", "07700 900316"),
        text="Three people, one county.",
    ),
    _page(
        "archives",
        "Old school records",
        _says("phone-old-london-code", "Records office: 0171 946 0317", "0171 946 0317"),
        text="Records are kept until the child is thirty-five.",
    ),
    _page(
        "press-office",
        "Press office",
        _says("phone-placeholder", "Telephone: 01632 960318", "01632 960318"),
        folder="council",
        text="For journalists. Everybody else is answered faster elsewhere.",
    ),
    _page(
        "freephone",
        "Our free line",
        _says("phone-withdrawn", "Freephone: 0500 319319", "0500 319319"),
        text="The line is staffed by parents.",
    ),
)
_WORDS = (
    _page(
        "moderation-panel",
        "The moderation panel",
        Fault(rule="contact-fax-only", html="<h2>Panel office</h2>\n<p>Fax: 0117 496 0320</p>", quote="0117 496 0320"),
        text="The panel meets every other week.",
    ),
    _page(
        "hardship-fund",
        "Hardship fund",
        _says("content-dated-claim", "The fund is run by Tides Together as of March 2022.", "March 2022"),
        text="The fund helps with one bill at a time.",
    ),
    _page(
        "summer-places",
        "Places for the summer",
        _says("content-past-deadline", "Apply by 30 April 2026 to get a place.", "30 April 2026"),
        text="There are sixty places.",
    ),
    _page(
        "parking-badges",
        "Parking badges",
        _says("date-conflict", "Page last modified 04/02/21"),
        text="A badge belongs to a person and not to a car.",
    ),
    _page(
        "forms",
        "Forms",
        _says("date-impossible", "Return the form by 31/04/2027.", "31/04/2027"),
        text="All forms can be had in large print.",
    ),
    _page(
        "open-day",
        "Open day",
        _says("date-weekday", "The open day is on Monday 15 May 2027.", "15 May 2027"),
        text="See every service in one hall, with cake.",
    ),
    _page(
        "school-meals",
        "School meals",
        Fault(rule="page-not-reviewed", html="", quote=""),
        text="Your school can tell you what is in each dish.",
        updated=_OLD,
    ),
    _page(
        "policy",
        "Our policy",
        _says("review-overdue", "Last reviewed: January 2026. Next review date: April 2026"),
        text="This is what we promise, and how to hold us to it.",
        updated=None,
    ),
)
_MAIL = (
    _page("mail-lapsed", "Harbour pen friends", _mail("lapsed-mail.org.uk"), text="Letters on paper, with stamps."),
    _page("mail-null", "Harbour choir", _mail("null-mail.org.uk"), text="Come and sing, or come and listen."),
    _page("mail-nothing", "Harbour garden", _mail("nothing-mail.org.uk"), text="Raised beds, and a bench in the sun."),
    Page(
        target="/local-offer/mail-unsure",
        title="Harbour kitchen",
        body=(
            _LEAD,
            "<p>Cook together, eat together.</p>",
            contact("The kitchen", "0117 496 0330", "kitchen@servfail-mail.org.uk"),
            contact("The garden", "0117 496 0331", "garden@silent-mail.org.uk"),
            contact("The bakery", "0117 496 0332", "bakery@address-only-mail.org.uk"),
            contact("The shop", "0117 496 0333", "shop@aliased-mail.org.uk"),
        ),
    ),
)
_CHANGING = (
    _page(
        "mended",
        "Family hubs",
        _says("phone-cannot-ring", "Hub office: 0117 496 034", "0117 496 034", last=1),
        text="One door for everything, in seven towns.",
        validator=Validator.ETAG,
    ),
    _page(
        "worsened",
        "Saturday clubs",
        _says("phone-cannot-ring", "Club office: 0117 496 03455", "0117 496 03455", first=2),
        text="Every Saturday but the one before Christmas.",
        validator=Validator.BOTH,
    ),
    _page("wheelchair-repairs", "Wheelchair repairs", text="New this week.", states=(_ABSENT, _READ)),
    _page(
        "holiday-hunger",
        "Holiday meals",
        _says("phone-cannot-ring", "Kitchen: 0117 496 035", "0117 496 035"),
        text="A hot meal on every day of the holidays.",
        states=(_READ, _ABSENT),
    ),
    _page(
        "transport-appeals",
        "Transport appeals",
        _says("phone-cannot-ring", "Appeals clerk: 0117 496 036", "0117 496 036"),
        text="An appeal has two stages, and the second is a conversation.",
        states=(_READ, State.SILENT, _READ),
    ),
    _page("old-respite", "Respite", states=(_ABSENT,)),
    _page("broken-form", "Ask us a question", states=(State.FAILING,)),
    _page("send-iass", "Advice service", states=(State.MOVED,), moved_to="/local-offer/mediation"),
)
_HIDDEN = (
    _page("tongues", "In other languages", text="Ask for any page in your language.", found=Found.CRAWL),
    _page("easy-read", "Easy read", text="Pictures and short words.", found=Found.CRAWL),
    _page(
        "campaign-2026",
        "Tell us once",
        _says("phone-cannot-ring", "Campaign office: 0117 496 037", "0117 496 037"),
        text="A page that no other page leads to.",
        found=Found.LISTING,
    ),
    _page("letters", "About our letters", text="Another such page.", found=Found.LISTING),
)
PAGES = (*_PHONES, *_WORDS, *_MAIL, *_CHANGING, *_HIDDEN)
