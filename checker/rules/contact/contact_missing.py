"""A page that tells people to get in touch, or is about a service, and does not say how to reach it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker import urls
from checker.model.mentions import Kind, Role
from checker.model.pages import BlockKind
from checker.model.problems import Certainty, Fault, Severity
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.pages import Block, Page, Place
    from checker.model.rules import View

_ASKED = re.compile(
    r"\b(?:contact|call|ring|phone|telephone|email|e-mail|speak\s+to|talk\s+to)\s+us\b(?!\s+page)"
    r"|\bget\s+in\s+touch\s+with\s+us\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"contact|enquir|form|message|chat|feedback|email|call|phone|touch|\bask\b", re.IGNORECASE)
_OF_CONTACTS = re.compile(
    r"(?:contacts|(?:useful |our )?contact (?:details|information|numbers|us)|contact (?:the|our) .{1,60}"
    r"|how to (?:contact|reach|get in touch with) .{1,60}|get in touch|getting in touch)",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’&-]{0,30}"
_SERVICE = re.compile(
    rf"(?:The )?{_NAME}(?: (?:and|for|of|in|&|{_NAME})){{0,6}}"
    r" (?:Service|Team|Helpline|Centre|Clinic|Club|Group|Project|Hub|Library|Nursery|Forum)"
)
_OTHERWISE = re.compile(
    r"\b(?:refer(?:s|red|ral|rals)?|gp|doctor|health visitor|senco|social worker|your (?:child.s )?(?:school|nursery)"
    r"|drop.?in|closed|no longer|ended|ask)\b",
    re.IGNORECASE,
)
"""Words of a page that tell another way to a service, or that it is no more."""
_FEWEST = 15
"""Words, below which a page says so little that nothing can be missing from it."""


@rule(
    "contact-missing",
    looks_at=Kind.PAGE,
    severity=Severity.DOUBTFUL,
    certainty=Certainty.LIKELY,
    since="0.1",
)
def contact_missing(page: Page, view: View) -> Iterator[Fault]:
    """This page leaves its readers without a way to get in touch.

    Why it matters:
        Readers who need help have to look for the way elsewhere, and some give up.

    How to fix it:
        Add a phone number, an email address or a link to a form.

    Problem:
        Parking permits

        If your permit is lost, contact us as soon as you can.

    Fine:
        Parking permits

        If your permit is lost, contact us on 020 7275 6036 as soon as you can.

    Authority:
        SEND Code of Practice 2015, chapter 4: a Local Offer is clear, comprehensive and accessible
    """
    if page.scripted:
        return
    reachable = view.of(Kind.PHONE) or view.of(Kind.EMAIL) or view.of(Kind.POSTCODE)
    asked = None if reachable else _unkept(page, view)
    if asked:
        message = f"This says “{asked.quote}”, and the page gives no phone, email or form."
        yield Fault(message=message, place=asked)
        return
    service = _service(page, view)
    if service:
        message = f"This page is about “{service.quote}”, and gives no phone, email, address or link to reach it."
        yield Fault(message=message, place=service, certainty=Certainty.GUESS)


def _unkept(page: Page, view: View) -> Place | None:
    """Find where a page promises a way to get in touch, or asks people to, where no link is one."""
    links = view.of(Kind.LINK)
    ways = any(_leads_to_us(link) and not _leads_here(link, page) for link in links)
    return (None if _leads_on(view) else _promised(page)) or (None if ways else _asked(page))


def _asked(page: Page) -> Place | None:
    """Find where a page asks people to get in touch."""
    for number, block in enumerate(page.blocks):
        asked = _ASKED.search(block.text) if block.kind is BlockKind.CONTENT and not block.links else None
        if asked and not _is_promise(block):
            return page.place(number, *asked.span())
    return None


def _promised(page: Page) -> Place | None:
    """Find a main heading that promises contacts. That every page of the site leads to others does not keep it."""
    for number, block in enumerate(page.blocks):
        if _is_promise(block):
            return page.place(number, 0, len(block.text))
    return None


def _is_promise(block: Block) -> bool:
    of_contacts = block.tag == "h1" and block.kind is BlockKind.CONTENT
    return of_contacts and _OF_CONTACTS.fullmatch(block.text.strip()) is not None


def _service(page: Page, view: View) -> Place | None:
    """Find the service a page is about, where nothing in the page's own words leads to it."""
    own = [(number, block) for number, block in enumerate(page.blocks) if block.kind is BlockKind.CONTENT]
    title = next(((number, block.text) for number, block in own if block.tag == "h1"), (0, ""))
    if not _SERVICE.fullmatch(title[1]):
        return None
    told = " ".join(block.text for _, block in own)
    if _OTHERWISE.search(told) or len(told.split()) < _FEWEST:
        return None
    return None if _leads_on(view) else page.place(title[0], 0, len(title[1]))


def _leads_on(view: View) -> bool:
    """Tell whether anything in the page's own words may lead to whom it is about: any link that readers see, too."""
    own = (each for each in view.inventory.mentions if each.kind is not Kind.DATE and not each.place.template)
    return any(each.kind is not Kind.LINK or each.role in {*_DIRECT, Role.HYPERLINK} for each in own)


_DIRECT = frozenset({Role.OTHER, Role.MAILTO, Role.TEL, Role.TEXT})
"""Links that are a way to get in touch, whatever they say: forms and frames too."""


def _leads_to_us(link: Mention) -> bool:
    """Tell whether a link may be the way to get in touch."""
    return link.role in _DIRECT or bool(_WAY.search(f"{link.text or ''} {link.place.href or ''}"))


def _leads_here(link: Mention, page: Page) -> bool:
    """Tell whether a link in what the site repeats leads to this very page: it says no more than the page does."""
    return link.place.template and link.value is not None and urls.target(link.value) == urls.target(page.url or "")
