"""What a page tells of its own age elsewhere than in its sentences: metadata, marks, a byline, its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import dates, days
from checker.model.mentions import Origin, Role, Stamp
from checker.model.pages import BlockKind
from checker.text import has_digit, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Page, Structured

_ISO = re.compile(r"([0-9]{4})[-/]?([0-9]{2})[-/]?([0-9]{2})(?:[0-9]{6})?(?![0-9])")
"""A date for machines, with hyphens or without (ISO 8601, basic form), with a time or without."""
_LETTERS = re.compile(r"[^a-z]+")

_MODIFIED = (
    "datemodified articlemodifiedtime modifiedtime updatedtime dcdatemodified dctermsmodified dcmodified lastmodified"
    " lastmod modified modifieddate datelastmodified articleupdated lastupdated lastupdate dateupdated updated"
    " govukupdatedat revisiondate articlemodified dateupdate"
)
_REVIEWED = "lastreviewed dcdatereviewed dctermsreviewed egmsdatereviewed datereviewed reviewed datelastreviewed"
_REVIEW_DUE = "reviewdate nextreviewdate datereviewdue reviewdue egmsreviewdate"
_PUBLISHED = (
    "datepublished articlepublishedtime publishedtime dcdateissued dctermsissued dcissued govukfirstpublishedat pubdate"
    " publishdate publicationdate publisheddate originalpublicationdate displaydate sailthrudate"
    " analyticsattributesarticledate parselypubdate cxenseparserecspublishtime articlepublished articledateoriginal"
    " citationpublicationdate citationonlinedate prismpublicationdate btpubdate isopublishdate published"
    " articlepublicationdate dcdatepublished regdate"
)
_CREATED = (
    "date dcdate dctermsdate created datecreated dccreated dcdatecreated dctermscreated creationdate citationdate"
)
"""When something was begun, or an unnamed date: the day of publication only where nothing says so better."""
_META = {
    **dict.fromkeys(_MODIFIED.split(), Role.MODIFIED),
    **dict.fromkeys(_REVIEWED.split(), Role.REVIEWED),
    **dict.fromkeys(_REVIEW_DUE.split(), Role.REVIEW_DUE),
    **dict.fromkeys(_PUBLISHED.split(), Role.PUBLISHED),
}
"""Names by which pages tell machines their age, in small letters only: schema.org, Open Graph, Dublin Core, eGMS,
GOV.UK, and what content management systems and publishers have made up."""
_WEAK = frozenset(_CREATED.split())
_UNNAMED = frozenset({"date", "dcdate", "dctermsdate"})
_ELSEWHERE = frozenset(
    "Comment UserComments Review VideoObject ImageObject AudioObject MediaObject Event Offer Person Organization"
    " Product JobPosting Answer".split()
)
"""Things of schema.org that a page may hold, whose dates are not the page's."""
_MARKS = (
    (Role.MODIFIED, re.compile(r"updated|modified|edited|dt-updated", re.IGNORECASE)),
    (Role.PUBLISHED, re.compile(r"publish|pubdate|entry-date|post-date|dateline|posted|created", re.IGNORECASE)),
)
_SCHEMA = frozenset({"datepublished", "datemodified", "datecreated"})
_FEW = 2
"""Days that one thing may be said to be published on: more are a list of things."""
_NEAR = 4
"""Blocks above and below the title in which its byline stands."""
_TITLE = 16
"""Characters of a second-rank heading that is the page's title, and not a part of its site's name."""
_LONGEST = 60
_OLDEST = "1995"
"""No page is older. What says so was never filled in: 1970-01-01 and the like."""
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b(?:gmt|bst|utc|est|edt|pst|pdt|cet|at)\b|[+-]\d{1,2}\b|[\s|,/·•:–—-]",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"^(?i:posted|published|written|added|created|date)\b[\s:]*(?:on\b)?|\b(?i:updated)\s[\w ]{1,16}\sago\b"
    r"|\b[Bb]y\s+[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}"
)
"""What may stand beside the date of a byline."""
_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?=[/-])")
_OCCASION = re.compile(r"\b(?:events?|calendar|meetings?|whats-on|what's on|diary|agendas?|bookings?)\b", re.IGNORECASE)


def stated(page: Page) -> Iterator[Stamp]:
    """Give the stamps a page bears besides those its sentences name; the weaker only where the stronger are missing."""
    said = list(_metadata(page))
    byline = _byline(page)
    yield from (_as_shown(each, byline) for each in said)
    known = {each.kind for each in said}
    marked = [each for each in _marked(page) if each.kind not in known]
    yield from marked
    known |= {each.kind for each in marked}
    if Role.PUBLISHED not in known:
        # a thing may have been made long before it was published: a recipe, a photograph
        created = _created(page, named=_UNNAMED if Role.MODIFIED in known else _WEAK)
        yield from [each for each in (_of_the_address(page), byline, created) if each][:1]


