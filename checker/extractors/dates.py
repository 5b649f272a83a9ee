"""Dates on a page, what each of them says, and what they tell of the page's age."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checker import dates
from checker.extractors._stated import stated
from checker.lines import once
from checker.model.mentions import Kind, Mention, Origin, Role, Stamp
from checker.model.pages import BlockKind
from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Found, Seen
    from checker.model.pages import Block, Page
    from checker.model.rules import Settings

AFTER = ("emails", "links")

_LABEL = 48
"""How far before a date its label is looked for, in characters."""
_FURNITURE = 60
"""Blocks after a platform's stamp are short: "Back to top", "Print this page"."""

# A label stands directly before its date; the first pattern that matches wins.
_JOIN = (
    r"(?:[\s:$–-]|\bon\b|\bin\b|\bis\b|\bwas\b|\bby\b|\bdate\b|\bthe\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?)*$"
)
_LABELS = {
    r"next\s+reviewe?d?|review\s+(?:due|by|again)|due\s+for\s+review|to\s+be\s+reviewed": Role.REVIEW_DUE,
    r"(?:looked\s+at|reviewed)\s+again": Role.REVIEW_DUE,
    r"reviewed|moderated|last\s+review|checked|correct(?:ed)?\s+as\s+of": Role.REVIEWED,
    r"modified|updated?|amended|amendment\s+made|changed|edited|revised|date\s+of\s+last\s+revision": Role.MODIFIED,
    r"published|posted|publication|created|written": Role.PUBLISHED,
    r"as\s+(?:of|at|from)|correct\s+at|year\s+(?:ending|to|to\s+end)|to\s+end": Role.AS_OF,
    r"runs?\s+from|replaces\b[^.]{0,30}\bfrom": Role.AS_OF,
    rf"\b(?:{'|'.join(dates.MONTHS)})\s+to": Role.AS_OF,
    r"(?:\bby|until|till|before|no\s+later\s+than)(?:\s+the\s+end\s+of)?": Role.DEADLINE,
    r"deadline|closing|closes?d?|ends?|ending\s+in|expires?|returned": Role.DEADLINE,
    r"\b(?:started|began|launched|introduced|established|founded|born|died|dated)\b[^.]{0,20}": Role.OTHER,
    r"\bon|from|starts?|starting|begins?|opens?|opening|held|takes?\s+place|expected|\bin|after": Role.EVENT,
}
_ROLES = tuple((role, re.compile(f"(?:{words}){_JOIN}", re.IGNORECASE)) for words, role in _LABELS.items())
_RANGE = frozenset({"to", "and", "-", "–", "until", "to the"})
_RANGE_WORDS = re.compile(r"\b(?:period|year|between|during|january|april|september)\b", re.IGNORECASE)
_PAGE_STAMP = re.compile(
    r"^(?:this\s+)?(?:page|information|content)?\s*(?:was|were|is)?\s*(?:last|date(?:\s+of(?:\s+last)?)?)?\s*"
    r"(?:modified|updated?|reviewed|moderated|amended|amendment\s+made|changed|edited|published|review|checked"
    r"|posted|created|written|revised|revision"
    r"|next\s+review(?:ed)?|review\s+(?:date|due)|first\s+published)\b",
    re.IGNORECASE,
)
_TIME_STAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:.Z+-]{4,}")
_WIKI_STAMP = re.compile(r"\(last\s+(?:edited|modified|updated)(?:\s+on)?:?\s*$", re.IGNORECASE)
_AFTER_STAMP = re.compile(
    r"[\s,|/·–-]*(?:at\s+)?(?:\d\d?[:.]\d\d[\d:.]*\s*(?:[ap]\.?m\.?)?)?[\s,|/·–-]*(?:$|(?:last\s+)?updated|modified|edited|by\b)",
    re.IGNORECASE,
)
"""What may follow the date of a publication on its line, if it is the page's and not that of a document."""
_OF_THE_PAGE = frozenset({Role.MODIFIED, Role.REVIEWED, Role.REVIEW_DUE, Role.PUBLISHED})


