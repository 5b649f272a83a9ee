"""Contacts as a person reads them: which numbers and emails belong together, and to whom.

Mentions are read in document order. Between each and the one before it stand words: a new heading, a name on a line
of its own, a sentence about somebody else begin a new contact; "or telephone:" does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from checker.extractors import _fields, _names, _naming
from checker.model.mentions import Contact, Kind, Mention, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Block, Page
    from checker.model.rules import Settings

AFTER = ("dates", "emails", "links", "phones", "postcodes")

_REACHES = frozenset({Kind.PHONE, Kind.EMAIL})
_FAR = 12
"""Lines without any contact between two mentions, after which the second begins anew."""
_THIS_ONE = re.compile(r"\bthis (?:service|team|line|number|group)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SENTENCE = re.compile(r"[.!?](?:\s|$)")


class _Group(Struct):
    """A contact while it is being read."""

    headings: tuple[str, ...]
    first: Mention
    lead: str
    """The words of the line before the first mention."""
    floor: int
    """The first block that holds nothing of earlier contacts."""
    hosts: frozenset[str]
    """The email domains of earlier contacts."""
    members: list[Mention] = field(default_factory=list)

    def of(self, kind: Kind) -> tuple[Mention, ...]:
        return tuple([member for member in self.members if member.kind is kind])


class _Gap(Struct, frozen=True):
    """What stands between two mentions."""

    lead: str
    """The words directly before the second, on its own line."""
    lines: list[str]
    """Whole lines in between, that belong to neither."""
    top: str
    """The first of these lines that stands in the second's own block."""
    same_line: bool
    same_block: bool
    new_heading: bool


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:  # noqa: ARG001 - every extractor is called alike
    """Find the contacts of a page. The same numbers and emails a second time are the same contact, said again."""
    met: set[tuple[str, ...]] = set()
    for contact in _contacts(page, seen):
        reached = tuple(sorted({each.value or each.raw for each in (*contact.phones, *contact.emails)}))
        if reached not in met:
            met.add(reached)
            yield contact


def _contacts(page: Page, seen: Seen) -> Iterator[Contact]:
    ordered = sorted((m for m in seen.mentions if _counts(m)), key=lambda m: (m.place.block or 0, m.place.start))
    group: _Group | None = None
    before: Mention | None = None
    waiting: list[Mention] = []
    hosts: set[str] = set()
    for mention in ordered:
        if mention.kind is Kind.POSTCODE:
            waiting.append(mention)
        elif mention.kind in _REACHES:
            gap = _gap(page, before, mention)
            own = waiting
            if group is None or _begins(group, mention, gap):
                own, others = _shared_out(page, waiting, mention)
                if group:
                    yield _contact(page, group, others)
                floor = before.place.block + 1 if before and before.place.block is not None else 0
                group = _Group(_block(page, mention).headings, mention, gap.lead, floor, frozenset(hosts))
            group.members += (*own, mention)
            before, waiting = mention, []
            hosts.update(filter(None, [(mention.value or "").partition("@")[2]]))
        elif (
            group
            and _heads(_block(page, mention)) == _heads(_block(page, group.first))
            and not _is_anothers(page, before, mention)
        ):
            group.members.append(mention)
    if group:
        yield _contact(page, group, waiting)


def _is_anothers(page: Page, before: Mention | None, link: Mention) -> bool:
    """Tell whether an address stands in a part with a head of its own, after the part of the contact before."""
    gap = _gap(page, before, link)
    return not gap.same_block and bool(gap.top) and (_names.is_name(gap.top) or _names.is_section(gap.top))


def _shared_out(page: Page, postcodes: list[Mention], mention: Mention) -> tuple[list[Mention], list[Mention]]:
    """Part postcodes into those of the contact that begins with a mention, and those of the contact before.

    An address stands above its number or below it. Between an address and the next one's number stands a name.
    """
    own: list[Mention] = []
    for postcode in reversed(postcodes):
        gap = _gap(page, postcode, mention)
        if gap.new_heading or any(map(_names.is_name, gap.lines)):
            break
        own.insert(0, postcode)
    return own, postcodes[: len(postcodes) - len(own)]


def _counts(mention: Mention) -> bool:
    if mention.place.block is None:
        return False
    if mention.kind is Kind.LINK:
        # an address that is shown, not words that lead somewhere
        return mention.role is Role.TEXT or (mention.role is Role.HYPERLINK and mention.raw != mention.place.href)
    return mention.kind in _REACHES or mention.kind is Kind.POSTCODE


