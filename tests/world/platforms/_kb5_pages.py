"""The pages of a directory on kb5, with all that is odd about them: no two links to a record are written alike."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from tests.world.platforms._kb5_records import CHANNELS, SEED, Record, by_id, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HOST = "www.harbourshirelocaloffer.co.uk"
BARE = HOST.removeprefix("www.")
SEARCH = "search3.openobjects.com"
BASE = "/kb5/harbourshire/localoffer/"
ROWS = 10
"""Entries on a page of results."""
_WAYS = (
    "{action}.page;jsessionid={session}?id={id}",
    "{base}{action}.page;jsessionid={session}?id={id}&amp;{channel}",
    "https://{host}{base}{action}.page;jsessionid={session}?{channel}&amp;id={id}",
    "http://{host}{base}{action}.page;jsessionid={session}?id={id}&{channel}",
    "http://{bare}{base}{action}.page;jsessionid={session}?id={id}&amp;familychannel=0",
    "//{host}{base}{action}.page;jsessionid={session}?{channel}&amp;ID={id}",
    "../localoffer/{action}.page;jsessionid={session}?id={id}&amp;{channel}&amp;adultchannel=#content",
    "https://{bare}:443/kb5/Harbourshire/LocalOffer/{Action}.page;jsessionid={session}?id={id}",
    "\n  {action}.page;jsessionid={session}?{channel}&amp;id={id}\n",
    "{action}.page;jsessionid={session}?id={id}&amp;printable=true",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What decides how links are written: the session, and the channel somebody came by."""

    session: str
    channel: str = "localofferchannel=0"

    def to(self, record: Record, way: int) -> str:
        """Write a link to a record in one of the ways there are."""
        return _WAYS[way % len(_WAYS)].format(
            action=record.action,
            Action=record.action.upper(),
            id=record.id,
            session=self.session,
            channel=self.channel,
            base=BASE,
            host=HOST,
            bare=BARE,
        )

    def page(self, name: str) -> str:
        """Write a link to another page of the directory."""
        before, mark, query = name.partition("?")
        return f"{BASE}{before};jsessionid={self.session}{mark}{escape(query)}"


def framed(title: str, pieces: Iterable[str], visit: Visit) -> str:
    """Put what every page has around the pieces of one."""
    menu = [
        ("home.page", "Home"),
        ("localoffer.page?localofferchannel=0", "Local Offer"),
        ("results.page?localofferchannel=0&sr=0&nh=10", "All services"),
        ("shortlist.page", "My shortlist (0)"),
        ("login.page?loginrequest=home", "Sign in"),
        ("register.page", "Register"),
    ]
    rows = "".join(f'<li><a href="{visit.page(to)}">{words}</a></li>' for to, words in menu)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)} | Harbourshire Local Offer</title>',
            "</head><body>",
            '<a class="skip" href="#content">Skip to main content</a>',
            (
                f'<div id="header"><a href="{visit.page("home.page")}">'
                '<img src="/kb5/harbourshire/logo.gif" alt="Harbourshire Local Offer logo"></a>'
                f'<a href="{visit.page("contact.page")}">Contact us</a></div>'
            ),
            f'<div id="nav" role="navigation"><ul>{rows}</ul></div>',
            '<div id="content">',
            f"<h1>\n\t\t{escape(title)}\n\t</h1>",
            *pieces,
            "</div>",
            (
                f'<div id="footer" role="contentinfo"><a href="#header">Back to top</a> '
                f'<a href="{visit.page("accessibility.page")}">Accessibility</a></div>'
            ),
            "</body></html>\n",
        )
    )


def record_page(record: Record, visit: Visit) -> str:
    """Write the page of a record."""
    own = "Advice page content" if record.action == "advice" else "Description"
    typed = [f"<p>{record.typed}</p>"] if record.typed else []
    # the typed stamp stands between the first words and what may be folded away
    body = [*record.body[:2], *typed, *record.body[2:]]
    pieces = [*_head(record), f"<h2>{own}</h2>", '<div class="field_section">', *body, "</div>"]
    return framed(record.title, [*pieces, *_see_also(record, visit), *_furniture(record, visit)], visit)


def _head(record: Record) -> Iterator[str]:
    """Write the block of contact details, in one of the two forms it has."""
    contact = record.contact
    if contact is None:
        return
    mail = f'<a href="mailto:{contact.email}">{contact.email}</a>'
    site = f'<a href="http://{contact.website}/" target="_blank">{contact.website}</a>'
    place = "<br>\n\t\t".join(contact.address)
    rows = (("Address", place), ("E-mail", mail), ("Telephone", contact.phone), ("Website", site))
    if record.action in {"service", "event"}:
        yield "<dl>" + "".join(f"<dt>{label}:</dt>\n<dd>\t{words}\n</dd>" for label, words in rows) + "</dl>"
        return
    yield f"<h2>Where to go</h2><p><strong>Name of venue</strong>\n{escape(record.title)}</p>"
    yield "".join(f"<p><strong>{label}:</strong>\n\t {words}\n</p>" for label, words in rows)


