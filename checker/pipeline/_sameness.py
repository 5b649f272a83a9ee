"""Notices when most pages of a site say the very same words: a maintenance notice, or a page of our own network.

Nothing that such a page says may be believed: every problem of the site would seem to be put right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.model.pages import PageRef
    from checker.pipeline._held import Held


_FEW = 5
"""Pages. Of fewer nothing is concluded."""
SAME = "The very same words stand on most pages of the site, so they are not believed."


class First(NamedTuple):
    """A page that was recorded at once, and what it takes to say that it is not believed after all."""

    ref: PageRef
    status: int | None


@dataclass(slots=True)
class Sameness:
    """Which words were met on which pages. A page whose words were met before waits until all are in."""

    _firsts: dict[str, First] = field(default_factory=dict)
    _again: Counter[str] = field(default_factory=Counter)
    """How many pages were met with words that had been met before."""
    _held: defaultdict[str, list[Held]] = field(default_factory=lambda: defaultdict(list))

    def holds(self, page: Held) -> bool:
        """Take a page that was read. If it is to wait, it is kept, and given again by `settled`."""
        if page.gist is None:
            return False
        words = page.gist.words
        if words not in self._firsts:
            self._firsts[words] = First(page.ref, page.answer.status)
            return False
        self._again[words] += 1
        self._held[words].append(page)
        return True

    def settled(self) -> tuple[list[Held], list[First]]:
        """Give the pages that waited and can be believed, and all that cannot be, also those that did not wait."""
        words, again = next(iter(self._again.most_common(1)), ("", 0))
        total = len(self._firsts) + self._again.total()
        doubted = again + 1 >= _FEW and (again + 1) * 2 > total
        waiting = {each: held for each, held in self._held.items() if not (doubted and each == words)}
        believed = [each for held in waiting.values() for each in held]
        same = [First(each.ref, each.answer.status) for each in self._held[words]] if doubted else []
        self._held.clear()
        return believed, [self._firsts[words], *same] if doubted else []