def _block(page: Page, mention: Mention) -> Block:
    return page.blocks[mention.place.block or 0]


def _begins(group: _Group, mention: Mention, gap: _Gap) -> bool:
    """Decide whether a mention begins a new contact."""
    again = bool(group.of(mention.kind))
    if gap.new_heading or len(gap.lines) > _FAR:
        return True
    if gap.same_line:
        sentence = bool(_SENTENCE.search(gap.lead))
        return again and (sentence or _names.named_in(gap.lead) is not None) and not _joins(gap.lead)
    heads = (
        _names.is_section(gap.top) or any(map(_names.is_name, (gap.top, _above_address(gap.lines))))
        if gap.lines
        else False
    )
    # a label may stand in a cell of its own: <dt>Telephone:</dt><dd>0117 ...</dd>
    introduced = bool(gap.lines) and gap.lines[-1].endswith(":") and not _names.is_label(gap.lines[-1])
    if heads or introduced:
        return again or not gap.same_block
    if gap.same_block and not gap.lines:
        return again and not _joins(gap.lead) and _names.named_in(gap.lead) is not None
    return again and not _joins(gap.lead)


def _above_address(lines: list[str]) -> str:
    """Give the last line that is no part of a postal address: "South office" above "2 High Street", "Leeds LS1 3AD"."""
    return next((line for line in reversed(lines) if not _names.is_postal(line)), lines[-1])


def _joins(lead: str) -> bool:
    """Tell whether the words before a mention tie it to the one before: "or", "Fax:", "out of hours:"."""
    last = _SENTENCE.split(_ADDRESS.sub(" ", lead))[-1]
    return _names.is_label(last) or _THIS_ONE.search(last) is not None


def _gap(page: Page, before: Mention | None, mention: Mention) -> _Gap:
    number, start = mention.place.block or 0, mention.place.start
    here = page.blocks[number]
    lead = here.text[:start].rpartition("\n")[2]
    if before is None or before.place.block is None:
        lines = _lines(page, 0, number, here.text[:start])
        return _Gap(lead, lines, "", same_line=False, same_block=False, new_heading=True)
    other = page.blocks[before.place.block]
    if before.place.block == number:
        between = here.text[before.place.end : start]
        first, *whole = between.split("\n")
        lines = [line.strip() for line in whole[:-1] if line.strip()]
        alike = not whole
        top = lines[0] if lines else ""
        return _Gap(first if alike else whole[-1], lines, top, same_line=alike, same_block=True, new_heading=False)
    moved = _heads(other) != _heads(here) or other.kind is not here.kind
    lines = _lines(page, before.place.block + 1, number, here.text[:start])
    own = here.text[:start].rpartition("\n")[0]
    return _Gap(lead, lines, own.partition("\n")[0].strip(), same_line=False, same_block=False, new_heading=moved)


def _heads(block: Block) -> tuple[str, ...]:
    """Give the headings of a block but for those that name a way to get in touch: "Phone", "By email"."""
    return tuple([each for each in block.headings if not _fields.is_way(each)])


def _lines(page: Page, first: int, last: int, tail: str) -> list[str]:
    """Give the lines of the blocks from first up to last, and those of the tail but for its unfinished end."""
    start = max(first, last - _FAR)
    texts = [page.blocks[number].text for number in range(start, last)] + [tail.rpartition("\n")[0]]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _contact(page: Page, group: _Group, below: list[Mention]) -> Contact:
    """Make the contact of a group.

    Args:
        page: Where it stands.
        group: Its mentions.
        below: Postcodes between it and the next contact, that are not the next one's.
    """
    group.members += (each for each in below if _heads(_block(page, each)) == _heads(_block(page, group.first)))
    return Contact(
        name=_naming.name(page, _reached(group)),
        phones=group.of(Kind.PHONE),
        emails=group.of(Kind.EMAIL),
        links=group.of(Kind.LINK),
        postcode=next(iter(group.of(Kind.POSTCODE)), None),
    )


def _reached(group: _Group) -> _naming.Reached:
    members = (group.first, *(member for member in group.members if member is not group.first))
    return _naming.Reached(group.headings, group.lead, members, group.floor, group.hosts)
