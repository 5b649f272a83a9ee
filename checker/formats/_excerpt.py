"""The wrong words, with as much of what stands round them as is needed to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.text import printable, shorten, squash

if TYPE_CHECKING:
    from checker.model.pages import Place

LONGEST = 600
"""Characters of a quotation that are shown; nobody reads more."""


class Excerpt(Struct, frozen=True, kw_only=True):
    """Words to print one after the other; an ellipsis says where something was cut."""

    before: str
    quote: str
    after: str


def excerpt(place: Place, *, around: int) -> Excerpt:
    """Cut a quotation out of its block, at words.

    Args:
        place: Where the words stand.
        around: How many characters to keep on either side. The line of a text ends an excerpt.
    """
    before = printable(place.before).rpartition("\n")[2]
    after = printable(place.after).partition("\n")[0]
    return Excerpt(before=_tail(before, around), quote=quoted(place.quote), after=_head(after, around))


def above(place: Place) -> str:
    """Say where to look: the page of a document that has pages, and the heading; empty where neither is known."""
    page = f"Page {place.page}" if place.page else ""
    heading = f"{'under' if page else 'Under'} “{quoted(place.heading)}”" if place.heading else ""
    return ", ".join(each for each in (page, heading) if each)


def quoted(words: str) -> str:
    """Make a quotation fit to print: on one line, without what commands a terminal, and not endless."""
    # cut before the rest is done, so that a line of 20 MB costs nothing
    return shorten(squash(printable(words[: LONGEST * 4])), LONGEST)


def _tail(words: str, around: int) -> str:
    kept = words[-around:] if around > 0 else ""
    if len(kept) < len(words):
        kept = kept.partition(" ")[2]
    return _spaced(kept, cut=len(kept) < len(words.lstrip()), at_end=False)


def _head(words: str, around: int) -> str:
    kept = words[: max(0, around)]
    if len(kept) < len(words):
        kept = kept.rpartition(" ")[0]
    return _spaced(kept, cut=len(kept) < len(words.rstrip()), at_end=True)


def _spaced(words: str, *, cut: bool, at_end: bool) -> str:
    """Squash white space but keep the one blank that parts the words from the quotation."""
    inner = squash(words)
    if at_end:
        return (" " if words[:1].isspace() and inner else "") + inner + ("…" if cut else "")
    return ("…" if cut else "") + inner + (" " if words[-1:].isspace() and inner else "")
