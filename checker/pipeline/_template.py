"""What is wrong in a site's template: found on every page, told once, under the site's start."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.model.problems import Problem


@dataclass(slots=True)
class Template:
    """The problems of one site's template, as its pages bring them."""

    start: str
    """Where they are told."""
    _problems: dict[str, Problem] = field(default_factory=dict)
    """By fingerprint."""
    _pages: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By fingerprint, where each was found."""

    def without(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Take the template's problems out of those of a page, and give its own."""
        own = []
        for problem in problems:
            if not problem.place.template:
                own.append(problem)
                continue
            told = replace(problem, page=self.start)
            kept = self._problems.setdefault(told.fingerprint, told)
            self._pages[kept.fingerprint].add(problem.page)
        return tuple(own)

    def told(self) -> tuple[Problem, ...]:
        """Give each of them once, with the pages it was found on."""
        return tuple(
            replace(each, also_on=tuple(sorted(self._pages[fingerprint])))
            for fingerprint, each in self._problems.items()
        )
