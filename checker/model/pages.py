"""A page, as read: blocks of text in document order, with the links that stand in them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from checker.text import squash

# Values of which a page has hundreds say gc=False, here and in `mentions`: the garbage collector looks for rings of
# values that hold each other, which frozen values of words never form.

AROUND = 120
"""How many characters of the block are kept on either side of a quotation."""


class Source(Struct, frozen=True, kw_only=True):
    """What a reader is given: bytes, and what is known of where they came from."""

    target: str
    """As the person wrote it: a file name, `-`, or an address. It names the page in every output."""
    body: bytes
    url: str | None = None
    """Where the page is published, if known: what its relative links are resolved against."""
    content_type: str | None = None
    """The Content-Type header as sent, if there was one."""
    name: str | None = None
    """What the server says a file of it is called (Content-Disposition), if it does."""


class PageRef(Struct, frozen=True, kw_only=True):
    """A page of a site, before it is fetched."""

    url: str
    """Absolute, http or https, without fragment and session id."""
    found_by: str
    """The name of the finder."""
    owner: str | None = None
    """Where the finder's source names one."""
    reviewed: str | None = None
    """ISO date of the last review, where the finder's source names one."""
    review_due: str | None = None
    changed: str | None = None
    """ISO date of the last change, where the finder's source names one (a sitemap's lastmod)."""
    body: bytes | None = None
    """The page itself, where finding it was reading it (a file in a folder, a record of a feed)."""
    content_type: str | None = None


class BlockKind(StrEnum):
    """Whether a block is the page's own or repeated on every page of the site."""

    CONTENT = "content"
    TEMPLATE = "template"


class Link(Struct, frozen=True, kw_only=True, gc=False):
    """A reference to an address, from any element or attribute."""

    href: str
    """The attribute as written, with entities resolved and nothing else changed."""
    url: str | None
    """Absolute, resolved against the page's base; None where it cannot be resolved without knowing the base."""
    text: str | None
    """The words a reader clicks on, white space squashed; alternative text for an image; None if there are none."""
    tag: str
    """The element in lower case: a, area, img, iframe, base, meta, ..."""
    start: int = 0
    """Where the link's words begin in the text of its block, in characters."""
    end: int = 0
    """Where they end. Equal to start for a link that shows no words."""
    rel: str | None = None


class Block(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph, heading, list entry or table cell: text that is read in one breath."""

    text: str
    """The words a reader sees. A line break within the block is a newline; other white space in HTML is squashed."""
    tag: str
    """The element in lower case; for plain text `p`, or `h1` and `h2` for lines that read as headings."""
    headings: tuple[str, ...] = ()
    """The headings above, outermost first. A heading's own block does not name itself."""
    kind: BlockKind = BlockKind.CONTENT
    links: tuple[Link, ...] = ()
    part: int = 0
    """Number of the smallest enclosing section, card, list entry, row or address: equal numbers belong together."""
    line: int | None = None
    """Line in the source, counted from 1, where the reader knows it."""
    page: int | None = None
    """Page of a document that has pages, counted from 1."""


class Structured(Struct, frozen=True, kw_only=True, gc=False):
    """One value a page states for machines: JSON-LD, microdata, a meta element or a mark of time."""

    syntax: str
    """json-ld, microdata, meta or mark (an element that holds a date)."""
    type: str
    """The schema.org type without its address (`Organization`), a mark's element, or an empty string."""
    name: str
    """The property, the meta element's name or property (`dateModified`, `og:updated_time`), or a mark's classes."""
    value: str
    group: int = 0
    """Values of one thing share a number."""


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """Where on a page something stands, in the page's own words."""

    quote: str
    """The words themselves, exactly as written."""
    heading: str | None = None
    before: str = ""
    after: str = ""
    href: str | None = None
    block: int | None = None
    """Index into `Page.blocks`; None for what no reader sees, like an image's address."""
    start: int = 0
    end: int = 0
    line: int | None = None
    column: int | None = None
    """Letter of the line in the source, counted from 1, where it was looked for."""
    page: int | None = None
    """Page of a document that has pages, counted from 1."""
    template: bool = False


class Page(Struct, frozen=True, kw_only=True):
    """One page as a reader gives it: everything later stages need, nothing of the markup."""

    target: str
    url: str | None = None
    base: str | None = None
    """What relative addresses are resolved against: the page's own address, or its base element."""
    title: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    """References that stand in no block: images, frames, refreshes, style sheets."""
    structured: tuple[Structured, ...] = ()
    ids: frozenset[str] = frozenset()
    """What `#fragment` may point to: ids and names of anchors."""
    trail: tuple[str, ...] = ()
    """The names in its breadcrumb, from the outermost."""
    scripted: bool = False
    """True where script seems to build the page, so that what was read is not what a reader sees."""
    gaps: tuple[str, ...] = ()
    """Sentences that say which parts of it could not be read."""
    cut: bool = False
    """True where the page goes on after what was read: nobody has written so much by hand."""

    def place(self, block: int, start: int, end: int, *, href: str | None = None) -> Place:
        """Describe the words between two positions of a block."""
        whole = self.blocks[block]
        text = whole.text
        return Place(
            quote=text[start:end],
            heading=whole.headings[-1] if whole.headings else None,
            before=text[max(0, start - AROUND) : start],
            after=text[end : end + AROUND],
            href=href,
            block=block,
            start=start,
            end=end,
            line=None if whole.line is None else whole.line + text.count("\n", 0, start),
            page=whole.page,
            template=whole.kind is BlockKind.TEMPLATE,
        )

    def line(self, place: Place, *, limit: int = 100) -> Place:
        """Widen a place to the line it stands on, if that line is no longer than the limit."""
        if place.block is None:
            return place
        text = self.blocks[place.block].text
        start = text.rfind("\n", 0, place.start) + 1
        end = text.find("\n", place.end)
        line = text[start : end if end >= 0 else len(text)]
        if len(line) > limit:
            return place
        start += len(line) - len(line.lstrip())
        return self.place(place.block, start, start + len(line.strip()), href=place.href)

    @property
    def name(self) -> str:
        """The page's title, or what it was asked for by."""
        return squash(self.title or "") or self.target
