"""Plain text: blocks between blank lines. Short lines that stand alone are taken for headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.model.pages import Block, Page

from ._charset import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Source
    from checker.model.rules import Settings

SUFFIXES = (".txt", ".text")
TYPES = ("text/plain",)

_HEADING_WORDS = 14
_NOT_A_HEADING = re.compile(
    r"""
    \d{3}                                                   # numbers stand in the text, years excepted below
    | [@|•]
    | \bwww\. | ://
    | [.,;]$ | ^[-*•◦–]\s | ^\d+[.)]\s
    | ^(?:find\s+out|read\s+more|click|see)\b
    | ^(?:tel|telephone|phone|e-?mail|web|website|fax|mobile|call|text|address|date|ref|pdf)\b.*:
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def read(source: Source, settings: Settings) -> Page:  # noqa: ARG001 - every reader is called alike
    """Read plain text.

    Raises:
        Unreadable: The bytes are no text.
    """
    words = decode(source).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    blocks = tuple(_blocks(words))
    title = next((block.text.partition("\n")[0].strip() for block in blocks), None)
    return Page(target=source.target, url=source.url, base=source.url, title=title or None, blocks=blocks)


def _blocks(words: str) -> Iterator[Block]:
    headings: tuple[str, ...] = ()
    for number, (line, lines) in enumerate(_paragraphs(words)):
        heads = len(lines) == 1 and reads_as_heading(lines[0])
        tag = "p" if not heads else "h2" if headings else "h1"
        above = headings[:1] if heads else headings
        yield Block(text="\n".join(lines), tag=tag, headings=above, part=number, line=line)
        if heads:
            headings = (*headings[:1], lines[0].strip())


def _paragraphs(words: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line, from 1, and the lines without trailing blanks."""
    lines: list[str] = []
    start = 1
    for number, line in enumerate(words.split("\n"), start=1):
        if line.strip():
            if not lines:
                start = number
            lines.append(line.rstrip())
        elif lines:
            yield start, lines
            lines = []
    if lines:
        yield start, lines


def reads_as_heading(line: str) -> bool:
    """Tell whether a line that stands alone reads as a heading."""
    words = line.strip()
    if not words[:1].isalnum() or words[:1].islower() or len(words.split()) > _HEADING_WORDS:
        return False
    return not _NOT_A_HEADING.search(_YEARS.sub("", words))
