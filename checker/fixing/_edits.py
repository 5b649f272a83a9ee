"""From a problem to what has to be written where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from checker.text import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.pages import Place
    from checker.model.problems import Problem

_SCHEMES = ("tel:", "mailto:")
"""Links whose right address depends on the words that are shown: the same wrong one may stand round others."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to be written in the place of others."""

    start: int
    end: int
    words: str


class Places(Protocol):
    """A draft in which things can be found."""

    def span(self, place: Place, *, times: int = 1) -> tuple[int, int] | None:
        """Give where a quotation begins and ends, tags in it or not; None where it is not found."""

    def write(self, place: Place, words: str, *, times: int = 1) -> list[Edit]:
        """Give the edits that put words in place of a quotation; none where it is not found exactly.

        Where it stands in the file so many times as it was counted, all of them are the same fault.
        """

    def link(self, place: Place, href: str, words: str, *, times: int = 1) -> Edit | None:
        """Give the edit that puts another address into the one link that a quotation stands in."""

    def address(self, href: str, words: str) -> Iterator[Edit]:
        """Yield the edits that put another address in place of one, wherever it stands."""


def wanted_edits(problem: Problem, places: Places) -> list[Edit]:
    """Give what has to be written for one problem; nothing where its place is not found exactly."""
    place, words = problem.place, problem.suggestion or ""
    if not words or words != squash(words):
        return []
    href = place.href
    if href is not None and words.startswith(_SCHEMES):
        edit = places.link(place, href, _with_query(words, href), times=problem.times)
        return [edit] if edit else []
    if href is not None and problem.rule.startswith("link-"):
        edits = list(places.address(href, words))
        if edits and squash(place.quote) == href.strip():
            # the address is shown too, and would no longer be the link's
            edits += places.write(place, words, times=problem.times)
        return _apart(edits)
    edits = places.write(place, words, times=problem.times)
    if href is not None and place.quote and place.quote in href:
        edits += places.address(href, href.replace(place.quote, words))
    return _apart(edits)


def _with_query(words: str, href: str) -> str:
    """Keep the subject that an email link gives."""
    _, mark, query = href.partition("?")
    return f"{words}{mark}{query}" if words.startswith("mailto:") and "?" not in words else words


def _apart(edits: list[Edit]) -> list[Edit]:
    """Leave out what would be written twice."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda each: each.start):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
