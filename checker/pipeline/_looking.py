"""Looks up where links lead and which domains take mail, while pages are still being read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.lookups import links
from checker.model.fetching import Failure
from checker.model.problems import Unchecked
from checker.model.targets import Judgement, Mail, Verdict
from checker.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from datetime import datetime

    from checker.model.fetching import Certificate
    from checker.model.targets import Facts, Past, Target
    from checker.pipeline._addresses import Addresses
    from checker.pipeline._notes import Notes
    from checker.pipeline._read import Read
    from checker.pipeline._tools import Tools

_ALWAYS = 10 * 365 * 24 * 3600.0
"""Seconds: an answer of any age."""
_OK = range(200, 300)
_ALIKE = {
    Failure.NAME_SILENT: "their names were not found, because the name server did not answer",
    Failure.NO_NAME: "their names were said not to exist",
    Failure.TIMEOUT: "they did not answer in time",
    Failure.REFUSED: "they refused the connection",
    Failure.RESET: "they closed the connection",
    Failure.TLS: "no secure connection could be made",
    Failure.CERTIFICATE: "their certificates were not believed",
    Failure.NO_ROUTE: "there was no way there",
    Failure.PROXY: "our own proxy did not let us through",
}
_FEW, _SOME = 5, 10
"""Hosts. Of fewer than five nothing is concluded."""
_SHARE_OF_SOME, _SHARE_OF_MANY = 2 / 3, 1 / 3
"""If more hosts than this fail alike in one night, the fault is likelier to be ours than theirs."""


_TOO_MANY = "As many addresses were asked as the site's file allows a night. This one comes first in the next."


@dataclass(slots=True)
class Known:
    """What is known of addresses before they are asked; grows as pages bring them."""

    tools: Tools
    notes: Notes
    """Where answers are noted that are used again."""
    read: Read
    """What has become of the site's pages so far."""
    remember: float
    """Seconds for which a good answer of an earlier night is used again; 0 asks everything."""
    is_own: Callable[[str], bool]
    """Tells which addresses may be pages of the site: those are asked every night anyway."""
    pasts: dict[str, Past] = field(default_factory=dict)
    fine_hosts: set[str] = field(default_factory=set)
    """Hosts that need not be asked tonight, as they answered well of late."""
    done: int = 0

    def prepare(self, new: list[str]) -> list[str]:
        """Call to mind what earlier nights know, and give those that this run has no answer for yet."""
        night = self.tools.night
        # what is new to this run has no answer from it, unless it goes on where it was cut off
        answered = night.answers(new) if night.resumed else {}
        left = [each for each in new if each not in answered]
        if night.is_first:
            self.done += len(new) - len(left)
            self.tools.client.announce(left)
            return left
        others = [each for each in left if not self.is_own(each)] if self.remember else []
        remembered = night.remembered(others, self.tools.now(), self.remember) if others else {}
        self.notes.answers(remembered.values())
        self.fine_hosts.update(map(host_of, remembered))
        left = [each for each in left if each not in remembered]
        self.done += len(new) - len(left)
        self.pasts.update(night.pasts(left))
        self.tools.client.announce(left)
        return left

    def unchanged(self, addresses: Iterable[str]) -> Container[str]:
        """Settle which of them lead to pages that are as they were, and were fine: they need not be asked again."""
        night, now, pages = self.tools.night, self.tools.now(), self.read.unchanged
        known = night.remembered([each for each in addresses if each in pages], now, _ALWAYS)
        fine = {url: each for url, each in known.items() if each.verdict is Verdict.FINE}
        self.notes.answers(_tonight(each, pages[url], now) for url, each in fine.items())
        self.fine_hosts.update(map(host_of, fine))
        self.done += len(fine)
        for url in fine:
            self.pasts.pop(url, None)
        return fine.keys()

    def left(self, address: str) -> Target:
        """Say of an address that it is one too many, and keep what was seen the last time."""
        past = self.pasts.get(address)
        return replace(links.unasked(address, _TOO_MANY), evidence=past and past.evidence)

    def asked(self, address: str) -> str:
        """Tell when an address was asked the last time, in words that sort; empty where it never was."""
        past = self.pasts.get(address)
        return past.evidence.asked.isoformat() if past and past.evidence else ""


