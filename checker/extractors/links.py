"""Links: what the page refers to, and web addresses that stand in the text without being links.

Policies for addresses in text, chosen for a council's content team:

* `http`, `https`, `ftp` and `file` count, also mistyped (`htttp://`, `http//`): mistakes are what is looked for.
* `www.` begins an address whatever follows. A bare host needs an ending that exists, and must not read as the end of a
  sentence (`school.It`) or the name of a file (`letter.md`). A public suffix alone is a name: GOV.UK, NHS.UK.
* Final punctuation is not part of the address, nor is a closing bracket that nobody opened, nor the s of "example.org's
  pages". An ellipsis is: it says that the address was cut short; the value does without it.
* One space after a final slash, before a single word that ends the sentence, was put there by a PDF: it belongs.
* Logins (`http://name@host/`) belong to an address; whatever an email already covers does not.
* Other schemes (`skype:`, `git://`) in text are not addresses of pages. Hosts keep their own script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.extractors._addresses import addresses, is_address, may_hold
from checker.model.mentions import Kind, Mention, Role
from checker.model.pages import Place
from checker.text import Spans
from checker.urls import resolve, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Link, Page
    from checker.model.rules import Settings

AFTER = ("emails",)

_BY_SCHEME = {"tel": Role.TEL, "mailto": Role.MAILTO}
_BY_TAG = {"a": Role.HYPERLINK, "area": Role.HYPERLINK, "img": Role.IMAGE, "source": Role.IMAGE, "input": Role.IMAGE}
_HIDDEN_EMAIL = "/cdn-cgi/l/email-protection"
"""Where Cloudflare hides an email from robots. It leads nowhere; the emails' extractor reads it."""


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:  # noqa: ARG001 - every extractor is called alike
    """Find links, and addresses written as text."""
    for number, block in enumerate(page.blocks):
        for link in block.links:
            if _HIDDEN_EMAIL not in link.href:
                yield _hyperlink(page, number, link)
        if may_hold(block.text):
            yield from _in_text(page, number, seen)
    for link in page.links:
        if _HIDDEN_EMAIL not in link.href:
            place = Place(quote=link.text or link.href, href=link.href)
            yield Mention(
                kind=Kind.LINK,
                raw=link.href,
                value=link.url,
                role=_role(link),
                text=link.text,
                tag=link.tag,
                place=place,
            )


def _hyperlink(page: Page, number: int, link: Link) -> Mention:
    place = page.place(number, link.start, link.end, href=link.href)
    if not place.quote:
        # a picture is the link: what it shows, or else the address, stands for the words
        place = Place(
            quote=link.text or link.href,
            heading=place.heading,
            before=place.before,
            after=place.after,
            href=link.href,
            block=number,
            start=link.start,
            end=link.start,
            line=place.line,
            template=place.template,
        )
    role = _role(link)
    shows_itself = role is Role.HYPERLINK and link.text is not None and is_address(link.text)
    raw = place.quote if shows_itself else link.href
    return Mention(kind=Kind.LINK, raw=raw, value=link.url, role=role, text=link.text, tag=link.tag, place=place)


def _role(link: Link) -> Role:
    return _BY_SCHEME.get(scheme_of(link.href)) or _BY_TAG.get(link.tag, Role.OTHER)


def _linked(links: Iterable[Link]) -> Spans:
    """Give the words of a block that are links."""
    spans = Spans()
    for link in links:
        if link.end > link.start:
            spans.add(link.start, link.end)
    return spans


def _in_text(page: Page, number: int, seen: Seen) -> Iterator[Mention]:
    block = page.blocks[number]
    linked: Spans | None = None
    for found in addresses(block.text):
        linked = linked or _linked(block.links)
        if linked.overlap(found.start, found.end) or seen.taken(number, found.start, found.end):
            continue
        place = page.place(number, found.start, found.end)
        yield Mention(kind=Kind.LINK, raw=place.quote, value=resolve(found.address), role=Role.TEXT, place=place)
