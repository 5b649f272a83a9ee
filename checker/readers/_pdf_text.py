"""Puts the characters of a PDF page, which are only places on paper, together to lines, and lines to blocks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_LINE = re.compile(r"[^\r\n\x02]+")
HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line, instead of the end."""
_BULLETS = frozenset("•◦▪▫●○■□‣\u2043–·\uf0b7\uf0a7")
_LARGER = 1.15
"""A line this much larger than most is a heading."""
_HEADING_WORDS = 20
_GAP_IN_LINE, _GAP_BETWEEN = 1.2, 0.45
"""In heights of a line: wider than this between two words is another cell, between two lines another paragraph."""
_WIDE_SPACING = 1.3
"""What may stand between the lines of one paragraph, where the upper was full."""
_SAME_EDGE = 3.0
"""Points by which lines of one column may begin apart."""
_SHORTEST = 30
"""Characters of a line that words were broken at. Even narrow columns have more; what has less ends by intent."""
_COLUMN = 3
"""Lines that begin at the same place and so make a column."""
_BROKEN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/\-?&=_.]$", re.IGNORECASE)


class Box(NamedTuple):
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words that stand side by side."""

    start: int
    """Number of its first character on the page."""
    text: str
    box: Box
    first_word: float
    """How wide its first word is."""
    beside: bool = False
    """True if it stands in one row with the line before: the next cell of a table."""
    hyphen: bool = False
    """True if a hyphen ends it."""

    @property
    def height(self) -> float:
        """How tall its letters are."""
        return self.box.top - self.box.bottom


@dataclass(slots=True)
class Paragraph:
    """Lines that are read in one breath."""

    lines: list[Line]
    text: str
    level: int | None = None
    beside: bool = False
    starts: list[int] = field(default_factory=list)
    """Where each line begins in the text."""


def lines(text: str, box_of: Callable[[int], Box]) -> Iterator[Line]:
    """Divide a page's characters into lines, and these where a wide gap parts the cells of a table."""
    before: Box | None = None
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            row = tuple(_cells(text, start, end, box_of, beside=_is_beside(before, box_of(start))))
            before = row[-1].box
            yield from row


def _is_beside(before: Box | None, box: Box) -> bool:
    """Tell whether something begins to the right of what stands before it, in the same row."""
    return before is not None and box.left > before.right and before.bottom < (box.bottom + box.top) / 2 < before.top


def _cells(text: str, start: int, end: int, box_of: Callable[[int], Box], *, beside: bool) -> Iterator[Line]:
    begun = start
    height = box_of(start).top - box_of(start).bottom
    for at in range(start, end):
        if not text[at].isspace() or at + 1 >= end or text[at + 1].isspace():
            continue
        before = at
        while text[before].isspace():
            before -= 1
        if text[begun:at] in _BULLETS:
            begun = at + 1  # a mark before an entry is no cell
        elif box_of(at + 1).left - box_of(before).right > _GAP_IN_LINE * height:
            yield _line(text, begun, before + 1, box_of, beside=beside)
            begun, beside = at + 1, True
    yield _line(text, begun, end, box_of, beside=beside)


def _line(text: str, start: int, end: int, box_of: Callable[[int], Box], *, beside: bool) -> Line:
    first, last = box_of(start), box_of(end - 1)
    word = text[start:end].split(None, 1)[0]
    box = Box(first.left, first.bottom, last.right, first.top)
    width = box_of(start + len(word) - 1).right - first.left
    hyphen = text[end : end + 1] == HYPHEN
    return Line(start=start, text=text[start:end], box=box, first_word=width, beside=beside, hyphen=hyphen)


def paragraphs(page: Sequence[Line], body: float) -> Iterator[Paragraph]:
    """Join the lines of a page to paragraphs.

    Args:
        page: Its lines, in the order of the text.
        body: How tall the letters of most of the document are.
    """
    edges = _edges(page)
    begun: list[Line] = []
    for line in page:
        if begun and not _goes_on(begun[-1], line, edges[_column(begun[-1])]):
            yield _paragraph(begun, edges, body)
            begun = []
        begun.append(line)
    if begun:
        yield _paragraph(begun, edges, body)


def _edges(page: Sequence[Line]) -> dict[int, float]:
    """Give how far to the right each column of lines goes. A few lines are no column: they may go as far as any.

    Lines that begin a few points further right, like the cells of a table without borders, are of the same column.
    """
    columns: defaultdict[int, list[float]] = defaultdict(list)
    for line in page:
        for column in range(_column(line) - 1, _column(line) + 2):
            columns[column].append(line.box.right)
    far = max((line.box.right for line in page), default=0.0)
    return {column: max(rights) if len(rights) >= _COLUMN else far for column, rights in columns.items()}


def _column(line: Line) -> int:
    return round(line.box.left / _SAME_EDGE)


def _goes_on(upper: Line, lower: Line, edge: float) -> bool:
    """Tell whether a line belongs to the paragraph of the one before."""
    if lower.beside or upper.beside or abs(upper.height - lower.height) > upper.height * (_LARGER - 1):
        return False
    gap = upper.box.bottom - lower.box.top
    if gap < -upper.height or lower.box.left > upper.box.right:
        return False  # it stands higher up: another column
    return gap <= upper.height * (_WIDE_SPACING if _is_full(upper, lower, edge) else _GAP_BETWEEN)


def _is_full(upper: Line, lower: Line, edge: float) -> bool:
    """Tell whether a line ended because the next word did not fit."""
    blank = upper.height / 4
    return len(upper.text) >= _SHORTEST and upper.box.right + blank + lower.first_word > edge + 1


def _paragraph(begun: list[Line], edges: dict[int, float], body: float) -> Paragraph:
    text, starts = "", []
    for upper, lower in zip([None, *begun], begun, strict=False):
        if upper is not None:
            text += _joint(upper, lower, edges[_column(upper)])
        starts.append(len(text))
        text += lower.text
    tall = begun[0].height >= body * _LARGER and len(text.split()) <= _HEADING_WORDS
    return Paragraph(begun, text, level=1 if tall else None, beside=begun[0].beside, starts=starts)


def _joint(upper: Line, lower: Line, edge: float) -> str:
    """Give what stands between two lines of a paragraph when it is read."""
    if upper.hyphen:
        return "-"
    if not _is_full(upper, lower, edge):
        return "\n"
    return "" if _BROKEN_ADDRESS.search(upper.text) else " "


def body_height(pages: Iterable[Sequence[Line]]) -> float:
    """Give how tall the letters of most of the words are."""
    heights: Counter[float] = Counter()
    for page in pages:
        for line in page:
            heights[round(line.height)] += len(line.text)
    return max(heights, key=lambda each: (heights[each], each), default=1.0)


def set_levels(found: Sequence[Paragraph]) -> None:
    """Number the headings by their size: the largest are of the first level."""
    sizes = sorted({round(each.lines[0].height) for each in found if each.level}, reverse=True)
    for each in found:
        if each.level:
            each.level = min(6, sizes.index(round(each.lines[0].height)) + 1)
