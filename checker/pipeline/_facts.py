"""What the world said of what stands on the pages of a run: at hand for a few pages at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.history import codec
from checker.model.targets import Facts
from checker.pipeline._changes import Changes
from checker.pipeline._originals import Originals
from checker.pipeline._packed import PackedFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.history.recording import Recording
    from checker.model.targets import MailDomain, Target
    from checker.pipeline._read import Read

_KEPT_TARGETS = 5_000
"""Answers held in memory, each half a kilobyte: most pages lead to the same places."""


@dataclass(slots=True)
class AtHand:
    """The facts about the pages of one run."""

    night: Recording
    read: Read
    mail: dict[str, MailDomain] | None
    """By domain, as far as it was asked; None when offline: then there are no facts."""
    originals: Originals = field(default_factory=Originals)
    """What became of contacts when they were held against their own websites."""
    _targets: dict[str, bytes] = field(default_factory=dict)
    _unknown: dict[str, Target] = field(default_factory=dict)
    """Those of them that could not be checked."""

    def call_to_mind(self, pages: Iterable[str]) -> None:
        """Have the answers at hand that these pages lead to, all looked up in one go."""
        if self.mail is None:
            return
        if len(self._targets) > _KEPT_TARGETS:
            self._targets.clear()
            self._unknown.clear()
        addresses = (each for page in pages for each in self.read.packed[page].addresses)
        missing = [each for each in addresses if each not in self._targets]
        for url, (verdict, body) in self.night.answers(missing).items() if missing else ():
            self._targets[url] = body
            if not verdict.is_answer:
                self._unknown[url] = codec.target(body)

    def of(self, page: str) -> tuple[PackedFacts | None, Facts | None]:
        """Give what is known about what stands on a page, and by itself what of it is no answer."""
        if self.mail is None:
            return None, None
        packed, changes = self.read.packed[page], self.read.changes.get(page, Changes())
        facts = PackedFacts(
            came=changes.came,
            went=changes.went,
            targets={each: self._targets[each] for each in packed.addresses if each in self._targets},
            mail={each: self.mail[each] for each in packed.domains if each in self.mail},
            originals=self.originals.of(page),
        )
        unknown = {each: self._unknown[each] for each in facts.targets if each in self._unknown}
        return facts, Facts(targets=unknown, mail=facts.mail)
