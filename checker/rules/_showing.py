"""Shows each rule what it looks at, but for what cannot hold anything for it to find, going by its letters."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.lines import in_each
from checker.model.mentions import Contact, Kind, Mention
from checker.model.pages import Block, Page
from checker.rules._shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.lines import InEach
    from checker.model.rules import View
    from checker.rules import AnyRule

Shown = Mention | Contact | Block | Page


class Showing:
    """A page, sorted by what a rule can look at."""

    def __init__(self, view: View, rules: Sequence[AnyRule]) -> None:
        self._view, self._rules = view, rules
        self._subjects: dict[Kind, Sequence[Shown]] = {
            Kind.PAGE: (view.page,),
            Kind.BLOCK: view.page.blocks,
            Kind.CONTACT: view.inventory.contacts,
        }
        self._holding: dict[Kind, Mapping[str, Sequence[int]]] = {}
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
        if looks_at not in self._holding:
            self._holding[looks_at] = self._look(looks_at)
        found = [self._holding[looks_at][hint] for hint in hints if hint in self._holding[looks_at]]
        numbers = found[0] if len(found) == 1 else sorted({number for each in found for number in each})
        return [subjects[number] for number in numbers]

    def _look(self, looks_at: Kind) -> Mapping[str, Sequence[int]]:
        """Find every hint there is, and give with it the numbers of those that hold it, in order."""
        hints = dict.fromkeys(hint for rule in self._rules if rule.looks_at is looks_at for hint in rule.hints)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(_hints_in_each(tuple(hints))(self._words(looks_at))):
            for hint in held:
                found[hint].append(number)
        return found

    def _words(self, looks_at: Kind) -> Iterable[str]:
        if looks_at is Kind.BLOCK:
            return self._view.words
        if looks_at is Kind.LINK:
            return [f"{link.place.href or link.raw} {link.value}" for link in self._view.of(Kind.LINK)]
        raise ValueError("only the words of blocks and the addresses of links are looked through for hints")


@lru_cache(maxsize=8)
def _hints_in_each(hints: tuple[str, ...]) -> InEach[tuple[str, ...]]:
    """Make what tells which hints each of some lines holds."""

    def held(line: str) -> tuple[str, ...]:
        letters = line.lower()
        return tuple([hint for hint in hints if hint in letters])

    return in_each(held)
