"""Counts what a finder brought and what became of it, and says why nothing was left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from checker import config
from checker.text import count, listed, printable

if TYPE_CHECKING:
    from checker.model.finding import Looked
    from checker.model.sites import Site

_SHOWN = 3


class Tally:
    """What became of the addresses of one finder."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.looked: list[Looked] = []
        self.excluded: Counter[str] = Counter()
        """By the pattern that left them out."""
        self.outside = 0
        self.outsider = ""
        """The first address that does not belong to the site."""
        self.unusable = 0
        self.again = 0
        self.kept = 0
        self.told: set[str] = set()
        """Places of which something was said already."""

    @property
    def seen(self) -> int:
        """How many addresses were brought."""
        return self.kept + self.again + self.unusable + self.outside + self.excluded.total()

    @property
    def all_excluded(self) -> bool:
        """Tell whether the site file alone is why nothing is left."""
        return self.excluded.total() > 0 and not (self.outside or self.unusable or self.kept or self.again)

    @property
    def wants_saying(self) -> bool:
        """Tell whether there is no page and nobody has said why."""
        if self.kept or self.again or not self.looked:
            return False
        return self.seen > 0 or self.looked[0].address not in self.told

    def leave_out(self, address: str) -> None:
        """Count an address that the site does not hold, by the reason."""
        pattern = self.site.excluded_by(address)
        if pattern is not None:
            self.excluded[pattern] += 1
            return
        self.outside += 1
        self.outsider = self.outsider or address

    def sentence(self) -> str:
        """Say why there is no page, in words for the person who wrote the site file."""
        where = listed([each.where for each in self.looked[:_SHOWN]]) or "the finder"
        verb = "listed" if len(self.looked) < 2 else "together listed"  # noqa: PLR2004 - one place or several
        first = f"{where[0].upper()}{where[1:]} {verb} no pages we may check."
        if not self.seen:
            return f"{first} No address was found there."
        told = f"It has {count(self.seen, 'address', 'addresses')}"
        return f"{first} {told}; {listed(list(self._reasons()))}."

    def _reasons(self) -> list[str]:
        said = []
        if self.excluded:
            patterns = ", ".join(f'"{printable(each)}"' for each in self.excluded)
            number = self.excluded.total()
            said.append(f"{number:,} {_were(number)} left out by exclude = [{patterns}]{_line(self.site)}")
        if self.outside:
            said.append(
                f"{self.outside:,} {_do(self.outside)} not begin with {self.site.start} and {_do(self.outside)} not "
                f"fit include, like {printable(self.outsider)}"
            )
        if self.unusable:
            said.append(f"{self.unusable:,} {_were(self.unusable)} no web address")
        return said


def _line(site: Site) -> str:
    return f" in {site.file} line {config.line(Path(site.file), 'exclude')}" if site.file else ""


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _do(number: int) -> str:
    return "does" if number == 1 else "do"
