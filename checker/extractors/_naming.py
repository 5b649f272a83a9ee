"""Whose is it? Chooses the name of a contact among the words beside it, above it, and in its addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.extractors import _fields, _guesses, _names, _services, _spelt
from checker.model.mentions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.pages import Page

_NEAR = 3
"""How many blocks above a contact may still name it."""
_FAR = 12
"""How many blocks above are searched for the words that an address spells."""
_SENTENCE = 250
"""Characters before an address in which its sentence begins."""
_OTHER_FORMAT = re.compile(
    r"(?:accessible|different|alternative|another) formats?\b|\blarge print\b|assistive technology", re.IGNORECASE
)
_BODY = re.compile(r"\b(?:Department|Ministry) (?:of|for) [A-Z][a-z]+(?:(?:,| and|,? &) [A-Z][a-z]+)*")
# Numbers that everybody in Britain reaches the same people by (Ofcom, National Telephone Numbering Plan; NHS.UK).
_EVERYBODYS = {
    "999": "Emergency services",
    "112": "Emergency services",
    "18000": "Emergency services",
    "101": "Police non-emergency",
    "105": "Power cut helpline",
    "111": "NHS 111",
    "116123": "Samaritans",
    "08001111": "Childline",
    "+448001111": "Childline",
    "85258": "Shout",
}


class Reached(Struct, frozen=True):
    """A contact without its name."""

    headings: tuple[str, ...]
    lead: str
    """The words of the line before the first mention."""
    members: tuple[Mention, ...]
    floor: int
    """The block above which everything belongs to earlier contacts."""
    hosts: frozenset[str]
    """The email domains of earlier contacts."""

    @property
    def first(self) -> Mention:
        """The first number or address."""
        return self.members[0]

    @property
    def addresses(self) -> list[str]:
        """Its emails and web addresses."""
        return [each.value for each in self.members if each.value and each.kind in {Kind.EMAIL, Kind.LINK}]


def name(page: Page, reached: Reached) -> str | None:
    """Name a contact: by its own line, what everybody knows, a line or heading above, its addresses, the title."""
    found = _publisher(page, reached) or _beside_or_above(page, reached)
    is_place = found is not None and " " not in found and found in reached.lead
    return _guesses.office(found, reached.lead, page) if found and is_place else found


def _beside_or_above(page: Page, reached: Reached) -> str | None:
    own = _everybodys(reached) or _names.named_in(reached.lead)
    above = _persons([(line, _fields.tidy(line)) for line in (*_tops(page, reached), *reversed(reached.headings[1:]))])
    if own and not _names.is_weak(own):
        return _fuller(page, reached, own, [tidied for _, tidied in above])
    titles = [_fields.tidy(line) for line in (*reached.headings[:1], _card_name(page, 0))]
    spelt = _spelt.by_mailbox(reached.addresses, (*(tidied for _, tidied in above), *titles))
    spelt = spelt or _spelt.by_first_word(reached.addresses, titles)
    named = spelt or next((found for line, tidied in above if (found := _as_name(line, tidied, titles))), None)
    return named or _stated(page, reached) or _by_address(page, reached, titles) or own or _guessed(page, reached)


def _persons(above: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put people before the posts they hold: of a row "Sam Reed | Team Manager" the nearer cell is the post."""
    held = len(above) > 1 and _fields.is_post(above[0][1]) and _fields.is_person(above[1][1])
    return above[1:] if held else above


def _guessed(page: Page, reached: Reached) -> str | None:
    of = reached.addresses
    return (
        _guesses.by_line(_tops(page, reached))
        or _guesses.by_mailbox(of)
        or _guesses.by_subject(page)
        or _guesses.by_council(of, page)
    )


def _as_name(line: str, tidied: str, titles: list[str]) -> str | None:
    which = _names.one_of_several(line)
    if which:
        return which
    if _names.is_of_any(tidied) and titles and _names.is_name(titles[0]):
        return f"{titles[0].removeprefix('The ')} {tidied}"
    named = not _fields.asks_to(line) and (_names.is_name(tidied) or _names.is_section(tidied))
    return tidied if named else None


def _fuller(page: Page, reached: Reached, own: str, above: list[str]) -> str:
    """Give what stands around a name adds to it: its place; the part's subject, if it is the page's own; its body."""
    longer = next((line for line in above if line.startswith(own) and _names.is_name(line)), None)
    if longer:
        return longer
    if any(_services.is_same(own, title) for title in reached.headings[:1]):
        which = next(filter(None, map(_names.one_of_several, above)), None)
        part = next((line for line in above if _names.is_name(line) or _names.is_section(line)), own)
        return f"{_services.without_brackets(own)} ({which})" if which else part
    bodies = set(_BODY.findall(_words_above(page, reached))) if own.islower() and " " in own else set()
    return f"{bodies.pop()} {own}" if len(bodies) == 1 else own


