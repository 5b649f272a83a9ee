"""The addresses that pages lead to, with what became of them."""

from __future__ import annotations

from collections import Counter
from heapq import merge
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.model.entries import Destination
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.model.runs import Run, Targets
    from checker.model.targets import Target

_NO_GOOD = frozenset(
    {
        Verdict.GONE, Verdict.SITE_GONE, Verdict.FAILING, Verdict.NOT_FOUND_PAGE, Verdict.FOR_SALE, Verdict.HIJACKED,
        Verdict.CERTIFICATE,
    }
)  # fmt: skip
"""What is no good answer: from the first night on it is failing."""


class Destinations(Struct, frozen=True, kw_only=True, eq=False):
    """Every distinct address, sorted: those with an answer, and those that were met and not asked."""

    asked: tuple[Target, ...] | Targets
    met: Mapping[str, int]
    """By address, how many pages lead there."""
    unasked: tuple[str, ...]
    """Without the network, the addresses of which earlier nights know nothing. A night has an answer for all."""
    today: date

    @classmethod
    def of(cls, run: Run, met: Mapping[str, int]) -> Destinations:
        """Give those of a run. What a database gives comes sorted; a few in hand are sorted here."""
        few = run.targets if isinstance(run.targets, tuple) else None
        asked = run.targets if few is None else tuple(sorted(few, key=_url))
        known = {each.url for each in few or ()}
        unasked = tuple(sorted(met.keys() - known)) if few is not None or not asked else ()
        return cls(asked=asked, met=met, unasked=unasked, today=run.today)

    def __len__(self) -> int:
        """Count them."""
        return len(self.asked) + len(self.unasked)

    def verdicts(self) -> Mapping[Verdict, int]:
        """Count those with an answer by what they lead to."""
        if isinstance(self.asked, tuple):
            return Counter(each.verdict for each in self.asked)
        return self.asked.verdicts()

    def __iter__(self) -> Iterator[Destination]:
        """Give each with what became of it."""
        answered = (
            Destination(
                url=each.url, pages=self.met.get(each.url, 0), target=each, failing_since=_since(each, self.today)
            )
            for each in self.asked
        )
        others = (Destination(url=url, pages=self.met[url]) for url in self.unasked)
        return merge(answered, others, key=_url)


def _url(each: Target | Destination) -> str:
    return each.url


def _since(target: Target, today: date) -> date | None:
    return (target.past.failing_since or today) if target.verdict in _NO_GOOD else None
