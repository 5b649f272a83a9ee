"""Shows each rule what it looks at, but for what cannot hold anything for it to find, going by its letters."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from checker.model.mentions import Contact, Kind, Mention
from checker.model.pages import Block, Page
from checker.rules._shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.model.rules import View
    from checker.rules import AnyRule

Shown = Mention | Contact | Block | Page


class Showing:
    """A page, sorted by what a rule can look at."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._subjects: dict[Kind, Sequence[Shown]] = {
            Kind.PAGE: (view.page,),
            Kind.BLOCK: view.page.blocks,
            Kind.CONTACT: view.inventory.contacts,
        }
        self._letters: dict[Kind, tuple[str, list[int]]] = {}
        self._flawed: list[Mention] | None = None

    def to(self, rule: AnyRule) -> Sequence[Shown]:
        """Give what a rule is shown: all of a kind, or only what may hold something for it to find."""
        subjects = self._subjects.get(rule.looks_at) or self._view.of(rule.looks_at)
        if not subjects or (rule.verdict and rule.verdict in self._view.verdicts):
            return subjects
        if rule.flawed:
            return self._with_flaws()
        if rule.verdict:
            return ()
        return self._hinted(subjects, rule.looks_at, rule.hints) if rule.hints else subjects

    def _with_flaws(self) -> Sequence[Shown]:
        """Give the links whose address is written with a slip: few pages have any, and there are a handful of rules."""
        if self._flawed is None:
            self._flawed = [link for link in self._view.of(Kind.LINK) if shape_of(link)]
        return self._flawed

    def _hinted(self, subjects: Sequence[Shown], looks_at: Kind, hints: tuple[str, ...]) -> Sequence[Shown]:
        """Give those that hold a hint: a block in its words, a link in its address, as it is written or as meant."""
        if looks_at not in self._letters:
            self._letters[looks_at] = _put_together(self._words(looks_at))
        return [subjects[number] for number in _holding(hints, *self._letters[looks_at])]

    def _words(self, looks_at: Kind) -> Iterable[str]:
        if looks_at is Kind.BLOCK:
            return self._view.words
        if looks_at is Kind.LINK:
            links = self._view.of(Kind.LINK)
            return [f"{link.place.href or link.raw} {link.value}".lower() for link in links]
        raise ValueError("only the words of blocks and the addresses of links are looked through for hints")


def _put_together(words: Iterable[str]) -> tuple[str, list[int]]:
    """Make one text of many, a line each, so that a search goes through it at once; and say where each begins."""
    lines = [f"{each}\n" for each in words]
    return "".join(lines), [0, *accumulate(map(len, lines))]


def _holding(hints: Iterable[str], words: str, starts: list[int]) -> list[int]:
    """Give the numbers of the lines that hold a hint, in order."""
    found: set[int] = set()
    for hint in hints:
        at = words.find(hint)
        while at >= 0:
            after = bisect_right(starts, at)
            found.add(after - 1)
            at = words.find(hint, starts[after])
    return sorted(found)
