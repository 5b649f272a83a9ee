"""The run under way: what it may use of earlier nights, and what it records as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from checker.history import closing, gaps, originals, pages, seen, strangers, targets, thinning, unseen, writing
from checker.history.database import batches
from checker.history.ending import ending
from checker.history.rebuilding import comparison
from checker.history.schema import done_pages, done_targets, found, unlooked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from checker.history.outcomes import Judged, Outcome
    from checker.history.spans import Tonight
    from checker.model.nights import Comparison, RememberedPage
    from checker.model.originals import Organisation
    from checker.model.problems import Problem, Unchecked
    from checker.model.targets import Evidence, Past, Target, Verdict

_FEW = 50
"""Pages in hand at a time, each as it was read: that is a large part of what is kept of them."""

TRANSIENT = (found, unlooked, done_pages, done_targets)
"""What belongs to the run under way alone."""


class Recording(Struct, frozen=True, kw_only=True):
    """One run of one site. Every call is a transaction of its own: what was recorded survives `kill -9`."""

    tonight: Tonight
    started: datetime
    resumed: bool
    """True if it goes on with a run that was killed."""
    new_site: bool
    """True if nothing was known of any page of the site when it began."""
    rules: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def run_id(self) -> str:
        """Name the run; a run that goes on keeps its name."""
        return self.tonight.name

    @property
    def is_first(self) -> bool:
        """Tell whether no run of this site came before."""
        return self.tonight.number == 1

    def page(self, url: str) -> RememberedPage | None:
        """Give what is known of a page, or None where it was never met."""
        with self.tonight.connection.begin():
            return pages.remembered(self.tonight, url)

    def reading(self, url: str) -> bytes | None:
        """Give a page as it was read the last time, for `codec.reading`; None where it never was."""
        with self.tonight.connection.begin():
            return pages.reading(self.tonight, url)

    def forget_reading(self, url: str) -> None:
        """Let go of a page as it was read, so that the next run reads it anew."""
        with self.tonight.connection.begin():
            pages.forget_reading(self.tonight, url)

    def record_pages(self, outcomes: Iterable[Outcome]) -> None:
        """Record what became of pages, each once; their problems come with `record_judged`."""
        for batch in batches(outcomes):
            with self.tonight.connection.begin():
                writing.record(self.tonight, batch)

    def done_pages(self) -> set[str]:
        """Give the addresses of the pages this run is done with."""
        with self.tonight.connection.begin():
            return pages.done_urls(self.tonight)

    def reached_pages(self) -> Mapping[str, int]:
        """Give the number of the last run that reached each page; nothing where the run before reached all."""
        with self.tonight.connection.begin():
            return pages.reached(self.tonight)

    def recorded_pages(self, urls: Iterable[str]) -> Iterator[tuple[RememberedPage, bytes]]:
        """Give those of some pages that this run is done with, a few at a time, each with how it was read."""
        for batch in batches(urls, _FEW):
            with self.tonight.connection.begin():
                some = pages.done(self.tonight, batch)
            yield from some

    def past(self, url: str) -> Past | None:
        """Say what earlier nights know of an address."""
        return self.pasts((url,)).get(url)

    def pasts(self, urls: Iterable[str]) -> Mapping[str, Past]:
        """Say what earlier nights know of addresses; those never met are left out."""
        with self.tonight.connection.begin():
            return targets.pasts(self.tonight, urls)

    def remembered(self, urls: Iterable[str], now: datetime, remember_seconds: float) -> Mapping[str, Target]:
        """Give the good answers that are young enough to be used again."""
        tonight = self.tonight
        with tonight.connection.begin():
            return targets.remembered(tonight.connection, urls, site=tonight.site, now=now, seconds=remember_seconds)

    def standing(self) -> Iterator[str]:
        """Give the addresses that the site led to in the run before."""
        with self.tonight.connection.begin():
            yield from targets.standing(self.tonight)

    def done_targets(self, urls: Iterable[str]) -> Mapping[str, Target]:
        """Give the answers that this run already has: after it was killed, these are not asked again."""
        with self.tonight.connection.begin():
            return targets.done(self.tonight, urls)

    def answers(self, urls: Iterable[str]) -> Mapping[str, tuple[Verdict, bytes]]:
        """Give the answers that this run has, each with what it comes to, as `codec.target` reads them."""
        with self.tonight.connection.begin():
            return targets.written(self.tonight, urls)

    def record_targets(self, found_out: Iterable[Target]) -> None:
        """Record answers, also those used again. The last word on an address holds."""
        for batch in batches(found_out):
            with self.tonight.connection.begin():
                targets.record(self.tonight, batch)

    def strangers(self) -> dict[str, Evidence]:
        """Give what hosts said to made-up addresses of late, by the place they were made up for."""
        with self.tonight.connection.begin():
            return strangers.remembered(self.tonight)

    def record_strangers(self, found: Mapping[str, Evidence], now: datetime) -> None:
        """Keep what hosts said to made-up addresses; these are all there are."""
        with self.tonight.connection.begin():
            strangers.record(self.tonight, found, now)

    def originals(self, domains: Iterable[str]) -> dict[str, Organisation]:
        """Give what was last seen of organisations' own websites."""
        with self.tonight.connection.begin():
            return originals.remembered(self.tonight, domains)

    def record_originals(self, found: Iterable[tuple[Organisation, Mapping[str, date]]]) -> None:
        """Keep what was seen of organisations' own websites, and on which day what we publish stood there."""
        with self.tonight.connection.begin():
            originals.record(self.tonight, found)

    def record_judged(self, judged: Iterable[Judged]) -> None:
        """Record the problems of pages, each once, and what could not be looked at when they were judged."""
        for batch in batches(judged):
            with self.tonight.connection.begin():
                writing.record_judged(self.tonight, batch)

    def forget_judged(self, urls: Iterable[str]) -> None:
        """Let go of what was recorded with `record_judged` of pages that cannot be believed after all."""
        for batch in batches(urls):
            with self.tonight.connection.begin():
                writing.forget_judged(self.tonight, batch)

    def record_more(self, page_url: str, problems: Iterable[Problem]) -> None:
        """Record problems of a page beside those of `record_judged`: what shows only when all pages are judged."""
        with self.tonight.connection.begin():
            writing.record_more(self.tonight, page_url, problems)

    def finish(
        self,
        finished: datetime,
        *,
        complete: bool,
        unread: Iterable[str] = (),
        unchecked: tuple[Unchecked, ...] = (),
    ) -> None:
        """End the run: every problem gets its state, in one transaction. Until then the run can go on.

        Args:
            finished: When.
            complete: True if everything was looked at that could be.
            unread: Pages that were found and of which nothing was recorded.
            unchecked: What belongs to no page.
        """
        tonight = self.tonight
        with tonight.connection.begin():
            listed = closing.listed(tonight, unread)
            told = ending(tonight, complete=complete, used=self.rules, left_out=self.left_out, listed=listed)
            seen.settle_found(tonight, told)
            unseen.settle_absent(tonight, told)
            unseen.close_fixed(tonight)
            targets.settle(tonight)
            closing.end_spans(tonight)
            closing.count(tonight, finished, complete=complete, unchecked=unchecked)
            closing.note_rules(tonight, self.rules)
            gaps.note(tonight, unchecked, complete=complete)
            originals.forget(tonight)
            clear(tonight)
            thinned = thinning.thin(tonight)
        if thinned:
            thinning.shrink(tonight)

    def comparison(self) -> Comparison:
        """Tell how the run stands to the one before, once it has ended."""
        with self.tonight.connection.begin():
            return comparison(self.tonight.connection, self.tonight.site, self.tonight.number)


def clear(tonight: Tonight) -> None:
    """Forget what belongs to a run under way."""
    for table in TRANSIENT:
        tonight.connection.execute(table.delete().where(table.c.site_id == tonight.site))