def _by_address(page: Page, reached: Reached, titles: list[str]) -> str | None:
    above = _words_above(page, reached, same_heading=True)
    spelt = _spelt.by_domain(reached.addresses, above)
    title = next((line for line in titles if _names.is_name(line)), None)
    if title:
        return title if not spelt or spelt in title else spelt
    return spelt or _spelt.by_letters(reached.addresses, _words_above(page, reached)) or _spelt.body(reached.addresses)


def _publisher(page: Page, reached: Reached) -> str | None:
    """Name who makes a document in another form: never the line above, which is the document's title."""
    text = page.blocks[reached.first.place.block or 0].text
    start = reached.first.place.start
    if not _OTHER_FORMAT.search(text, max(0, start - _SENTENCE), start):
        return None
    of = reached.addresses
    found = _spelt.body(of, itself=True) or _spelt.by_letters(of, _words_above(page, reached)) or _spelt.body(of)
    again = not reached.hosts.isdisjoint(map(_spelt.host_of_email, of))
    return f"{found} accessible formats" if found and again else found


def _everybodys(reached: Reached) -> str | None:
    return _EVERYBODYS.get(reached.first.value or "")


def _stated(page: Page, reached: Reached) -> str | None:
    """Find the name that the page states for machines beside the same number or email."""
    if not page.structured:
        return None
    values = {_key(each.value or each.raw) for each in reached.members if each.kind is not Kind.LINK}
    groups = {each.group for each in page.structured if each.group and _key(each.value) in values}
    names = (each.value for each in page.structured if each.name == "name" and each.group in groups)
    return next((each for each in names if _names.is_name(each)), None)


def _key(words: str) -> str:
    if "@" in words:
        return words.lower().removeprefix("mailto:")
    digits = re.sub(r"\D+", "", words.replace("(0)", ""))
    return "0" + digits[2:] if digits.startswith("44") else digits


def _tops(page: Page, reached: Reached) -> Iterator[str]:
    """Yield the first lines of the blocks above under the same heading, the nearest first."""
    number = reached.first.place.block or 0
    text = page.blocks[number].text[: reached.first.place.start].rpartition("\n")[0]
    lines = [line for line in text.split("\n") if line]
    if lines and not _is_address(page, number, lines):
        yield from (_card_name(page, number), lines[-1])
    left = _NEAR
    for position in range(number - 1, max(reached.floor, number - _FAR) - 1, -1):
        above = page.blocks[position]
        if above.headings != reached.headings or not left:
            return
        if not _is_address(page, position, above.text.split("\n")):
            yield (top := _card_name(page, position))
            # the label of a field is no distance: "Contact name", "Telephone"
            left -= bool(top) and not _names.is_field(top)


def _is_address(page: Page, number: int, lines: list[str]) -> bool:
    """Tell whether a block is the postal address of whom the heading above names: its first line names nobody else."""
    above = page.blocks[number - 1] if number else None
    headings = page.blocks[number].headings
    if not above or not headings or above.text.strip() != headings[-1] or not _names.is_name(headings[-1]):
        return False
    if headings[-1].lower() in lines[0].lower():
        return False  # the address says it in full
    if _names.is_topic(headings[-1]) and _names.is_name(lines[0]) and not _names.is_postal(lines[0]):
        return False  # the address says whose it is: "The Willow Centre" under "Short breaks"
    return any(map(_names.is_postal, lines)) and not _names.one_of_several(lines[0])


def _card_name(page: Page, number: int) -> str:
    """Read the head of a block; of a page's first one, a service and on the second line who runs it."""
    lines = page.blocks[number].text.split("\n")
    asked = page.blocks[number - 1].text if number else ""
    if _fields.asks_position(asked):
        return ""
    if len(lines) > 1 and (_fields.asks_name(lines[0]) or _fields.asks_position(lines[0])):
        return lines[1] if _fields.asks_name(lines[0]) else ""
    if len(lines) > 1 and lines[0].rstrip().endswith(":") and not _names.is_name(lines[0]):
        return lines[1]  # "Please contact:" above an address
    if number or len(lines) != len(("service", "organisation")) or not _names.is_name(lines[1]):
        return lines[0]
    told = page.blocks[1].text if len(page.blocks) > 1 else ""
    return _services.of_service(lines[0].strip(), lines[1].strip(), told)


def _words_above(page: Page, reached: Reached, *, same_heading: bool = False) -> str:
    number = reached.first.place.block or 0
    blocks = page.blocks[max(0, number - _FAR) : number + 1]
    return "\n".join(block.text for block in blocks if not same_heading or block.headings == reached.headings)
