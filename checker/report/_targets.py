"""The addresses that pages lead to, with what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.model.entries import Destination
from checker.model.targets import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.model.runs import Run, Series
    from checker.model.targets import Target

_NO_GOOD = frozenset(
    {
        Verdict.GONE, Verdict.SITE_GONE, Verdict.FAILING, Verdict.NOT_FOUND_PAGE, Verdict.FOR_SALE, Verdict.HIJACKED,
        Verdict.CERTIFICATE,
    }
)  # fmt: skip
"""What is no good answer: from the first night on it is failing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Destinations:
    """Every distinct address, sorted: those that were asked, or offline those that were met."""

    asked: Series[Target]
    met: Mapping[str, int]
    """By address, how many pages lead there."""
    today: date

    @classmethod
    def of(cls, run: Run, met: Mapping[str, int]) -> Destinations:
        """Give those of a run. What a database gives comes sorted; a few in hand are sorted here."""
        few = isinstance(run.targets, tuple)
        asked = tuple(sorted(run.targets, key=lambda each: each.url)) if few else run.targets
        return cls(asked=asked, met=met, today=run.today)

    def __len__(self) -> int:
        """Count them."""
        return len(self.asked) or len(self.met)

    def __iter__(self) -> Iterator[Destination]:
        """Give each with what became of it."""
        if not self.asked:
            yield from (Destination(url=url, pages=self.met[url]) for url in sorted(self.met))
            return
        for each in self.asked:
            pages = self.met.get(each.url, 0)
            yield Destination(url=each.url, pages=pages, target=each, failing_since=_since(each, self.today))


def _since(target: Target, today: date) -> date | None:
    return (target.past.failing_since or today) if target.verdict in _NO_GOOD else None