def _see_also(record: Record, visit: Visit) -> Iterator[str]:
    """Lead to other records, to the directory next door, and to the same record on the vendor's own host."""
    known, number = by_id(), records().index(record)
    others = [*record.leads, records()[(number * 7 + 3) % len(records())].id]
    others = [each for each in others if known[each].channels or each in record.leads]
    rows = [f'<li><a href="{visit.to(known[each], number + at)}">{escape(known[each].title)}</a></li>'
            for at, each in enumerate(others)]  # fmt: skip
    if record.id == SEED:
        rows.append(f'<li><a href="http://{SEARCH}{BASE}advice.page?id={SEED}">This page at our supplier</a></li>')
        rows.append('<li><a href="/kb5/harbourshire/asch/service.page?id=AdultCare01">Care for adults</a></li>')
        rows.append(f'<li><a href="{visit.page("service.page?id=Gone0000000")}">A club that has closed</a></li>')
    yield f"<h2>See also</h2><ul>{''.join(rows)}</ul>"


def _furniture(record: Record, visit: Visit) -> Iterator[str]:
    saving = f"{record.action}.action?id={record.id}&{visit.channel}&slaction=ADD&itemid={record.id}$"
    yield f'<p class="shortlist"><a href="{visit.page(saving)}">Save to shortlist</a></p>'
    form = visit.page(f"feedback.page?id={record.id}")
    yield f'<p><a href="{form}">Tell us if this information needs changing</a></p>'
    yield f'<p><a href="{visit.page(f"{record.action}.page?id={record.id}&print=true")}">Print this page</a></p>'
    yield f"<p>Page last modified:\n\t{record.changed:%d/%m/%Y}</p>"


def results_page(found: list[Record], start: int, visit: Visit, name: str = "results.page") -> str:
    """Write a page of a list: teasers that are cut, further pages, and many ways to see the same again."""
    shown = found[start : start + ROWS]
    rows = [
        f'<div class="result"><h2><a href="{visit.to(each, start + at)}">{escape(each.title)}</a></h2>'
        f"<p>{escape(each.title[:12])}...</p>"
        f'<a href="{visit.page(f"results.action?{visit.channel}&sr={start}&slaction=ADD&itemid={each.id}$")}">'
        "Save to shortlist</a></div>"
        for at, each in enumerate(shown)
    ]
    onward = [f"{name}?{visit.channel}&sr={at}&nh={ROWS}" for at in range(0, len(found), ROWS)]
    facets = (
        f"{name}?{visit.channel}&agegroup=5&sr={start}",
        f"{name}?agegroup=5&{visit.channel}&cost=free",
        f"{name}?{visit.channel}&sorttype=name&sr={start}",
        f"{name}?sorttype=distance&{visit.channel}",
        f"{name}?{visit.channel}&view=map",
        f"{name}?{visit.channel}&radius=5&postcode=",
        f"rss.page?{visit.channel}",
        f"print.page?{visit.channel}&sr={start}",
    )
    links = "".join(f'<li><a href="{visit.page(each)}">{number}</a></li>' for number, each in enumerate(onward, 1))
    more = "".join(f'<li><a href="{visit.page(each)}">Narrow this list</a></li>' for each in facets)
    said = f"<p>Showing {start + 1} to {start + len(shown)} of {len(found)}</p>"
    return framed("Search results", [said, *rows, f"<ul>{links}</ul><ul>{more}</ul>"], visit)


def channels_page(visit: Visit) -> str:
    """Write the page that leads to the lists."""
    rows = "".join(
        f'<li><a href="{visit.page(f"localoffer.page?{channel}")}">{words}</a> '
        f'<a href="{visit.page(f"results.page?{channel}&sr=0")}">See all</a></li>'
        for channel, words in CHANNELS.items()
    )
    return framed("Local Offer", [f"<p>Choose what you are looking for.</p><ul>{rows}</ul>"], visit)


def home_page(visit: Visit) -> str:
    """Write the front page. One list is reached by a search that somebody put there as a link."""
    search = visit.page("results.action?qt=nursery&sr=0")
    said = "<p>Find out what there is for children and young people with special needs.</p>"
    first = f'<p><a href="{visit.to(by_id()[SEED], 3)}">What is SEND mediation?</a></p>'
    return framed("Welcome", [said, first, f'<p><a href="{search}">Starting at nursery</a></p>'], visit)


def plain_page(title: str, words: str, visit: Visit) -> str:
    """Write a page of words."""
    return framed(title, [f"<p>{words}</p>"], visit)
