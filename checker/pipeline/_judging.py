"""Judges every page that was read, once the facts are in, and records what is wrong."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import rules
from checker.history import codec
from checker.history.database import batches
from checker.history.outcomes import Judged, Outcome, unchanged
from checker.lookups import mail_domains
from checker.model.problems import Unchecked
from checker.model.summaries import SiteView
from checker.pipeline import _packed
from checker.pipeline._looking import unanswered
from checker.pipeline._stamps import Listed, listed, stamps_of
from checker.pipeline._template import Template
from checker.pipeline._workers import Lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.model.mentions import Stamp
    from checker.model.nights import RememberedPage
    from checker.model.problems import Problem
    from checker.model.rules import Settings
    from checker.model.runs import PageResult
    from checker.model.sites import Site
    from checker.model.summaries import PageSummary
    from checker.model.targets import Facts
    from checker.pipeline._facts import AtHand
    from checker.pipeline._read import Read
    from checker.pipeline._tools import Tools

_AT_ONCE = 4
"""Calls on their way to the workers and back."""
_A_CALL = 5
"""Pages in one call: they lead to the same places, and what became of those is handed over once."""
_BATCH = 50
"""Pages whose answers are looked up at once, and judged pages that are recorded at once."""

Page = tuple["RememberedPage", _packed.Case, "Facts | None"]
"""A page that is to be judged, all that is needed for that, and what could not be found out about it."""


@dataclass(slots=True)
class Judging:
    """The judging of one run."""

    site: Site
    settings: Settings
    tools: Tools
    read: Read
    facts: AtHand
    """What the world said."""
    faults: int = 0
    """How many pages the checker itself failed on."""
    unchecked: tuple[Unchecked, ...] = ()
    """What failed on the site as a whole."""
    done: set[str] = field(default_factory=set)
    """The pages that are judged."""
    _whole: SiteView = field(default_factory=SiteView)
    _judged: list[Judged] = field(default_factory=list)
    """Those that are still to be recorded."""
    _aged: list[Outcome] = field(default_factory=list)
    """Pages of whose age more is known than was recorded."""
    _start: Judged | None = None
    """What was found on the site's start: the template's problems join it, as that is where they are told."""
    _template: Template = field(init=False)
    _lists: Listed | None = None

    def __post_init__(self) -> None:
        """Begin with no page judged."""
        self._template = Template(self.site.start)

    async def ask_of_mail(self, pages: Iterable[str]) -> None:
        """Ask which of the domains take mail that stand on some pages, all of them at once."""
        known = self.facts.mail
        if known is None or self.tools.halt.asked:
            return
        domains = {domain for page in pages for domain in self.read.packed[page].domains} - known.keys()
        if domains:
            asked = self.tools.client
            known.update(await mail_domains.look_up(domains, resolver=asked, texts=asked.texts))

    async def judge_all(self) -> None:
        """Judge every page that is left, what belongs to the template, and the site as a whole."""
        await self.judge(self.left())
        self._tell_template()
        await self._judge_whole()

    @property
    def to_do(self) -> int:
        """Count the pages this run has read so far that are not judged yet."""
        return len(self.read.packed) - len(self.done)

    def left(self) -> Iterator[str]:
        """Give the pages this run has read that are not judged yet."""
        return (url for url in self.read.packed if url not in self.done)

    async def judge(self, urls: Iterable[str]) -> None:
        """Judge some pages, a few at a time. All that they lead to must be known, and all pages found."""
        if self._lists is None:
            self._lists = listed(self.read.found.values())
        room = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as tasks:
            for some in batches(self.tools.night.recorded_pages(urls), _BATCH):
                self.facts.call_to_mind(page.url for page, _ in some)
                for few in batches(some, _A_CALL):
                    await room.acquire()
                    pages = [self._page(*each) for each in few]
                    tasks.create_task(self._judge(pages)).add_done_callback(lambda _: room.release())

    def _page(self, page: RememberedPage, reading: bytes) -> Page:
        facts, unknown = self.facts.of(page.url)
        return page, _packed.Case(reading, facts, self._stamps(page)), unknown

    async def _judge(self, pages: list[Page]) -> None:
        """Judge a few pages. Where one takes the worker down, each of them is judged by itself."""
        try:
            cases = [case for _, case, _ in pages]
            judged = await self.tools.workers.call_last(_packed.judged_all, cases, self.settings)
        except Lost as fault:
            if len(pages) == 1:
                self._fail(pages[0][0].url, f"Judging this page failed. {fault}")
                return
            for each in pages:
                await self._judge([each])
            return
        for (page, _, unknown), result in zip(pages, judged, strict=True):
            self._take(page, unknown, result)

    def _take(self, page: RememberedPage, unknown: Facts | None, judged: bytes | None) -> None:
        """Keep what came of judging a page."""
        if judged is None:
            self.tools.night.forget_reading(page.url)
            self._fail(page.url, "What was kept of this page cannot be read. The next run reads the page anew.")
            return
        result, summary = codec.judgement(judged)
        self._whole.add(replace(summary, url=self.read.found[page.url].url))  # the string that is held anyway
        self._tell_age(page, result)
        unchecked = (*result.unchecked, *unanswered(page.url, unknown), *self.facts.originals.unread(page.url))
        self._record(page.url, self._template.without(result.problems), unchecked)

    def _fail(self, page: str, why: str) -> None:
        """Say of a page that it could not be judged."""
        why = f"{why} This is a fault in the checker, not in your page."
        said = Unchecked(what=page, why=why, stage="check", pages=(page,), fault=True)
        self._record(page, (), (said,), whole=False)

    def _stamps(self, page: RememberedPage) -> tuple[Stamp, ...]:
        ref, today = self.read.found[page.url], self.settings.today
        # a server tells the time by the clock on the wall, whatever day the run is judged by
        return stamps_of(ref, self.site, lists=self._lists, known=page, now=datetime.now(UTC), today=today)

    def _tell_age(self, page: RememberedPage, judged: PageResult) -> None:
        """Keep what is known of a page's age now that everybody was heard, where that is news."""
        was, now = page.result, judged.inventory
        if was is None or page.written is None or was.inventory.stamps == now.stamps:
            return
        self._aged.append(unchanged(page, replace(was, inventory=now)))

    def _record(
        self, page: str, problems: tuple[Problem, ...], unchecked: tuple[Unchecked, ...], *, whole: bool = True
    ) -> None:
        self.done.add(page)
        self.tools.watch("check", len(self.done), len(self.read.packed))
        self.faults += any(each.fault for each in unchecked)
        judged = Judged(url=page, problems=problems, unchecked=unchecked, whole=whole)
        if page == self.site.start:
            self._start = judged
        else:
            self._judged.append(judged)
            if len(self._judged) >= _BATCH:
                self._write()

    def _write(self) -> None:
        """Record what was judged: a run that is killed judges its pages anew, so nothing is lost while it waits."""
        self.tools.night.record_pages(self._aged)
        self.tools.night.record_judged(self._judged)
        self._aged.clear()
        self._judged.clear()

    def _tell_template(self) -> None:
        start = self._start or Judged(url=self.site.start, problems=())
        self._judged.append(replace(start, problems=(*start.problems, *self._template.told())))
        self._write()

    async def _judge_whole(self) -> None:
        """Judge what only shows when all pages are seen together."""
        judged = self._whole.urls
        for each in await self._remembered_summaries():
            self._whole.add(each)
        chosen = rules.chosen(self.settings.only, self.settings.skip)
        problems, self.unchecked = rules.judge_site(self._whole, self.settings, chosen)
        by_page: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            by_page[problem.page].append(problem)
        for url in sorted(by_page.keys() & judged):
            self.tools.night.record_more(url, await self._placed(url, tuple(by_page[url])))
        self.faults += bool(self.unchecked)

    async def _placed(self, url: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Say where on their page problems stand: a summary knows the words only."""
        try:
            return await self.tools.workers.call(_packed.placed, self.tools.night.reading(url) or b"", problems)
        except Lost:
            return problems

    async def _remembered_summaries(self) -> list[PageSummary]:
        """Sum up as they last were the pages that could not be read tonight.

        Else a night on which they fail would take from the others what they are compared with.
        """
        found = []
        for url in sorted(self.read.found.keys() - self._whole.urls - self.read.gone):
            reading = self.tools.night.reading(url)
            summary = await self.tools.workers.call(_packed.summed, reading) if reading else None
            if summary:
                found.append(replace(summary, url=url))
        return found