def _as_shown(stamp: Stamp, byline: Stamp | None) -> Stamp:
    """Give the day that readers see where metadata, by a clock elsewhere, has the one before or after."""
    shown = days.whole(byline.date) if byline and stamp.kind is Role.PUBLISHED else None
    told = days.whole(stamp.date)
    if not shown or not told or abs((shown - told).days) > 1:
        return stamp
    return replace(stamp, date=shown.isoformat())


def _metadata(page: Page) -> Iterator[Stamp]:
    found = [pair for value in page.structured if (pair := _named(value))]
    days = {stamp.date for value, stamp in found if value.syntax != "meta" and stamp.kind is Role.PUBLISHED}
    is_list = len(days) > _FEW
    for value, stamp in found:
        # a meta element within a thing of schema.org is the thing's, not the page's
        if not is_list or (value.syntax == "meta" and _key(value.name) not in _SCHEMA):
            yield stamp


def _named(value: Structured) -> tuple[Structured, Stamp] | None:
    role = _META.get(_key(value.name)) if value.syntax != "mark" and value.type not in _ELSEWHERE else None
    day = _day(value.value) if role else None
    return (value, _stamp(day, role, value.value)) if role and day else None


def _key(name: str) -> str:
    return _LETTERS.sub("", name.lower()).removeprefix("og")


def _day(words: str) -> str | None:
    """Read a date told to machines, or one as people write it; None if it is neither."""
    match = _ISO.match(words)
    if match:
        return _sound("-".join(match.groups()))
    if len(words) > _LONGEST or not has_digit(words):
        return None
    found = next(dates.find(words), None)
    return _sound(found.value or "") if found else None


def _sound(iso: str) -> str | None:
    return iso if days.whole(iso) and iso >= _OLDEST else None


def _stamp(day: str, role: Role, raw: str, origin: Origin = Origin.METADATA) -> Stamp:
    return Stamp(date=day, kind=role, origin=origin, raw=raw)


def _marked(page: Page) -> Iterator[Stamp]:
    """Read dates by the marks of their elements. Several of one kind are a list, unless they are the same day."""
    for role, pattern in _MARKS:
        found = {
            day: value.value
            for value in page.structured
            if value.syntax == "mark" and pattern.search(value.name) and (day := _day(value.value))
        }
        if len(found) == 1:
            yield from (_stamp(day, role, raw) for day, raw in found.items())


def _byline(page: Page) -> Stamp | None:
    """Find the date that stands alone beside the title: on pages of events it is the day of the event."""
    title = next((number for number, block in enumerate(page.blocks) if _is_title(page, number)), None)
    if title is None or _OCCASION.search(f"{page.url or ''} {page.name} {page.blocks[title].text}"):
        return None
    found: dict[str, str] = {}
    for number in range(max(0, title - _NEAR), min(len(page.blocks), title + _NEAR + 2)):
        block = page.blocks[number]
        if len(block.text) <= 2 * _LONGEST and has_digit(block.text) and block.kind is BlockKind.CONTENT:
            found.update(_alone(block.text))
    if len(found) != 1:
        return None
    return next(_stamp(day, Role.PUBLISHED, raw, Origin.TEXT) for day, raw in found.items())


def _is_title(page: Page, number: int) -> bool:
    block = page.blocks[number]
    if block.tag != "h2":
        return block.tag == "h1"
    words = squash(block.text)
    return len(words) >= _TITLE and words in (page.title or "")


def _alone(text: str) -> Iterator[tuple[str, str]]:
    """Yield the dates that have a line for themselves, or share it with a time of day."""
    for line in text.split("\n"):
        written = next(dates.find(line), None)
        if written and _sound(written.value or ""):
            rest = _AROUND.sub("", line[: written.start] + " " + line[written.end :])
            # a stamp for machines that stands alone opens or closes something
            if "T" not in line[written.start : written.end] and not _CLOCK.sub("", rest):
                yield written.value or "", line[written.start : written.end]


def _of_the_address(page: Page) -> Stamp | None:
    """Read the day that news sites and blogs put into an address."""
    match = _ADDRESS.search(page.url or "")
    if not match or _OCCASION.search(page.url or ""):
        return None
    year, month, day = (int(each) for each in match.groups())
    iso = f"{year}-{month:02}-{day:02}"
    return _stamp(iso, Role.PUBLISHED, match[0].strip("/-")) if _sound(iso) else None


def _created(page: Page, *, named: frozenset[str]) -> Stamp | None:
    for value in page.structured:
        if value.syntax != "mark" and value.type not in _ELSEWHERE and _key(value.name) in named:
            day = _day(value.value)
            if day:
                return _stamp(day, Role.PUBLISHED, value.value)
    return None
