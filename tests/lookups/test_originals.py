"""Whether what we publish stands on an organisation's own website, over made-up servers; and what is not."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from checker.lookups import originals
from checker.model.fetching import Failure, Fetched
from checker.model.mentions import Inventory, Kind
from checker.model.originals import Claim, Organisation, Standing
from checker.model.pages import Page, Source
from checker.model.rules import Settings
from checker.pipeline._originals import read_off
from tests.lookups.answers import NOW, TODAY, answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.model.fetching import Request
    from checker.model.originals import Original

HOME = "https://www.saltmarsh-club.org.uk/"
CONTACT = f"{HOME}contact"
OURS, THEIRS = "+441174960701", "0117 496 0702"
MAIL = "info@saltmarsh-club.org.uk"
FEW_SECONDS = 5
"""Of CPU. What is meant is a tenth of one; a machine that is busy needs longer."""
MOST_RUNS = 4_000
LINK = '<nav><a href="/contact">Contact us</a></nav>'


def page(body: str) -> str:
    return f"<!doctype html><title>Saltmarsh Club</title><main><h1>The club</h1>{body}</main>"


def visit(
    pages: Mapping[str, str | Fetched], *, start: str = HOME, refused: str = "", stopped: bool = False
) -> tuple[Organisation | None, list[str]]:
    """Read a website of a few pages; give what was seen, and what was asked."""
    asked: list[str] = []

    async def fetch(request: Request) -> Fetched:
        if stopped:
            await asyncio.Event().wait()
        asked.append(request.url)
        said = pages.get(request.url)
        return said if isinstance(said, Fetched) else answer(request.url, 200 if said else 404, said)

    async def refusal(url: str) -> str:
        return "robots.txt asks us to leave this address alone" if refused and refused in url else ""

    async def read(got: Fetched) -> originals.Read | None:
        source = Source(target=got.final_url, url=got.final_url, body=got.body, content_type="text/html")
        return read_off(source, Settings(today=TODAY))

    async def all_of() -> list[Organisation]:
        stop = asyncio.Event()
        if stopped:
            stop.set()
        asking = originals.Asking(fetch=fetch, refusal=refusal, read=read, now=lambda: NOW)
        return [each async for each in originals.look_up({"saltmarsh-club.org.uk": {start}}, asking, stop=stop)]

    found = asyncio.run(all_of())
    return (found[0] if found else None), asked


def said(contact: str, *, ours: str = OURS, home: str = "", kind: Kind = Kind.PHONE, by_many: bool = False) -> Original:
    """Hold a number of ours against a website whose page of contacts says this."""
    seen, _ = visit({HOME: page(LINK + home), CONTACT: page(contact)})
    assert seen
    return originals.held(Claim(HOME, kind, ours), seen, quoted_by_many=by_many)


@pytest.mark.parametrize(
    "contact",
    [
        "<p>Ring 0117 496 0701</p>",
        "<p>Ring (0117) 4960701</p>",
        "<p>Ring +44 (0)117 496 0701 ext. 12</p>",
        "<p>Ring 0117 496-07-01 or 0117 496 0702</p>",
        "<p>Ring 0117&nbsp;496&nbsp;0701</p>",
        '<p><a href="tel:+441174960701">Ring us</a></p>',
        '<p><img src="/number.png" alt="Our number: 0117 496 0701"></p>',
        '<script type="application/ld+json">{"@type": "Organization", "telephone": "+44-117-496-0701"}</script>',
        "<footer><p>The Saltmarsh Club, Tel 01174960701</p></footer>",
        "<p>Ring 0117 <b>496</b> 0701</p>",
        f"<p>Our old number, {THEIRS}, is no longer in use. Ring 0117 496 0701</p>",
    ],
)
def test_a_number_that_stands_there_in_any_form_is_found(contact: str) -> None:
    found = said(f"{contact}<p>Bookings: {THEIRS}</p>")
    assert (found.standing, found.where, found.day) == (Standing.FOUND, CONTACT, TODAY)


@pytest.mark.parametrize(
    ("ours", "contact"),
    [
        ("+448456001234", "<p>Ring 0345 600 1234</p>"),
        ("+443456001234", "<p>Ring 0845 600 1234</p>"),
        ("+448706001234", "<p>Ring 0370 600 1234</p>"),
    ],
)
def test_the_number_that_reaches_the_same_people_counts(ours: str, contact: str) -> None:
    assert said(contact, ours=ours).standing is Standing.FOUND


@pytest.mark.parametrize(
    ("contact", "theirs"),
    [
        (f"<p>Ring {THEIRS}</p>", (THEIRS,)),
        (f"<p>Ring {THEIRS}</p><p>Childline: 0800 1111</p><p>In danger, ring 999</p>", (THEIRS,)),
        ("<p>Ring 0300 123 4567</p>", ("0300 123 4567",)),
        (f"<p>Our old number, 0117 496 0701, is no longer in use. Ring {THEIRS}</p>", (THEIRS,)),
        (f"<p>Our number has changed from 0117 496 0701 to {THEIRS}.</p>", (THEIRS,)),
    ],
)
def test_a_number_they_have_replaced_is_told_with_theirs(contact: str, theirs: tuple[str, ...]) -> None:
    found = said(contact)
    assert (found.standing, found.theirs, found.where) == (Standing.CHANGED, theirs, CONTACT)


def test_what_they_say_of_their_old_number_is_told() -> None:
    assert said(f"<p>Our old number, 0117 496 0701, has closed. Ring {THEIRS}</p>").old


@pytest.mark.parametrize(
    "contact",
    [
        "<p>Write to us.</p>",
        "<p>Ring 0113 496 0702</p>",  # of another town: an office we do not know of
        "<p>Ring 07700 900702</p>",
        "<p>Helpline of the national society: 0808 157 0702</p>",
        "<p>Childline: 0800 1111</p>",
        "<p>Fax: 0117 496 0702</p>",
        "".join(f"<p>{name}: 0117 496 07{n}</p>" for n, name in enumerate("ABCD", 10)),
        f'<p>Ring {THEIRS}</p><a href="/centres">Our centres</a>',
        f'<p>Ring {THEIRS}</p><a href="/near">Find a group near you</a>',
    ],
)
def test_nothing_is_said_where_others_prove_nothing(contact: str) -> None:
    assert said(contact).standing is Standing.UNCLEAR


def test_a_number_we_give_for_several_organisations_is_nobody_s_to_answer_for() -> None:
    assert said(f"<p>Ring {THEIRS}</p>", by_many=True).standing is Standing.UNCLEAR


def test_a_mobile_is_somebody_s_until_another_takes_its_place() -> None:
    assert said(f"<p>Ring {THEIRS}</p>", ours="+447700900701").standing is Standing.UNCLEAR
    assert said("<p>Ring 07700 900702</p>", ours="+447700900701").standing is Standing.CHANGED


@pytest.mark.parametrize(
    ("ours", "contact", "standing"),
    [
        (MAIL, f"<p>Write to INFO@Saltmarsh-Club.org.uk or hello@{MAIL[5:]}</p>", Standing.FOUND),
        (MAIL, f'<p><a href="mailto:{MAIL}?subject=Hello">Write to us</a></p>', Standing.FOUND),
        (MAIL, f'<script>{{"email": "{MAIL}"}}</script><p>hello@{MAIL[5:]}</p>', Standing.FOUND),
        (MAIL, "<p>Write to hello@saltmarsh-club.org.uk</p>", Standing.CHANGED),
        ("saltmarshclub@example.com", "<p>Write to hello@saltmarsh-club.org.uk</p>", Standing.CHANGED),
        ("senco@saltmarsh-club.org.uk", "<p>Write to hello@saltmarsh-club.org.uk</p>", Standing.UNCLEAR),
        ("a.reed@saltmarsh-club.org.uk", "<p>Write to hello@saltmarsh-club.org.uk</p>", Standing.UNCLEAR),
        (MAIL, "<p>Write to a.reed@saltmarsh-club.org.uk</p>", Standing.UNCLEAR),
        (MAIL, f"<p>Ring {THEIRS}</p>", Standing.UNCLEAR),
    ],
)  # fmt: skip
def test_an_email_is_judged_where_both_stand_for_the_whole_organisation(
    ours: str, contact: str, standing: Standing
) -> None:
    assert said(contact, ours=ours, kind=Kind.EMAIL).standing is standing


def test_at_most_four_pages_are_asked_those_of_contacts_first() -> None:
    links = "".join(f'<a href="/about/{n}">About us {n}</a>' for n in range(9))
    links += "".join(f'<a href="/contact/{n}">Contact {n}</a>' for n in range(9))
    seen, asked = visit({HOME: page(links), **{f"{HOME}contact/{n}": page("<p>Hello</p>") for n in range(9)}})
    assert asked == [HOME, *(f"{HOME}contact/{n}" for n in range(3))]
    assert seen
    assert seen.branches  # there were more than were read


def test_contacts_are_found_two_links_away() -> None:
    about = f"{HOME}about-us"
    pages = {HOME: page('<a href="/about-us">About us</a>'), about: page(LINK), CONTACT: page(f"<p>{THEIRS}</p>")}
    seen, asked = visit(pages)
    assert asked == [HOME, about, CONTACT]
    assert seen
    assert originals.held(Claim(HOME, Kind.PHONE, OURS), seen).theirs == (THEIRS,)


def test_the_home_page_is_read_too_where_we_lead_to_the_contacts() -> None:
    _, asked = visit({CONTACT: page(f"<p>{THEIRS}</p>{LINK}"), HOME: page(LINK)}, start=CONTACT)
    assert asked == [CONTACT, HOME]


def test_links_to_elsewhere_and_documents_are_left_alone() -> None:
    links = (
        '<a href="https://other.example.org/contact">Contact the others</a><a href="/contact.pdf">Contact list</a>'
        '<a href="#contact">Contact</a><a href="mailto:a@b.org">Contact</a><a href="/">Contact us</a>'
    )
    assert visit({HOME: page(links)})[1] == [HOME]


SCRIPTED = "<!doctype html><title>Club</title><div id=app></div><script src=/app.js></script>"


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ({}, "It answered with an error (404)."),
        ({HOME: answer(HOME, None, failure=Failure.TIMEOUT)}, "It gave no answer (timeout)."),
        ({HOME: answer(HOME, 503)}, "It answered with an error (503)."),
        ({HOME: answer(HOME, 403, headers=(("cf-mitigated", "challenge"),))}, "It keeps automatic visitors out."),
        ({HOME: answer(HOME, to="https://www.sold.example.net/", hops=(301,))}, "It leads to another website."),
        ({HOME: SCRIPTED}, "Its pages are built by script."),
        ({HOME: page(LINK + f"<p>{THEIRS}</p>")}, "It answered with an error (404)."),
        ({HOME: answer(HOME, html=page(f"<p>{THEIRS}</p>"), failure=Failure.CUT)}, "broke off, or is too long."),
    ],
)  # fmt: skip
def test_where_a_page_could_not_be_read_nothing_is_concluded(pages: dict[str, str | Fetched], why: str) -> None:
    seen, _ = visit(pages)
    assert seen
    found = originals.held(Claim(HOME, Kind.PHONE, OURS), seen)
    assert (found.standing, found.why.endswith(why)) == (Standing.UNREAD, True), seen.why


def test_what_stands_on_the_page_that_could_be_read_is_found_all_the_same() -> None:
    seen, _ = visit({HOME: page(LINK + "<p>0117 496 0701</p>")})
    assert seen
    assert originals.held(Claim(HOME, Kind.PHONE, OURS), seen).standing is Standing.FOUND


def test_robots_txt_is_obeyed() -> None:
    seen, asked = visit({HOME: page(LINK), CONTACT: page(f"<p>{THEIRS}</p>")}, refused="/contact")
    assert asked == [HOME]
    assert seen
    found = originals.held(Claim(HOME, Kind.PHONE, OURS), seen)
    assert (found.standing, found.why.endswith("Robots.txt asks us to leave this address alone.")) == (
        Standing.UNREAD,
        True,
    )


def test_what_was_not_read_through_is_not_given() -> None:
    assert visit({HOME: page(LINK)}, stopped=True) == (None, [])


@pytest.mark.parametrize(
    "piece", ["1234567 ", "0117 496 ", "1", "a", "a@", "x@example.org ", "&amp;", "1   ", "our ", "(1)"]
)
def test_half_a_megabyte_of_anything_is_read_off_at_once(piece: str) -> None:
    body = (piece * (500_000 // len(piece))).encode()
    begun = time.process_time()
    found = originals.read_off(Page(target=HOME, url=HOME), Inventory(), body)
    assert time.process_time() - begun < FEW_SECONDS
    assert len(found.leaf.hidden) <= MOST_RUNS