def _tonight(target: Target, certificate: Certificate | None, now: datetime) -> Target:
    """Say that a page is still what was seen the last time: its server was asked tonight."""
    seen = target.evidence
    evidence = replace(seen, asked=now, looks=1, certificate=certificate) if seen else None
    return replace(target, evidence=evidence, from_memory=False)


@dataclass(slots=True)
class Hosts:
    """Which hosts answered, and how those failed that did not."""

    failures: dict[str, Failure | None] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """A fingerprint of what each shows, where it shows a page."""

    def note(self, target: Target) -> None:
        """Take one answer. A host that answered once is there."""
        host, seen = host_of(target.url), target.evidence
        if target.from_memory or seen is None:
            return
        failure = seen.failure if seen.status is None else None
        if failure is None or host not in self.failures:
            self.failures[host] = failure
        if seen.words and seen.status in _OK and not seen.wall:
            self.words[host] = seen.words

    def same(self) -> str | None:
        """Give the fingerprint of the page that too many hosts show for it to be theirs, as a hotel's network does."""
        words, number = next(iter(Counter(self.words.values()).most_common(1)), (None, 0))
        total = len(self.failures)
        return words if total >= _FEW and number > total * _SHARE_OF_SOME else None

    def alike(self) -> Failure | None:
        """Give the failure that too many hosts share for it to be theirs, if there is one."""
        counted = Counter(each for each in self.failures.values() if each in _ALIKE)
        failure, number = next(iter(counted.most_common(1)), (None, 0))
        total = len(self.failures)
        share = _SHARE_OF_SOME if total < _SOME else _SHARE_OF_MANY
        return failure if total >= _FEW and number > total * share else None

    def doubted(self, targets: Mapping[str, Target]) -> tuple[tuple[Target, ...], str | None]:
        """Give what is to be said of targets whose answer cannot be believed, and why; nothing if all can."""
        failure, words = self.alike(), self.same()
        if failure is not None:
            number = sum(each is failure for each in self.failures.values())
            alike = f"{number} of {len(self.failures)} websites failed alike: {_ALIKE[failure]}."
            why = f"{alike} Our own network may be at fault."
        elif words is not None:
            number = sum(each == words for each in self.words.values())
            alike = f"{number} of {len(self.failures)} websites show the very same words."
            why = f"{alike} Our own network may show a page of its own."
        else:
            return (), None
        judgement = Judgement(verdict=Verdict.UNKNOWN, why=why)
        seen = ((each, each.evidence) for each in targets.values() if each.evidence and not each.from_memory)
        doubted = (
            each
            for each, found in seen
            if (failure is not None and found.status is None and found.failure is failure)
            or (failure is None and found.words == words)
        )
        return tuple(replace(each, judgement=judgement) for each in doubted), why


async def look_up(addresses: Addresses, asking: links.Asking, tools: Tools, known: Known) -> str | None:
    """Ask every address and record each answer as it comes.

    Returns:
        Why none of the failures can be believed, if too many hosts failed alike.
    """
    hosts, notes = Hosts(), known.notes
    async for target in links.look_up(addresses, asking, stop=tools.halt.event):
        hosts.note(target)
        notes.answer(target)
        known.pasts.pop(target.url, None)
        addresses.settle(target.url)
        known.done += 1
        tools.watch("look up", known.done, len(addresses))
    notes.write()
    tools.night.record_targets(known.left(each) for each in addresses.left)
    if tools.halt.asked:
        answered = tools.night.done_targets(addresses.known)
        tools.night.record_targets(links.unasked(each) for each in sorted(addresses.known) if each not in answered)
    doubted, why = hosts.doubted(tools.night.done_targets(addresses.known) if hosts.alike() or hosts.same() else {})
    tools.night.record_targets(doubted)
    return why


def unanswered(page: str, facts: Facts | None) -> Iterator[Unchecked]:
    """Say what a page leads to and could not be looked up."""
    for target in facts.targets.values() if facts else ():
        said = links.unchecked(target, (page,))
        if said:
            yield said
    for domain in facts.mail.values() if facts else ():
        if domain.mail is Mail.UNKNOWN:
            yield Unchecked(what=domain.domain, why=domain.why, stage="look up", pages=(page,), verdict="unknown")
