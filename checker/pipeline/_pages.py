"""Fetches and reads the pages of a site as they are found, and records each as it is done."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from contextlib import aclosing
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import readers, urls
from checker.history import codec
from checker.history.outcomes import outcome
from checker.model.fetching import Fetched, Request
from checker.model.problems import Unchecked
from checker.model.runs import PageResult
from checker.pipeline import _documents, _held, _packed, _scripted, _words
from checker.pipeline._answers import given, led_away, remembered, source_of
from checker.pipeline._changes import since
from checker.pipeline._held import Held, held
from checker.pipeline._sameness import SAME, Sameness
from checker.pipeline._stamps import dated
from checker.pipeline._turns import in_turn
from checker.pipeline._workers import Lost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from checker.model.nights import Gist, RememberedPage
    from checker.model.pages import PageRef
    from checker.model.rules import Settings
    from checker.model.sites import Site
    from checker.pipeline._notes import Notes
    from checker.pipeline._packed import Packed
    from checker.pipeline._read import Read
    from checker.pipeline._tools import Tools

Lead = Callable[[Iterable[str]], tuple[str, ...]]
_OK = range(200, 300)
_GONE = frozenset({404, 410})
_AHEAD = 3
"""Pages in hand for each that may be asked at once: while one is fetched another is read."""
_WAITING = 32
"""Of those, how many wait to be read at most, each with its body."""


class Pages:
    """Reads the pages of one run of a site."""

    def __init__(self, site: Site, settings: Settings, tools: Tools, notes: Notes, *, read: Read, lead: Lead) -> None:
        """Begin with none.

        Args:
            site: Whose pages they are.
            settings: How they are read.
            tools: What they are read with.
            notes: Where each is recorded.
            read: Where it is noted what becomes of them.
            lead: Is told what each page leads to, and gives the same addresses, each held but once.
        """
        self._site, self._settings, self._tools, self._notes, self._lead = site, settings, tools, notes, lead
        self._key = _words.digest(settings)
        asked = site.pace.at_once
        self._room = asyncio.Semaphore(min(asked * _AHEAD, asked + _WAITING))
        self._done: frozenset[str] | set[str] = frozenset()
        self._tasks = asyncio.TaskGroup()
        self._passing: list[PageRef] = []  # did not answer at the first look
        self._sameness = Sameness()
        self.read = read

    async def read_all(self, found: AsyncIterator[PageRef | Unchecked]) -> None:
        """Read every page that is found, until told to stop."""
        self._done = self._tools.night.done_pages()
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                async with aclosing(in_turn(found, self.read, self._tools, most=self._site.night.pages)) as turns:
                    async for each in turns:
                        await self._begin(each)
            await self._look_again()
            async with asyncio.TaskGroup() as self._tasks:  # for documents that pages lead to which had to wait
                self.settle()
        except ExceptionGroup as several:
            raise several.exceptions[0] from several  # one full disk is one fault, however many pages meet it

    async def _begin(self, ref: PageRef, *, look: int = 1) -> None:
        """Start on a page as soon as there is room for one more."""
        await self._room.acquire()
        task = self._tasks.create_task(self._one(ref, done=ref.url in self._done, look=look))
        task.add_done_callback(self._make_room)

    async def _look_again(self) -> None:
        """Ask once more, after everything else, for pages that did not answer: it may have been a passing fault."""
        if not self._passing or self._tools.halt.asked or not self._site.links.confirm:
            return
        self._notes.write()  # what became of them at the first look is asked for at the second
        await asyncio.sleep(self._site.links.confirm[0])
        async with asyncio.TaskGroup() as self._tasks:
            for each in self._passing:
                await self._begin(each, look=2)

    def _make_room(self, _: object) -> None:
        self._room.release()
        self._tools.watch("read", len(self.read.packed) + len(self.read.unread), len(self.read.found))

    async def _one(self, ref: PageRef, *, done: bool, look: int) -> None:
        if self._tools.halt.asked:
            return
        known = None if self._tools.night.new_site and look == 1 else self._tools.night.page(ref.url)
        gist = self._gist(known)
        if done and gist:
            self._hand_on(ref, gist)  # this run was done with it before it was killed
            return
        # what script builds may change while the page it builds it on does not
        usable = known if gist and not self._site.renders(ref.url) else None
        answer = await self._fetched(ref, None if self._tools.fresh else usable, look=look)
        if _documents.is_none(ref, answer, known, site=self._site, settings=self._settings):
            self.read.found.pop(ref.url, None)
            return
        why = _words.refusal(answer) or led_away(self._site, ref, answer)
        if why is not None:
            self._miss(ref, answer, why)
            if look == 1 and _words.may_pass(answer):
                self._passing.append(ref)
            return
        self.read.unread.pop(ref.url, None)
        self.read.ours.discard(ref.url)
        renamed = self._renamed(ref, answer)
        if renamed is None:
            return
        ref = renamed
        if usable and answer.from_memory:
            page = held(ref, answer, usable, gist)
            if not answer.redirects:
                self.read.unchanged[ref.url] = answer.certificate
        else:
            page = await self._page(ref, answer, known, usable)
        if not self._sameness.holds(page):
            self._record(page)

    def _gist(self, known: RememberedPage | None) -> Gist | None:
        """Give what an earlier night, or this run before it was killed, kept of a page that was read as we read."""
        if known is None or not known.gist or known.reading_key != self._key:
            return None
        return codec.gist(known.gist) if known.result and known.result.read else None

    async def _page(
        self, ref: PageRef, answer: Fetched, known: RememberedPage | None, usable: RememberedPage | None
    ) -> Held:
        """Read a page."""
        packed = await self._rendered(ref, answer, await self._studied(ref, answer))
        if (news := since(usable, packed)) is not None:
            self.read.changes[ref.url] = news
        gist = codec.gist(packed.gist) if packed.gist else None
        return held(ref, answer, dated(packed, known, self._settings.today), gist)

    def settle(self) -> None:
        """Record the pages that waited to be believed; those that are not count as not read."""
        believed, unbelieved = self._sameness.settled()
        for page in believed:
            self._record(page)
        for ref, status in unbelieved:
            self.read.packed.pop(ref.url, None)
            self.read.claims.pop(ref.url, None)
            self._miss(ref, Fetched(url=ref.url, final_url=ref.url, status=status), SAME)
            self.read.same.add(ref.url)
        self._notes.wait_for(None)  # a halt may have come before it
        self._notes.write()

    async def _fetched(self, ref: PageRef, known: RememberedPage | None, *, look: int) -> Fetched:
        if ref.body is not None:
            return given(ref, ref.body)
        first = self._site.links.limits
        whole = replace(first, body=readers.MAX_BYTES)
        request = Request(url=ref.url, limits=whole, known=remembered(known), look=look)
        return await _documents.asked(ref, request, self._tools.client.fetch, first=first, settings=self._settings)

    def _renamed(self, ref: PageRef, answer: Fetched) -> PageRef | None:
        """Name the page as redirects within the site do; None if it is there by that name already."""
        there = urls.target(answer.final_url) or answer.final_url
        if there == ref.url:
            return ref
        del self.read.found[ref.url]
        if there in self.read.found:
            return None
        self.read.found[there] = replace(ref, url=there)
        return self.read.found[there]

    async def _studied(self, ref: PageRef, answer: Fetched) -> Packed:
        source = source_of(answer, target=ref.url, url=ref.url)
        settings = replace(self._settings, base=answer.final_url) if answer.final_url != ref.url else self._settings
        try:
            if not (self.read.packed or self._notes.keeps or self._site.renders(ref.url)):
                # nothing is asked yet that the first page leads to: its links need not wait until all of it is read
                self._notes.wait_for(ref.url)
                self._lead(await self._tools.workers.call(_packed.led_to, source, settings))
            return await self._tools.workers.call(_packed.pack, source, settings)
        except Lost as fault:
            why = f"Reading this page failed. {fault} This is a fault in the checker, not in your page."
            said = Unchecked(what=ref.url, why=why, stage="read", pages=(ref.url,), fault=True)
            return _packed.Packed(reading=b"", unchecked=(said,))

    async def _rendered(self, ref: PageRef, answer: Fetched, packed: Packed) -> Packed:
        """Show a page that script builds to a browser, where the site asks for it, and read what that then holds."""
        if not packed.scripted or not self._site.renders(ref.url) or self._tools.render is None:
            return packed

        async def read(body: bytes) -> Packed:
            return await self._studied(ref, replace(answer, body=body, headers=(("content-type", _scripted.HTML),)))

        return await _scripted.built(packed, ref.url, self._tools.render(answer.final_url), read)

    def _miss(self, ref: PageRef, answer: Fetched, why: str) -> None:
        """Record a page that is not there, or not as it should be."""
        if answer.status in _GONE:
            self.read.gone.add(ref.url)
        if answer.failure in _words.OUR_OWN:
            self.read.ours.add(ref.url)
        self.read.unread[ref.url] = why
        stage = "read" if answer.status in _OK else "fetch"
        said = Unchecked(what=ref.url, why=why, stage=stage, pages=(ref.url,))
        self._notes.page(outcome(replace(self._result(ref, answer), read=False, unchecked=(said,))))

    def _record(self, page: Held) -> None:
        """Record a page that was read, now or on an earlier night, and hand on what it leads to."""
        ref, gist = page.ref, page.gist
        result = self._result(ref, page.answer, gist.headings if gist else ())
        read = _held.outcome(page, result, key=self._key, today=self._settings.today)
        self._notes.page(read)
        if gist:
            self._hand_on(ref, gist)
        else:
            self.read.unread[ref.url] = read.result.unchecked[0].why

    def _result(self, ref: PageRef, answer: Fetched, headings: tuple[str, ...] = ()) -> PageResult:
        owner = ref.owner or self._site.owner_of(ref.url, headings)
        return PageResult(target=ref.url, url=ref.url, owner=owner, found_by=ref.found_by, status=answer.status)

    def _hand_on(self, ref: PageRef, gist: Gist) -> None:
        self.read.note(ref.url, self._lead(gist.addresses), tuple(map(sys.intern, gist.domains)))
        if gist.claims:
            self.read.claims[ref.url] = gist.claims
        if self._site.documents and _documents.leads_on(ref) and not self._tools.halt.asked:
            for document in _documents.led_to(self._site, gist.addresses, self.read.found):
                self.read.found[document.url] = document
                self._tasks.create_task(self._begin(document))
