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
from checker.history.outcomes import Judged, Outcome, outcome
from checker.model.problems import Unchecked
from checker.model.summaries import SiteView
from checker.model.targets import Facts
from checker.pipeline import _packed
from checker.pipeline._changes import Changes
from checker.pipeline._looking import unanswered
from checker.pipeline._originals import Originals
from checker.pipeline._stamps import Listed, listed, stamps_of
from checker.pipeline._workers import Lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.model.mentions import Stamp
    from checker.model.nights import RememberedPage
    from checker.model.problems import Problem
    from checker.model.rules import Settings
    from checker.model.runs import PageResult
    from checker.model.sites import Site
    from checker.model.summaries import PageSummary
    from checker.model.targets import MailDomain, Target
    from checker.pipeline._read import Outward, Read
    from checker.pipeline._tools import Tools

_AT_ONCE = 8
"""Pages on their way to the workers and back."""
_BATCH = 50
"""Judged pages that are recorded at once."""
_KEPT_TARGETS = 5_000
"""Answers held in memory, each half a kilobyte: most pages lead to the same places."""


@dataclass(slots=True)
class Judging:
    """The judging of one run."""

    site: Site
    settings: Settings
    tools: Tools
    read: Read
    mail: Mapping[str, MailDomain] | None
    """None when offline: then there are no facts."""
    originals: Originals = field(default_factory=Originals)
    """What became of contacts when they were held against their own websites."""
    faults: int = 0
    """How many pages the checker itself failed on."""
    unchecked: tuple[Unchecked, ...] = ()
    """What failed on the site as a whole."""
    _lists: Listed = field(default_factory=Listed)
    _targets: dict[str, bytes] = field(default_factory=dict)
    _unknown: dict[str, Target] = field(default_factory=dict)
    """Those of them that could not be checked."""
    _whole: SiteView = field(default_factory=SiteView)
    _template: dict[str, Problem] = field(default_factory=dict)
    _template_pages: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _judged: list[Judged] = field(default_factory=list)
    """Those that are still to be recorded."""
    _aged: list[Outcome] = field(default_factory=list)
    """Pages of whose age more is known than was recorded."""
    _start: Judged | None = None
    """What was found on the site's start: the template's problems join it, as that is where they are told."""

    async def judge_all(self) -> None:
        """Judge every page this run has read, a few at a time."""
        room, total, done = asyncio.Semaphore(_AT_ONCE), len(self.read.packed), 0
        self._lists = listed(self.read.found.values())

        def over(_: object) -> None:
            nonlocal done
            done += 1
            room.release()
            self.tools.watch("check", done, total)

        async with asyncio.TaskGroup() as tasks:
            read = (each for each in self.tools.night.recorded_pages() if each[0].url in self.read.packed)
            for some in batches(read, _BATCH):
                self._call_to_mind(self.read.packed[page.url] for page, _ in some)
                for page, reading in some:
                    await room.acquire()
                    tasks.create_task(self._one(page, reading, *self._facts(page.url))).add_done_callback(over)
        self._tell_template()
        await self._judge_whole()

    async def _one(
        self, page: RememberedPage, reading: bytes, facts: _packed.PackedFacts | None, unknown: Facts | None
    ) -> None:
        try:
            judged = await self.tools.workers.call(_packed.judged, reading, self.settings, facts, self._stamps(page))
        except Lost as fault:
            self._fail(page.url, f"Judging this page failed. {fault}")
            return
        if judged is None:
            self.tools.night.forget_reading(page.url)
            self._fail(page.url, "What was kept of this page cannot be read. The next run reads the page anew.")
            return
        result, summary = codec.judgement(judged)
        self._whole.add(replace(summary, url=self.read.found[page.url].url))  # the string that is held anyway
        self._tell_age(page, result)
        unchecked = (*result.unchecked, *unanswered(page.url, unknown), *self.originals.unread(page.url))
        self._record(page.url, self._own(result), unchecked)

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
        whole = codec.result(page.written)
        ages = {name: getattr(now, name) for name in ("stamps", "updated", "published", "review_due")}
        self._aged.append(outcome(replace(whole, inventory=replace(whole.inventory, **ages))))

    def _call_to_mind(self, pages: Iterable[Outward]) -> None:
        """Have the answers at hand that these pages lead to, all looked up in one go."""
        if self.mail is None:
            return
        if len(self._targets) > _KEPT_TARGETS:
            self._targets.clear()
            self._unknown.clear()
        addresses = (each for page in pages for each in page.addresses)
        missing = [each for each in addresses if each not in self._targets]
        for url, (verdict, body) in self.tools.night.answers(missing).items() if missing else ():
            self._targets[url] = body
            if not verdict.is_answer:
                self._unknown[url] = codec.target(body)

    def _facts(self, url: str) -> tuple[_packed.PackedFacts | None, Facts | None]:
        """Give what is known about what stands on a page, and by itself what of it is no answer."""
        if self.mail is None:
            return None, None
        packed, changes = self.read.packed[url], self.read.changes.get(url, Changes())
        facts = _packed.PackedFacts(
            came=changes.came,
            went=changes.went,
            targets={each: self._targets[each] for each in packed.addresses if each in self._targets},
            mail={each: self.mail[each] for each in packed.domains if each in self.mail},
            originals=self.originals.of(url),
        )
        unknown = {each: self._unknown[each] for each in facts.targets if each in self._unknown}
        return facts, Facts(targets=unknown, mail=facts.mail)

    def _own(self, result: PageResult) -> tuple[Problem, ...]:
        """Give the page's own problems; those of the template are kept to be told once."""
        own = []
        for problem in result.problems:
            if not problem.place.template:
                own.append(problem)
                continue
            told = replace(problem, page=self.site.start)
            kept = self._template.setdefault(told.fingerprint, told)
            self._template_pages[kept.fingerprint].add(problem.page)
        return tuple(own)

    def _record(
        self, page: str, problems: tuple[Problem, ...], unchecked: tuple[Unchecked, ...], *, whole: bool = True
    ) -> None:
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
        pages = {each: tuple(sorted(found)) for each, found in self._template_pages.items()}
        told = tuple(replace(each, also_on=pages[fingerprint]) for fingerprint, each in self._template.items())
        start = self._start or Judged(url=self.site.start, problems=())
        problems = (*start.problems, *told)
        self._judged.append(Judged(url=start.url, problems=problems, unchecked=start.unchecked, whole=start.whole))
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