def find(page: Page, seen: Seen, settings: Settings) -> Iterator[Found]:  # noqa: ARG001 - every extractor is called alike
    """Find dates, and what they say of the page itself."""
    last = _last_words(page)
    month_first = _is_american(page) and dates.writes_month_first(block.text for block in page.blocks)
    for number in seen.with_digits(page):
        block, mention = page.blocks[number], None
        for written in _written(block.text, month_first=month_first):
            if seen.taken(number, written.start, written.end):
                continue
            mention = _mention(page, number, written, earlier=mention)
            yield mention
            if _has_year(mention) and mention.role in _OF_THE_PAGE and _says_page(page, number, mention):
                yield _stamp(mention, written, at_the_end=number >= last or block.kind is BlockKind.TEMPLATE)
    yield from stated(page)


@once
def _written(text: str, *, month_first: bool) -> Iterator[dates.Written]:
    return dates.find(text, month_first=month_first)


def _is_american(page: Page) -> bool:
    return (page.language or "").lower().startswith("en-us")


def _mention(page: Page, number: int, written: dates.Written, *, earlier: Mention | None) -> Mention:
    place = page.place(number, written.start, written.end)
    label, role = _role(page, number, written.start)
    if earlier and squash(page.blocks[number].text[earlier.place.end : written.start]) in _RANGE:
        label, role = earlier.label, earlier.role or role  # the end of a range says what its beginning says
    return Mention(kind=Kind.DATE, raw=place.quote, value=written.value, role=role, label=label, place=place)


def _has_year(mention: Mention) -> bool:
    return mention.value is not None and not mention.value.startswith("--")


def _role(page: Page, number: int, start: int) -> tuple[str | None, Role]:
    before = _before(page, number, start)
    if not before and _TIME_STAMP.fullmatch(page.blocks[number].text.strip()):
        return None, Role.EVENT  # a time stamp that stands alone opens or closes something
    return _said(before)


@lru_cache(maxsize=2048)
def _said(before: str) -> tuple[str | None, Role]:
    """Read what the few words before a date say of it."""
    for role, pattern in _ROLES:
        match = pattern.search(before)
        if match:
            if role is Role.EVENT and _RANGE_WORDS.search(before[max(0, match.start() - 20) :]):
                return None, Role.OTHER
            return squash(match[0]).rstrip(" :-–") or None, role
    return None, Role.OTHER


def _before(page: Page, number: int, start: int) -> str:
    """Give the words before a date: of its own line, or of the line above if the date begins its line."""
    text = page.blocks[number].text
    line = text[max(0, start - _LABEL) : start].rpartition("\n")[2]
    if line.strip() or start > _LABEL:
        return line
    above = text[:start].rstrip() or (page.blocks[number - 1].text if number else "")
    label = above.rpartition("\n")[2].strip()
    return label + " " if len(label) <= _LABEL and _PAGE_STAMP.search(label) and not re.search(r"\d", label) else ""


def _says_page(page: Page, number: int, mention: Mention) -> bool:
    """Tell whether the date is about this page, not about something named on it."""
    place = mention.place
    text = page.blocks[number].text
    if mention.role is Role.PUBLISHED and not _AFTER_STAMP.match(text[place.end :].partition("\n")[0]):
        return False  # "Published 7 September 2016 PDF, 172KB" is the date of a document
    line = text[: place.start].rpartition("\n")[2].strip()
    if not line:
        return True
    # several stamps may share a line: "Last reviewed: September 2015 Next review date: April 2016"
    return bool(_PAGE_STAMP.search(line) or _WIKI_STAMP.search(line)) or line.lower().startswith("this page")


def _stamp(mention: Mention, written: dates.Written, *, at_the_end: bool) -> Stamp:
    """Tell the platform's own stamp from one somebody typed: it ends the page and its year is whole."""
    platform = at_the_end and written.full_year
    return Stamp(
        date=mention.value or "",
        kind=mention.role or Role.OTHER,
        origin=Origin.STAMP if platform else Origin.TEXT,
        raw=mention.raw,
        place=mention.place,
    )


def _last_words(page: Page) -> int:
    """Give the number of the block from which on only furniture follows."""
    for number in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[number]
        if block.kind is BlockKind.CONTENT and not _is_furniture(block):
            return number
    return 0


def _is_furniture(block: Block) -> bool:
    text = block.text
    return len(text) <= _FURNITURE and bool(block.links) and not re.search(r"\d", text)
