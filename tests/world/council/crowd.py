"""A service that many pages speak of: most alike, and a few that slip."""

from __future__ import annotations

from tests.world.council.pages import Fault, Page
from tests.world.council.topics import contact

_NAME, _PHONE, _EMAIL = "Saltmarsh Respite", "0117 496 0371", "saltmarsh@harbourshire.gov.uk"
_ALIKE = (
    "day-care",
    "night-care",
    "weekend-care",
    "respite-costs",
    "respite-carers",
    "respite-diary",
)


def _page(slug: str, *faults: Fault, body: str = "") -> Page:
    title = slug.replace("-", " ").capitalize()
    lead = f"<p>{title} is one of the things that the house by the marsh is there for.</p>"
    return Page(target=f"/local-offer/{slug}", title=title, body=(lead, body), faults=faults)


def _given(rule: str, phone: str, email: str, quote: str) -> Fault:
    return Fault(rule=rule, html=contact(_NAME, phone, email), quote=quote, whole=True)


PAGES = (
    *(_page(slug, body=contact(_NAME, _PHONE, _EMAIL)) for slug in _ALIKE),
    _page("respite-visits", _given("phone-near-miss", "0117 496 0317", _EMAIL, "0117 496 0317")),
    _page("respite-letters", _given("email-near-miss", _PHONE, "saltmrash@harbourshire.gov.uk", "saltmrash@")),
    _page("respite-at-easter", _given("contact-inconsistent", "0117 496 0455", _EMAIL, "0117 496 0455")),
    # near, and right: the next line of the same house, and a mailbox of its own
    _page("respite-kitchen", body=contact("The kitchen", "0117 496 0372", "saltmarsh.kitchen@harbourshire.gov.uk")),
)
